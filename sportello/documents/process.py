"""From pending to an end: claim, open, judge, keep. May be killed at any instruction and run again.

Reading runs in workers and ends in any order; judging and keeping follow the order of upload, because a reply's
verdict depends on those before it.
"""

from __future__ import annotations

import shutil
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from domain.documents import Channel, Kind, State
from domain.opened import Opened
from domain.records import Document, Outcome
from extractors.isolation import Done, Failed, Workshop
from extractors.isolation import Outcome as WorkerOutcome
from sportello.app import App
from sportello.documents.assembling import LAST, assemble, is_assembly, postpone, waits_for_entries
from sportello.documents.decide import Ledger, broken, decide
from sportello.documents.entries import Unpacked, receive_entries, store_entries
from sportello.documents.intake import Progress
from sportello.documents.scanning import QUARANTINE, Scanned, scan
from sportello.documents.second_try import Unreadable, died_before, given_up
from sportello.documents.tasks import tasks_for
from sportello.documents.work import warm_for
from sportello.policies import worker_limits
from storage import documents, letters
from storage.owners import is_dead
from storage.virus import Infected, Refused, ScannerDownError

#: Documents claimed at a time, and documents judged in one transaction.
CLAIM = 256
COMMIT = 32

#: A document, what its worker said (None: it has no bytes) and the entries taken out of it.
Looked = WorkerOutcome | Unreadable | Infected | Refused | None
Read = tuple[Document, Looked, list[Unpacked]]


@dataclass
class Processed:
    """How many documents came to which end in this run."""

    ends: dict[State, int]
    #: Why documents were left waiting, where they were.
    waiting: str = ""
    leased_at: datetime = datetime(1970, 1, 1, tzinfo=UTC)

    def count(self, state: State) -> None:
        """Count one document."""
        self.ends[state] = self.ends.get(state, 0) + 1


def process(app: App, batch: str, progress: Progress, who: str = "sportello") -> Processed:
    """Bring every pending document to an end; possible archives first, so that their entries join the rest in order."""
    done = Processed({})
    _sweep_spools(app)
    channels = _pending_channels(app)
    if not channels:
        return done
    with Workshop(app.settings.workers, worker_limits(app.settings), warm_for(channels)) as shop:
        while claimed := _claim(app, 0) or _claim(app, 1) or _claim(app, LAST):
            done.leased_at = datetime.now(UTC)
            try:
                scanned = scan(app, claimed)
            except ScannerDownError as down:
                _give_back(app)
                done.waiting = str(down)
                break
            _process_chunk(app, batch, shop, claimed, scanned, done, progress, who)
    return done


def _give_back(app: App) -> None:
    with app.database.write() as connection:
        documents.release(connection, [app.owner])


def _pending_channels(app: App) -> list[Channel]:
    with app.database.read() as connection:
        return documents.pending_channels(connection)


def _claim(app: App, stage: int) -> list[Document]:
    # A lease is about processes, not about rules: it runs by the machine's clock, also in a replay.
    now = datetime.now(UTC)
    with app.database.write() as connection:
        return documents.claim(connection, app.owner, now, stage=stage, count=CLAIM, lease=app.settings.lease)


def _process_chunk(
    app: App,
    batch: str,
    shop: Workshop,
    claimed: list[Document],
    scanned: Scanned,
    done: Processed,
    progress: Progress,
    who: str,
) -> None:
    with _spool(app) as spool:
        ready: list[Read] = []
        total = len(claimed)
        for number, (document, outcome) in enumerate(_in_order(app, shop, claimed, scanned, spool), start=1):
            ready.append((document, outcome, store_entries(app, outcome)))
            if len(ready) >= COMMIT or number == total:
                _keep(app, batch, ready, done, who)
                progress("Lettura e giudizio", number, total)
                ready = []


def _sweep_spools(app: App) -> None:
    """Remove what killed runs left behind, also where nothing is left to do."""
    app.blobs.sweep()
    for left in (app.home / "tmp").glob("run,*"):
        if is_dead(left.name.removeprefix("run,")):
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _spool(app: App) -> Iterator[Path]:
    """Give a folder for unpacked entries."""
    mine = app.folder("tmp") / f"run,{app.owner}"
    mine.mkdir(exist_ok=True)
    try:
        yield mine
    finally:
        shutil.rmtree(mine, ignore_errors=True)


def _in_order(
    app: App, shop: Workshop, claimed: list[Document], scanned: Scanned, spool: Path
) -> Iterator[tuple[Document, Looked]]:
    """Yield the documents in their order, each with what its worker said (None: there are no bytes to look at)."""
    tasks = {task.key: task for task in tasks_for(app, [d for d in claimed if d.id not in scanned], spool)}
    results = shop.run(tasks.values())
    waiting: dict[str, WorkerOutcome] = {}
    by_id = {document.id: document for document in claimed}
    for document in claimed:
        if document.id not in tasks:
            yield document, scanned.get(document.id)
            continue
        while document.id not in waiting:
            key, outcome = next(results)
            waiting[key] = _put_away(app, by_id[key], outcome)
        outcome = waiting.pop(document.id)
        task = tasks[document.id]
        if task.limits is not None and _died_before(app, document):
            yield document, given_up(task, outcome, spool / f"{document.id}-pagine", worker_limits(app.settings))
        else:
            yield document, outcome


def _put_away(app: App, document: Document, outcome: WorkerOutcome) -> WorkerOutcome:
    """Keep what a worker read of scanned pages, and let go of it: nobody else needs it in memory."""
    if not isinstance(outcome, Done) or not outcome.value.scans or document.sha256 is None:
        return outcome
    app.readings.keep(document.operator, document.sha256, outcome.value.scans)
    return replace(outcome, value=replace(outcome.value, scans=b""))


def _died_before(app: App, document: Document) -> bool:
    with app.database.read() as connection:
        return died_before(connection, document.id)


def _keep(app: App, batch: str, ready: list[Read], done: Processed, who: str) -> None:
    with app.database.write() as connection:
        ledger = Ledger.of(connection, [document.id for document, *_ in ready])
        for document, outcome, entries in ready:
            verdict = _judge_safely(app, ledger, document, outcome)
            if waits_for_entries(document, verdict):
                receive_entries(app, connection, batch, document, entries)
                postpone(connection, document, verdict)
                continue
            if not documents.keep(connection, document, verdict, at=app.now(), batch=batch, who=who):
                continue
            done.count(verdict.state)
            if verdict.kind is Kind.ARCHIVE and verdict.state is State.ACCEPTED:
                receive_entries(app, connection, batch, document, entries)
            for letter in {document.letter, verdict.letter} - {None}:
                letters.project_replies(connection, document.operator, str(letter))
        if datetime.now(UTC) - done.leased_at > app.settings.lease / 3:  # a chunk seldom takes that long
            done.leased_at = datetime.now(UTC)
            documents.renew(connection, app.owner, done.leased_at + app.settings.lease)


def _judge_safely(app: App, ledger: Ledger, document: Document, outcome: Looked) -> Outcome:
    """Judge; a bug of ours over one document ends that document in error, with the diagnosis, and no other."""
    try:
        return _judge(app, ledger, document, outcome)
    except SQLAlchemyError:
        raise  # the ledger itself is in trouble: nothing can be kept
    except Exception as bug:  # noqa: BLE001 - the one place: an exception here would stop every later run at this document
        where = traceback.extract_tb(bug.__traceback__)[-1]
        return broken(document, f"bug: {type(bug).__name__}: {bug} [{Path(where.filename).name}:{where.lineno}]")


def _judge(app: App, ledger: Ledger, document: Document, outcome: Looked) -> Outcome:
    if is_assembly(document):
        return assemble(ledger.connection, document)
    if isinstance(outcome, Failed):
        return decide(app, ledger, document, None, f"{outcome.kind.value}: {outcome.diagnosis}")
    if outcome is None and document.sha256 is not None:
        return decide(app, ledger, document, None, f"i byte {document.sha256} non sono nell'archivio dei documenti")
    if isinstance(outcome, Refused):
        return decide(app, ledger, document, None, outcome.reason)
    if isinstance(outcome, Infected):
        found = decide(app, ledger, document, None, virus=outcome.name)
        return replace(found, facts={**found.facts, QUARANTINE: outcome.name})
    if isinstance(outcome, Unreadable):
        return replace(decide(app, ledger, document, outcome.opened), diagnosis=outcome.diagnosis)
    opened: Opened | None = outcome.value if isinstance(outcome, Done) else None
    return decide(app, ledger, document, opened)
