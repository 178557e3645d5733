"""What people do with letters: look at one, download them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from domain.letters import stato
from domain.names import letter_name
from domain.search import LetterQuery
from sportello.app import App
from sportello.letter_search import list_letters
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


def download(
    app: App, names: Iterable[str], operator: str | None, to: Path, user: str, *, everything: bool
) -> tuple[Path, list[str]]:
    """Hand letters over and mark them as downloaded: one as PDF, several as one zip (LET-15).

    The file is written before the download is committed: a kill in between leaves a file that nobody was promised,
    never a letter marked as downloaded that nobody has. Raises ``NoSuchLetterError``.
    """
    chosen = _chosen(app, list(names), operator, everything=everything)
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


def _chosen(app: App, names: list[str], operator: str | None, *, everything: bool) -> list[Any]:
    where = [letters_table.c.operator == operator] if operator else []
    with app.database.read() as connection:
        rows = list(letters.rows(connection, *where))
    if not everything:
        wanted = {(parsed.stem if (parsed := letter_name(n)) else n): n for n in names}
        missing = [shown for stem, shown in wanted.items() if stem not in {r.letter for r in rows}]
        if missing:
            raise NoSuchLetterError(f"Lettere inesistenti: {', '.join(missing)}. Vedere: sportello letters list")
        rows = [row for row in rows if row.letter in wanted]
        owners = {row.operator for row in rows}
        if len(owners) > 1:
            raise NoSuchLetterError(
                f"La lettera è stata pubblicata per più operatori ({', '.join(sorted(owners))}): aggiungere --operator."
            )
    else:
        policy = letter_policy(app.settings)
        with app.database.read() as connection:
            states = [stato(x, app.now().date(), policy) for x in letters.load_many(connection, rows)]
        rows = [row for row, state in zip(rows, states, strict=True) if state != "offline"]
    without = [row.letter for row in rows if not row.sha256]
    if without and not everything:
        raise NoSuchLetterError(
            f"Manca il PDF di {', '.join(without)}: ricaricare il registro delle lettere con --files CARTELLA."
        )
    rows = [row for row in rows if row.sha256]
    if not rows:
        raise NoSuchLetterError("Nessuna lettera da scaricare per questo operatore.")
    return rows


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
