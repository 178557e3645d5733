"""What people do with letters: look at one, download them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row

from domain.calendar import local_day
from domain.letters import Stato, stato
from domain.names import letter_name
from domain.search import LetterQuery, fold
from sportello.app import App
from sportello.letters.search import list_letters
from sportello.policies import letter_policy
from storage import letters
from storage.blobs import read_all
from storage.durable import write_file
from storage.tables import letters as letters_table


class NoSuchLetterError(ValueError):
    """A named letter is not there; the message is one Italian line."""


def show_letter(app: App, name: str, operator: str | None) -> list[dict[str, Any]]:
    """Return a letter as each operator that has it sees it. Raises ``NoSuchLetterError``."""
    parsed = letter_name(name)
    found = list(list_letters(app, LetterQuery(lettera=parsed.stem, operatore=operator))) if parsed else []
    if not found:
        raise NoSuchLetterError(f"La lettera '{name}' non esiste. Vedere: sportello letters list")
    return found


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The filters over a list before its letters are downloaded (LET-15); None and an empty text ask nothing."""

    service: str | None = None
    main_addressee: bool | None = None
    words: str = ""

    def lets(self, row: Row[Any]) -> bool:
        """Tell whether a letter stays in the list; ``words`` may stand in any of its cells, as ``Cerca:`` finds them."""
        if self.service not in {None, row.service} or self.main_addressee not in {None, row.main_addressee}:
            return False
        return any(fold(self.words) in fold(str(getattr(row, cell) or "")) for cell in _CELLS)


_CELLS = ("letter", "case_id", "case_type", "supply", "service", "topic", "subtopic", "client", "address", "note")


def download(
    app: App,
    names: Iterable[str],
    operator: str | None,
    to: Path,
    user: str,
    *,
    everything: bool,
    narrowing: Narrowing | None = None,
) -> tuple[Path, list[str]]:
    """Hand letters over and mark them as downloaded: one as PDF, several as one zip (LET-15).

    The file is written before the download is committed: a kill in between leaves a file that nobody was promised,
    never a letter marked as downloaded that nobody has. The register may be loaded ahead: what will be published on
    later days is not handed over. Raises ``NoSuchLetterError``.
    """
    chosen = _every(app, operator, narrowing or Narrowing()) if everything else _named(app, list(names), operator)
    place = to / (f"{chosen[0].letter}.PDF" if len(chosen) == 1 else _zip_name(chosen, app))
    if len(chosen) == 1:
        write_file(place, [read_all(app.blobs, chosen[0].sha256)])
    else:
        write_file(place, [_zip(app, chosen)])
    with app.database.write() as connection:
        for row in chosen:
            current = letters.get_row(connection, row.operator, row.letter)
            if current is not None:
                letters.mark_downloaded(connection, current, app.now(), user)
    return place, [row.letter for row in chosen]


def _every(app: App, operator: str | None, narrowing: Narrowing) -> list[Any]:
    """Return all published letters that are still shown and have their PDF."""
    today, policy = app.now().date(), letter_policy(app.settings)
    with app.database.read() as connection:
        rows = [row for row in _rows(connection, operator) if row.sha256 and narrowing.lets(row)]
        found = letters.load_many(connection, rows)
    shown = [x.published <= today and stato(x, today, policy) is not Stato.OFFLINE for x in found]
    rows = [row for row, there in zip(rows, shown, strict=True) if there]
    if not rows:
        raise NoSuchLetterError("Nessuna lettera da scaricare per questo operatore.")
    return rows


def _named(app: App, names: list[str], operator: str | None) -> list[Any]:
    wanted = {(parsed.stem if (parsed := letter_name(n)) else n): n for n in names}
    with app.database.read() as connection:
        rows = [row for row in _rows(connection, operator) if row.letter in wanted]
    there = {row.letter for row in rows}
    missing = [shown for stem, shown in wanted.items() if stem not in there]
    if missing:
        raise NoSuchLetterError(f"Lettere inesistenti: {', '.join(missing)}. Vedere: sportello letters list")
    owners = {row.operator for row in rows}
    if len(owners) > 1:
        raise NoSuchLetterError(
            f"La lettera è stata pubblicata per più operatori ({', '.join(sorted(owners))}): aggiungere --operator."
        )
    today = app.now().date()
    ahead = [row for row in rows if local_day(row.published_at) > today]
    if ahead:
        days = ", ".join(
            f"{row.letter} sarà pubblicata in data {local_day(row.published_at):%d/%m/%Y}" for row in ahead
        )
        raise NoSuchLetterError(f"Non ancora scaricabili: {days}.")
    without = [row.letter for row in rows if not row.sha256]
    if without:
        raise NoSuchLetterError(
            f"Manca il PDF di {', '.join(without)}: ricaricare il registro delle lettere con --files CARTELLA."
        )
    return rows


def _rows(connection: Connection, operator: str | None) -> Iterator[Any]:
    return letters.rows(connection, *([letters_table.c.operator == operator] if operator else []))


def _zip_name(chosen: list[Any], app: App) -> str:
    return f"lettere_{chosen[0].operator}_{app.now():%Y%m%d-%H%M%S}.zip"


def _zip(app: App, chosen: list[Any]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for row in chosen:
            name = zipfile.ZipInfo(f"{row.letter}.PDF", app.now().timetuple()[:6])
            name.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(name, read_all(app.blobs, row.sha256))
    return made.getvalue()
