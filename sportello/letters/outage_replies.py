"""Replies that could not be uploaded while the portal was down: the operator's list, and what becomes of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from domain.calendar import WorkingCalendar
from domain.names import letter_name_of, reply_name
from domain.outages import NotRecognised, Recognised, recognise_attempt
from domain.registers import ROME, CellError, read_instant
from sportello.app import App
from sportello.tabular import read_table
from storage import failed_uploads, letters, outages
from storage.failed_uploads import Answered, FailedUpload

#: Titles under which operators send the two columns.
NAMES = ("risposta", "nome risposta", "nome", "file")
TIMES = ("data_tentativo", "data tentativo", "tentativo", "data evento", "data")


@dataclass
class Listed:
    """What became of a list: new attempts, those known already, those recognised now, and the wrong rows."""

    new: int = 0
    known: int = 0
    recognised: int = 0
    errors: list[tuple[int, str, str]] = field(default_factory=list)

    def summary(self) -> dict[str, Any]:
        """Return the result as JSON values."""
        return {
            "nuovi": self.new,
            "invariati": self.known,
            "riconosciuti": self.recognised,
            "errori": [{"riga": line, "colonna": column, "messaggio": said} for line, column, said in self.errors],
        }


def take_list(app: App, path: Path, user: str, operator: str | None, attempted_at: datetime | None) -> Listed:
    """Write down the attempts of a list; ``attempted_at`` stands in where a row does not say when.

    Raises ``UnreadableTableError``.
    """
    listed, found = Listed(), []
    table = list(read_table(path))
    with app.database.write() as connection:
        for line, cells in table:
            attempt = _attempt(connection, cells, operator, attempted_at, app.now())
            if isinstance(attempt, CellError):
                listed.errors.append((line, attempt.column, attempt.message))
            else:
                found.append(attempt)
        listed.new = failed_uploads.add(connection, found, app.now(), user)
    listed.known = len(found) - listed.new
    listed.recognised = settle_attempts(app)
    return listed


def settle_attempts(app: App) -> int:
    """Let replies bear the day of their failed attempt where the outages recorded so far allow it; returns how many.

    What was said of an attempt before is not written again: most nights nothing changes.
    """
    with app.database.read() as connection:
        if not _changes(app, connection):
            return 0
    with app.database.write() as connection:
        changes = _changes(app, connection)
        for each, said in changes:
            if isinstance(said, Recognised):
                failed_uploads.recognise(connection, each.attempt, each.document, app.now())
            else:
                failed_uploads.refuse(connection, each.attempt, _words(said))
    return sum(isinstance(said, Recognised) for _, said in changes)


def _changes(app: App, connection: Connection) -> list[tuple[Answered, Recognised | NotRecognised]]:
    """Return the open attempts of which something new is to be said; a reply bears the day of one attempt only."""
    waiting = failed_uploads.open_ones(connection)
    if not waiting:
        return []
    known = outages.every(connection)
    calendar = WorkingCalendar(frozenset(), app.settings.extra_closing_days)
    found: list[tuple[Answered, Recognised | NotRecognised]] = []
    dated: set[str] = set()
    for each in waiting:
        if each.document in dated:
            continue
        said = recognise_attempt(each.attempt.attempted_at, each.received_at, known, calendar)
        if isinstance(said, Recognised):
            dated.add(each.document)
        if isinstance(said, Recognised) or _words(said) != each.refusal:
            found.append((each, said))
    return found


def _words(said: NotRecognised) -> str:
    return f"{said.reason} [{said.rule}]"


def _attempt(
    connection: Connection, cells: Mapping[str, Any], operator: str | None, default: datetime | None, now: datetime
) -> FailedUpload | CellError:
    plain = {str(key).strip().lower(): value for key, value in cells.items()}
    column = next((name for name in NAMES if plain.get(name)), "risposta")
    text = str(plain.get(column) or "").strip()
    name = reply_name(text)
    if name is None:
        return CellError(column, f"trovato '{text}', atteso il nome di una risposta come R-P-25-0001234_01.PDF")
    letter = letter_name_of(name).stem
    wanted = str(plain.get("operatore") or operator or "").strip()
    owners = [row.operator for row in letters.named(connection, letter) if row.main_addressee]
    if wanted:
        owners = [owner for owner in owners if owner == wanted]
    if len(owners) != 1:
        return CellError(column, f"la lettera {letter} non è pubblicata per un solo operatore: indicarlo")
    at = _time(plain, default)
    if isinstance(at, CellError):
        return at
    if at > now:
        return CellError("data_tentativo", "il tentativo è nel futuro")
    return FailedUpload(owners[0], letter, name.file_name, at)


def _time(plain: Mapping[str, Any], default: datetime | None) -> datetime | CellError:
    column = next((name for name in TIMES if plain.get(name)), None)
    if column is None:
        return default or CellError("data_tentativo", "manca il momento del tentativo di caricamento")
    value = plain[column]
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=ROME)
    try:
        return read_instant(str(value).strip())
    except ValueError as wrong:
        return CellError(column, f"trovato '{value}', {wrong}")
