"""Registers from a file into the database: wrong rows are told, the others go in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from domain.os_words import in_words
from domain.registers import (
    LETTER_COLUMNS,
    OPERATOR_COLUMNS,
    CellError,
    LetterRecord,
    letter_record,
    operator_record,
)
from extractors.isolation import Done, Task, Workshop
from sportello.app import App
from sportello.documents.scanning import FileScan
from sportello.documents.work import LETTER_REQUESTS, WARM
from sportello.policies import worker_limits
from sportello.tabular import read_table
from storage import letters
from storage.registers import all_operators, upsert_letter, upsert_operator

#: Rows written in one transaction.
CHUNK = 500
#: Columns named when others are missing.
_SHOWN = 20


@dataclass
class Loaded:
    """What became of a register: rows by result, and the wrong ones with line, column and message."""

    rows: Counter[str] = field(default_factory=Counter)
    errors: list[tuple[int, str, str]] = field(default_factory=list)

    def in_order(self) -> list[tuple[int, str, str]]:
        """Return the errors by line."""
        return sorted(self.errors, key=lambda error: error[0])

    def summary(self) -> dict[str, Any]:
        """Return the result as JSON values."""
        return {
            "nuovi": self.rows["new"],
            "aggiornati": self.rows["changed"],
            "invariati": self.rows["same"],
            "errori": [{"riga": line, "colonna": column, "messaggio": said} for line, column, said in self.in_order()],
        }


def load_operators(app: App, path: Path, who: str) -> Loaded:
    """Load a register of operators. Raises ``UnreadableTableError``."""
    loaded = Loaded()
    table = _rows(path, OPERATOR_COLUMNS, loaded)
    with app.database.write() as connection:
        for line, cells in table:
            record = operator_record(cells)
            if isinstance(record, tuple):
                loaded.errors += [(line, e.column, e.message) for e in record]
            else:
                loaded.rows[upsert_operator(connection, record, app.now(), who)] += 1
    return loaded


def load_letters(app: App, path: Path, files: Path | None, who: str) -> Loaded:
    """Load a register of letters; the PDFs named in its column ``file`` lie under ``files``."""
    loaded, scan = Loaded(), FileScan(app)
    table = _rows(path, LETTER_COLUMNS, loaded)
    for start in range(0, len(table), CHUNK):
        prepared = [_prepare(app, line, cells, files, scan, loaded) for line, cells in table[start : start + CHUNK]]
        ready = [item for item in prepared if item is not None]
        asked = _requests(app, ready)
        with app.database.write() as connection:
            known = set(all_operators(connection))
            for item in ready:
                _write(app, connection, item, asked, known, loaded, who)
    return loaded


def _rows(path: Path, needed: Sequence[str], loaded: Loaded) -> list[tuple[int, dict[str, Any]]]:
    """Return the rows of a register; where a column that every row needs is nowhere, that is said once, and no row is read."""
    table = list(read_table(path))
    there = {str(name).strip().lower() for _, cells in table for name in cells}
    wanting = [column for column in needed if column not in there] if table else []
    if not wanting:
        return table
    found = ", ".join(sorted(there)[:_SHOWN]) + (", ..." if len(there) > _SHOWN else "")
    loaded.errors += [(1, column, f"la colonna manca; colonne trovate: {found or 'nessuna'}") for column in wanting]
    return []


def _requests(app: App, ready: list[tuple[int, LetterRecord, str | None]]) -> dict[str, list[str]]:
    """Find what the letters ask, by the SHA-256 of their PDF, where the register does not say and nobody looked yet."""
    wanted = {sha256 for _, record, sha256 in ready if sha256 is not None and record.requests is None}
    with app.database.read() as connection:
        found = letters.known_requests(connection, wanted)
    paths = {sha256: app.blobs.local_path(sha256) for sha256 in wanted - found.keys()}
    tasks = [Task(sha256, LETTER_REQUESTS, (str(path),)) for sha256, path in paths.items() if path is not None]
    if tasks:
        with Workshop(app.settings.workers, worker_limits(app.settings), WARM) as shop:
            for sha256, outcome in shop.run(tasks):
                if isinstance(outcome, Done):  # a letter that cannot be read asks nothing that we could find
                    found[sha256] = list(outcome.value)
    return found


def _prepare(
    app: App, line: int, cells: dict[str, Any], files: Path | None, scan: FileScan, loaded: Loaded
) -> tuple[int, LetterRecord, str | None] | None:
    """Check one row and make its PDF durable, before any transaction is open."""
    record = letter_record(cells)
    if isinstance(record, tuple):
        loaded.errors += [(line, e.column, e.message) for e in record]
        return None
    stored = _letter_file(app, record, files, scan)
    if isinstance(stored, CellError):
        loaded.errors.append((line, stored.column, stored.message))
        return None
    return line, record, stored


def _write(
    app: App,
    connection: Connection,
    item: tuple[int, LetterRecord, str | None],
    asked: dict[str, list[str]],
    known: set[str],
    loaded: Loaded,
    who: str,
) -> None:
    line, record, stored = item
    if record.operator not in known:
        loaded.errors.append(
            (line, "operatore", f"trovato '{record.operator}', atteso il codice di un operatore registrato")
        )
        return
    requests = list(record.requests) if record.requests else asked.get(stored or "")
    loaded.rows[upsert_letter(connection, record, stored, requests, app.now(), who)] += 1


def _letter_file(app: App, record: LetterRecord, files: Path | None, scan: FileScan) -> str | CellError | None:
    if not record.file or files is None:
        return None
    path = (files / record.file).resolve()
    if not path.is_relative_to(files.resolve()):
        return CellError("file", f"trovato '{record.file}', atteso un percorso dentro la cartella {files}")
    try:
        with path.open("rb") as stream:
            if b"%PDF-" not in stream.read(1024):
                return CellError("file", f"'{record.file}' non è un PDF")
            stream.seek(0)
            if trouble := scan.trouble(stream):
                return CellError("file", f"'{record.file}': {trouble}")
            stream.seek(0)
            return app.blobs.put(stream).sha256
    except OSError as trouble:
        return CellError("file", f"'{record.file}' non si può leggere ({in_words(trouble)})")
