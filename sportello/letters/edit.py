"""What an operator asks of one letter beside a reply: more time (PRO-01..PRO-07), a note (LET-14)."""

from __future__ import annotations

from sqlalchemy import Connection

from domain.findings import Finding
from domain.letters import Letter
from domain.names import letter_name
from domain.proroga import Granted, Refused, grant_proroga
from sportello.app import App
from sportello.letters.desk import NoSuchLetterError
from sportello.policies import letter_policy, working_calendar
from storage import letters
from validators.letters.notes import note_fits
from validators.letters.subjects import Note


def extend(app: App, name: str, days: int, user: str, operator: str | None = None) -> Granted | Refused:
    """Grant ``days`` working days more, or say which rule is against it. Raises ``NoSuchLetterError``."""
    now = app.now()
    with app.database.write() as connection:
        letter = the_letter(connection, name, operator)
        calendar, policy = working_calendar(app, connection), letter_policy(app.settings)
        said = grant_proroga(letter, days, now.date(), calendar, policy)
        if isinstance(said, Granted):
            letters.extend(connection, letter, said.days, said.due, now, user)
    return said


def annotate(app: App, name: str, text: str, user: str, operator: str | None = None) -> Finding | None:
    """Write a note over the one before; returns why not when it is too long. Raises ``NoSuchLetterError``."""
    with app.database.write() as connection:
        letter = the_letter(connection, name, operator)
        wrong = next(iter(note_fits(Note(text))), None)
        if wrong is None and text != letter.note:
            letters.annotate(connection, letter, text, app.now(), user)
    return wrong


def the_letter(connection: Connection, name: str, operator: str | None) -> Letter:
    """Return the one letter of this name. Raises ``NoSuchLetterError`` where there is none, or one for several."""
    parsed = letter_name(name)
    rows = letters.named(connection, parsed.stem) if parsed else []
    rows = [row for row in rows if operator in {None, row.operator}]
    if not rows:
        raise NoSuchLetterError(f"La lettera '{name}' non esiste. Vedere: sportello letters list")
    if len(rows) > 1:
        owners = ", ".join(row.operator for row in rows)
        raise NoSuchLetterError(f"La lettera è stata pubblicata per più operatori ({owners}): aggiungere --operator.")
    return letters.load(connection, rows[0])
