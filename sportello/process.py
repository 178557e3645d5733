"""From pending to an end: claim, open, judge, keep. May be killed at any instruction and run again.

Reading runs in workers and ends in any order; judging and keeping follow the order of upload, because a reply's
verdict depends on those before it.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from domain.archives import Entry
from domain.documents import Channel, Kind, State
from domain.inbox_path import place_of
from domain.names import letter_stem_of
from domain.opened import Opened
from domain.records import Document, Outcome, Receipt
from domain.registers import ROME
from extractors.isolation import Done, Failed, Task, Workshop
from extractors.isolation import Outcome as WorkerOutcome
from sportello.app import App
from sportello.decide import Ledger, decide
from sportello.intake import Progress, may_be_archive
from sportello.policies import archive_budget, worker_limits
from sportello.work import WORK, Ask, Job, warm_for
from storage import documents, letters
from storage.blobs import Stored
from storage.registers import sector_of

#: Documents claimed at a time, and documents judged in one transaction.
CLAIM = 256
COMMIT = 32


@dataclass
class Processed:
    """How many documents came to which end in this run."""

    ends: dict[State, int]

    def count(self, state: State) -> None:
        """Count one document."""
        self.ends[state] = self.ends.get(state, 0) + 1


def process(app: App, batch: str, progress: Progress, who: str = "sportello") -> Processed:
    """Bring every pending document to an end; possible archives first, so that their entries join the rest in order."""
    done = Processed({})
    channels = _pending_channels(app)
    if not channels:
        return done
    with Workshop(app.settings.workers, worker_limits(app.settings), warm_for(channels)) as shop:
        for stage in (0, 1):
            while claimed := _claim(app, stage):
                _process_chunk(app, batch, shop, claimed, done, progress, who)
    return done


def _pending_channels(app: App) -> list[Channel]:
    with app.database.read() as connection:
        return documents.pending_channels(connection)


def _claim(app: App, stage: int) -> list[Document]:
    with app.database.write() as connection:
        return documents.claim(connection, app.owner, app.now(), stage=stage, count=CLAIM, lease=app.settings.lease)


def _process_chunk(
    app: App,
    batch: str,
    shop: Workshop,
    claimed: list[Document],
    done: Processed,
    progress: Progress,
    who: str,
) -> None:
    spool = Path(tempfile.mkdtemp(prefix="run-", dir=app.folder("tmp")))
    try:
        ready: list[tuple[Document, WorkerOutcome | None, list[tuple[Entry, Stored | None]]]] = []
        total = len(claimed)
        for number, (document, outcome) in enumerate(_in_order(app, shop, claimed, spool), start=1):
            ready.append((document, outcome, _store_entries(app, outcome)))
            if len(ready) >= COMMIT or number == total:
                _keep(app, batch, ready, done, who)
                progress("Lettura e giudizio", number, total)
                ready = []
    finally:
        shutil.rmtree(spool, ignore_errors=True)


def _in_order(
    app: App, shop: Workshop, claimed: list[Document], spool: Path
) -> Iterator[tuple[Document, WorkerOutcome | None]]:
    """Yield the documents in their order, each with what its worker said (None: there are no bytes to look at)."""
    tasks = {d.id: task for d in claimed if (task := _task(app, d, spool)) is not None}
    results = shop.run(tasks.values())
    waiting: dict[str, WorkerOutcome] = {}
    for document in claimed:
        if document.id not in tasks:
            yield document, None
            continue
        while document.id not in waiting:
            key, outcome = next(results)
            waiting[key] = outcome
        yield document, waiting.pop(document.id)


def _task(app: App, document: Document, spool: Path) -> Task | None:
    path = app.blobs.local_path(document.sha256) if document.sha256 else None
    if path is None:
        return None
    into = spool / document.id
    several = document.parent is None and may_be_archive(place_of((document.operator, *document.path.split("/"))))
    writes: tuple[Path, ...] = ()
    if several:
        into.mkdir()
        writes = (into,)
    with app.database.read() as connection:
        retry = documents.failures(connection, document.id) > 0
        ask = ask_for(app, connection, document.operator, target_letter(document))
    job = Job(
        str(path),
        document.name,
        document.channel,
        several,
        str(into),
        document.received_at.astimezone(ROME).date(),
        ask,
        archive_budget(app.settings),
    )
    return Task(document.id, WORK, (job,), writes, worker_limits(app.settings, retry=True) if retry else None)


def target_letter(document: Document) -> str | None:
    """Return the stem of the letter that a reply means to answer: its folder's, or the one in its name."""
    if document.channel is not Channel.RISPOSTE:
        return None
    outer = document.path.split("!/", 1)[0]
    return place_of((document.operator, *outer.split("/"))).letter or letter_stem_of(document.name)


def ask_for(app: App, connection: Connection, operator: str, letter: str | None) -> Ask | None:
    """Return what a reply to ``letter`` must answer; None where nobody asked, or the operator has no such letter."""
    row = letters.get_row(connection, operator, letter) if letter else None
    if row is None or not (row.requests or row.sha256):
        return None
    sector = sector_of(connection, operator)
    path = app.blobs.local_path(row.sha256) if row.sha256 else None
    return Ask(sector, tuple(row.requests or ()), str(path) if path else None) if sector else None


def _store_entries(app: App, outcome: WorkerOutcome | None) -> list[tuple[Entry, Stored | None]]:
    """Make an archive's entries durable before anything is committed about them."""
    if not isinstance(outcome, Done) or outcome.value.archive is None or outcome.value.archive.problem is not None:
        return []
    stored: list[tuple[Entry, Stored | None]] = []
    for entry in outcome.value.archive.entries:
        if entry.folder:
            continue
        if entry.path is None:
            stored.append((entry, None))
            continue
        with Path(entry.path).open("rb") as stream:
            stored.append((entry, app.blobs.put(stream)))
        Path(entry.path).unlink()
    return stored


def _keep(
    app: App,
    batch: str,
    ready: list[tuple[Document, WorkerOutcome | None, list[tuple[Entry, Stored | None]]]],
    done: Processed,
    who: str,
) -> None:
    with app.database.write() as connection:
        ledger = Ledger.of(connection)
        for document, outcome, entries in ready:
            verdict = _judge(app, ledger, document, outcome)
            if not documents.keep(connection, document, verdict, at=app.now(), batch=batch, who=who):
                continue
            done.count(verdict.state)
            if verdict.kind is Kind.ARCHIVE and verdict.state is State.ACCEPTED:
                _receive_entries(app, ledger, batch, document, entries)
            if verdict.kind is Kind.REPLY and verdict.letter is not None:
                letters.project_replies(connection, document.operator, verdict.letter)


def _judge(app: App, ledger: Ledger, document: Document, outcome: WorkerOutcome | None) -> Outcome:
    if isinstance(outcome, Failed):
        return decide(app, ledger, document, None, f"{outcome.kind.value}: {outcome.diagnosis}")
    if outcome is None and document.sha256 is not None:
        return decide(app, ledger, document, None, f"i byte {document.sha256} non sono nell'archivio dei documenti")
    opened: Opened | None = outcome.value if outcome is not None else None
    return decide(app, ledger, document, opened)


def _receive_entries(
    app: App, ledger: Ledger, batch: str, archive: Document, entries: list[tuple[Entry, Stored | None]]
) -> None:
    """Enter an archive's entries as documents of their own, in the same transaction as the archive's verdict."""
    there = documents.entry_paths(ledger.connection, archive.id)
    receipts = []
    for entry, stored in entries:
        path = f"{archive.path}!/{entry.safe_name}"
        if path in there:
            path = f"{path} (voce {entry.index + 1})"
        if path in there:
            continue  # a rerun of the archive: this entry has its document already
        there.add(path)
        receipts.append(
            Receipt(
                id="",
                batch=batch,
                operator=archive.operator,
                channel=archive.channel,
                path=path,
                name=entry.safe_name,
                sha256=stored.sha256 if stored else None,
                size=stored.size if stored else entry.size,
                received_at=archive.received_at,
                taken_at=app.now(),
                user=archive.user,
                parent=archive.id,
                entry=_entry_json(entry),
            )
        )
    documents.receive(ledger.connection, documents.with_ids(ledger.connection, receipts))


def _entry_json(entry: Entry) -> dict[str, object]:
    said: dict[str, object] = {"index": entry.index}
    if entry.problem is not None:
        said["problem"] = entry.problem.value
        said["message"] = f"{entry.problem.message} ({entry.detail})." if entry.detail else f"{entry.problem.message}."
        said["cure"] = f"{entry.problem.cure}."
    return said
