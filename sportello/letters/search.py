"""Letters as lists show them: searched, sorted and cut into pages by the database, each told as the contract wants."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from domain.search import LetterQuery, Paging
from sportello.app import App
from sportello.chunks import chunks
from sportello.letters.view import letter_json
from sportello.policies import letter_policy, working_calendar
from storage import letter_index, letters, search
from storage.letter_index import Derivation
from storage.registers import all_operators

#: Letters loaded at a time.
CHUNK = 400


@dataclass(frozen=True, slots=True)
class LetterPage:
    """One page of a list: its rows, how many there are in all, and the line that says so (LET-12)."""

    rows: list[dict[str, Any]]
    total: int
    summary: str
    total_is_exact: bool = True  # else there are at least so many


def derivation_of(app: App, connection: Connection) -> Derivation:
    """Return what the index of the letters depends on as of now."""
    sectors = {code: operator.sector for code, operator in all_operators(connection).items()}
    calendar = working_calendar(app, connection)
    return Derivation(sectors, calendar, letter_policy(app.settings), app.now().date())


def fresh(app: App) -> Derivation:
    """Bring the index in step with what has changed since the last look; costs two queries when nothing has."""
    with app.database.read() as connection:
        derivation = derivation_of(app, connection)
        current = letter_index.is_current(connection, derivation)
    while not current:
        with app.database.write() as connection:
            current = letter_index.refresh(connection, derivation) == 0
    return derivation


def list_letters(app: App, query: LetterQuery, paging: Paging | None = None) -> Iterator[dict[str, Any]]:
    """Yield every letter that ``query`` asks for, in the order of ``paging``; memory does not grow with their number."""
    derivation = fresh(app)
    with app.database.read() as connection:
        keys = search.every(connection, query, paging or Paging(), derivation.today, _number(derivation))
        for chunk in chunks(keys, CHUNK):
            yield from told(app, connection, chunk, derivation)


def page_letters(app: App, query: LetterQuery, paging: Paging) -> LetterPage:
    """Return one page of the letters that ``query`` asks for."""
    derivation = fresh(app)
    with app.database.read() as connection:
        found = search.page(connection, query, paging, derivation.today, _number(derivation))
        rows = list(told(app, connection, found.keys, derivation))
    summary = paging.summary(found.total)
    if found.more:
        summary = summary.replace(f" di {found.total} ", f" di almeno {found.total} ")
    return LetterPage(rows, found.total, summary, not found.more)


def told(
    app: App, connection: Connection, keys: Iterable[search.Key], derivation: Derivation
) -> Iterator[dict[str, Any]]:
    """Yield the letters of ``keys`` as JSON values, in that order."""
    for letter in letters.load_keys(connection, list(keys)):
        sector = derivation.sectors[letter.record.operator]
        yield letter_json(letter, sector, app.now(), derivation.calendar, derivation.policy)


def _number(derivation: Derivation) -> Callable[[date], int]:
    return lambda due: derivation.calendar.working_days_between(derivation.today, due)
