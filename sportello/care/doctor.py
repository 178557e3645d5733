"""The installation looked over: ledger, blobs, leases, letters, files; repaired where nothing can be lost by it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select

from domain.registers import ROME
from sportello.app import App, anchor_file
from sportello.care.forgetting import remove_blobs, still_there
from sportello.care.papers import files_of
from sportello.care.status import status
from sportello.chunks import chunks
from sportello.mail import post
from sportello.mail.daily import issued_files
from storage import documents, letters, outbox, reconcile
from storage.anchors import adrift, anchors
from storage.blobs import read_all
from storage.durable import write_file
from storage.events import first_broken
from storage.owners import is_dead
from storage.papers import erased
from storage.tables import events as event_table
from storage.tables import letters as letter_table
from storage.tables import reports

#: Letters looked at in one transaction, and the age in seconds under which bytes without a row are no orphans yet.
CHUNK = 200
FRESH = 3600.0


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is not as it should be: which check found it, an Italian line, and whether it was put right."""

    check: str
    message: str
    repaired: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the trouble as JSON values."""
        return {"controllo": self.check, "messaggio": self.message, "riparato": self.repaired}


def examine(app: App, *, repair: bool = False) -> list[Trouble]:
    """Look everything over; with ``repair`` put right what is safe to put right."""
    return [trouble for check in CHECKS for trouble in check(app, repair)]


def _blobs(app: App, repair: bool) -> Iterator[Trouble]:
    with app.database.read() as connection:
        wanted = reconcile.wanted_blobs(connection)
        forgotten = still_there(app, connection)
    for sha256 in forgotten:
        yield Trouble("riservatezza", f"{sha256} doveva essere cancellato", repair and remove_blobs(app, [sha256]) > 0)
    there = set(app.blobs.hashes()) - set(forgotten)
    for sha256 in sorted(wanted.keys() - there):
        yield Trouble("byte mancanti", f"{wanted[sha256]} indica {sha256}, che non è nell'archivio dei documenti")
    for sha256 in sorted(there):
        if reconcile.digest_of_blob(app.blobs, sha256) != sha256:
            yield Trouble("somme di controllo", f"i byte sotto {sha256} sono cambiati: ripristinarli da una copia")
        elif sha256 not in wanted and not _fresh(app, sha256):
            moved = repair and _set_aside(app, sha256)
            yield Trouble("byte orfani", f"nessuna riga indica {sha256}" + (": messi in orfani/" * moved), moved)


def _fresh(app: App, sha256: str) -> bool:
    """Tell whether bytes are so new that their row may be about to be written."""
    age = app.blobs.age(sha256)
    return age is None or age < FRESH


def _set_aside(app: App, sha256: str) -> bool:
    """Move bytes that no row needs out of the store; they are kept, for a database may have been put back too old."""
    if not app.blobs.has(sha256):
        return False
    folder = app.folder("orfani")
    write_file(folder / sha256, [read_all(app.blobs, sha256)])
    return app.blobs.remove(sha256)


def _leases(app: App, repair: bool) -> Iterator[Trouble]:
    with app.database.read() as connection:
        held = reconcile.stale_leases(connection, datetime.now(UTC))
    for owner, count in sorted(held.items()):
        if repair:
            with app.database.write() as connection:
                documents.release(connection, [owner])
        yield Trouble("prenotazioni scadute", f"{count} documenti in mano a {owner}, che non lavora più", repair)


def _ledger(app: App, _repair: bool) -> Iterator[Trouble]:
    found = status(app)
    for name, counts in (("in tutto", found["total"]), *found["operators"].items()):
        if not counts["balanced"]:
            standing = sum(counts[s] for s in ("accepted", "rejected", "review", "error", "duplicate", "pending"))
            yield Trouble("quadratura", f"{name}: {counts['received']} ricevuti, {standing} documenti")
    for line in found["missing"]:
        yield Trouble("quadratura", line)
    for archive in found["archives"]:
        if not archive["balanced"]:
            inside = sum(archive["states"].values())
            yield Trouble(
                "quadratura", f"archivio {archive['document']}: {archive['entries']} voci, {inside} documenti"
            )
    with app.database.read() as connection:
        for document in reconcile.unlogged(connection):
            yield Trouble("quadratura", f"documento {document}: presente senza ricezione nel giornale")


_PROJECTED = ("replies", "reply", "first_reply_at", "last_reply_at", "reply_user", "reply_document")


class _UndoError(Exception):
    """Ends a transaction that was only a trial."""


def _letters(app: App, repair: bool) -> Iterator[Trouble]:
    with app.database.read() as connection:
        keys = list(reconcile.answered_letters(connection))
    for chunk in chunks(keys, CHUNK):
        wrong: list[tuple[str, str]] = []
        with suppress(_UndoError), app.database.write() as connection:
            for key in chunk:
                before = _projected(connection, *key)
                letters.project_replies(connection, *key)
                if before != _projected(connection, *key):
                    wrong.append(key)
            if not (wrong and repair):
                raise _UndoError
        for operator, letter in wrong:
            yield Trouble("lettere", f"{operator} {letter}: la risposta mostrata non è quella dei documenti", repair)


def _projected(connection: Connection, operator: str, letter: str) -> tuple[Any, ...] | None:
    columns = [letter_table.c[name] for name in _PROJECTED]
    row = connection.execute(
        select(*columns).where(letter_table.c.operator == operator, letter_table.c.letter == letter)
    ).first()
    return None if row is None else tuple(row)


def _files(app: App, repair: bool) -> Iterator[Trouble]:
    with app.database.read() as connection:
        gone = erased(connection)
        files = [file for row in connection.execute(select(reports)) for file in issued_files(app, row)]
        waiting = [app.home / "outbox" / str(row.file_name) for row in outbox.waiting(connection)]
    for place in files_of(app, gone):
        if repair:
            place.unlink()
        yield Trouble("riservatezza", f"{place.relative_to(app.home)} doveva essere cancellato", repair)
    for place, sha256 in files:
        if not place.exists() and sha256 not in gone:
            mended = repair and app.blobs.has(sha256)
            if mended:
                write_file(place, [read_all(app.blobs, sha256)])
            yield Trouble("report", f"manca il file {place.relative_to(app.home)}", mended)
    missing = [place for place in waiting if not place.exists()]
    if missing and repair:
        post.lay_out(app)
    for place in missing:
        yield Trouble("posta in uscita", f"manca il file {place.relative_to(app.home)}", place.exists())


def _readings(app: App, repair: bool) -> Iterator[Trouble]:
    """Find what was read of scanned pages of documents that are gone: it holds what stood on them."""
    with app.database.read() as connection:
        wanted = reconcile.wanted_blobs(connection)
    for sha256, path in sorted(app.readings.each()):
        if sha256 not in wanted:
            if repair:
                path.unlink(missing_ok=True)
            yield Trouble("letture", f"{path.relative_to(app.home)}: nessun documento ha questi byte", repair)


def _leftovers(app: App, repair: bool) -> Iterator[Trouble]:
    found = [p for p in (app.home / "tmp").glob("run,*") if is_dead(p.name.removeprefix("run,"))]
    found += [
        p for p in app.home.glob("reports/*/*/.*.part") if is_dead(p.name.rpartition(",")[2].removesuffix(".part"))
    ]
    found += [p for p in app.readings.unfinished() if is_dead(p.name.rpartition(",")[2].removesuffix(".part"))]
    found += [p for p in app.home.glob("outbox/.*.part") if is_dead(p.name.rpartition(",")[2].removesuffix(".part"))]
    for path in sorted(found):
        if repair:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        yield Trouble("file temporanei", f"{path.relative_to(app.home)} è di un processo che non c'è più", repair)


CHECKS: tuple[Callable[[App, bool], Iterator[Trouble]], ...] = (
    _blobs,
    _leases,
    _ledger,
    _letters,
    _files,
    _readings,
    _leftovers,
)


def audit(app: App) -> tuple[list[Trouble], dict[str, Any]]:
    """Prove the event log: the chain whole, its end where it was; returns what is wrong, and how much was proved."""
    with app.database.read() as connection:
        broken = first_broken(connection)
        told = [Trouble("giornale", f"il giornale non è integro dall'evento {broken}")] if broken else []
        told += [Trouble("giornale", line) for line in adrift(connection, anchor_file(app))]
        rows = connection.execute(select(event_table.c.seq, event_table.c.salt)).all()
    blotted = sum(row.salt is None for row in rows)
    proved = {
        "eventi": len(rows),
        "cancellati_per_riservatezza": blotted,
        "ancore": anchors(anchor_file(app)),
        "al": app.now().astimezone(ROME).isoformat(),
    }
    return told, proved
