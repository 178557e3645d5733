"""Solleciti in the ledger: which letters may be due one, which were issued."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from domain.documents import State
from domain.letters import Letter, Sollecito
from storage import letters as letters_
from storage.events import Event, record
from storage.index_tables import letter_index
from storage.tables import documents, letters, solleciti


def due_by(connection: Connection, today: date) -> list[tuple[str, str]]:
    """Name the letters (operator, letter) for which the day of the next sollecito has come.

    A reply that ended in a technical error of ours is a reply: whoever sent it is not reminded of it.
    """
    stuck = select(documents.c.id).where(
        documents.c.operator == letter_index.c.operator,
        documents.c.letter == letter_index.c.letter,
        documents.c.state.in_([State.ERROR.value, State.PENDING.value]),
    )
    query = (
        select(letter_index.c.operator, letter_index.c.letter)
        .where(letter_index.c.sollecito_on <= today, ~stuck.exists())
        .order_by(letter_index.c.operator, letter_index.c.letter)
    )
    return [(row.operator, row.letter) for row in connection.execute(query)]


def issue(connection: Connection, letter: Letter, sollecito: Sollecito) -> None:
    """Write an issued sollecito down; its PDF is durable already."""
    operator, name = letter.record.operator, letter.record.letter
    connection.execute(
        solleciti.insert().values(
            operator=operator,
            letter=name,
            ordinal=sollecito.ordinal,
            name=sollecito.name,
            published_at=sollecito.published_at,
            sha256=sollecito.sha256,
        )
    )
    letters_.change(connection, operator, name)
    said = {"sollecito": sollecito.name, "ordinal": sollecito.ordinal, "sha256": sollecito.sha256}
    record(connection, [Event(sollecito.published_at, "sollecito.published", "sportello", operator, None, name, said)])


def published_since(connection: Connection, since: datetime) -> list[Row[Any]]:
    """Return the solleciti published from ``since`` on."""
    query = select(solleciti).where(solleciti.c.published_at >= since).order_by(solleciti.c.operator, solleciti.c.name)
    return list(connection.execute(query))


def listed(connection: Connection, operator: str | None) -> Iterator[Any]:
    """Yield solleciti with their letters, oldest first: a row with the names of the columns below."""
    mine = (letters.c.operator == solleciti.c.operator) & (letters.c.letter == solleciti.c.letter)
    query = (
        select(
            solleciti.c.operator,
            solleciti.c.name,
            solleciti.c.published_at.label("sent_at"),
            letters.c.letter,
            letters.c.published_at,
            letters.c.case_id,
            letters.c.supply,
            letters.c.service,
            letters.c.client,
        )
        .select_from(solleciti.join(letters, mine))
        .order_by(solleciti.c.published_at, solleciti.c.name, solleciti.c.operator)
    )
    if operator is not None:
        query = query.where(solleciti.c.operator == operator)
    yield from connection.execution_options(yield_per=500).execute(query)


def _turned(connection: Connection, day: Any, today: date, marked: Any) -> list[tuple[str, str]]:
    mine = (letters.c.operator == letter_index.c.operator) & (letters.c.letter == letter_index.c.letter)
    query = (
        select(letters.c.operator, letters.c.letter)
        .select_from(letter_index.join(letters, mine))
        .where(day < today, marked.is_(None))
        .order_by(letters.c.operator, letters.c.letter)
    )
    return [(row.operator, row.letter) for row in connection.execute(query)]


def newly_absent(connection: Connection, today: date) -> list[tuple[str, str]]:
    """Name the letters that time has made ``assente`` (SLA-10) and of which no event says so yet."""
    return _turned(connection, letter_index.c.absent_after, today, letters.c.absent_at)


def newly_offline(connection: Connection, today: date) -> list[tuple[str, str]]:
    """Name the letters whose ``Data Offline`` has passed (LET-17) and of which no event says so yet."""
    return _turned(connection, letter_index.c.offline_after, today, letters.c.offline_at)


def turn_absent(connection: Connection, letter: Letter, at: datetime, after: date, label: str) -> None:
    """Note that time alone has made a reply ``assente``."""
    operator, name = letter.record.operator, letter.record.letter
    letters_.change(connection, operator, name, absent_at=at, completeness=label)
    said = {"after": after.isoformat()}
    record(connection, [Event(at, "letter.assente", "sportello", operator, letter=name, data=said)])


def turn_offline(connection: Connection, letter: Letter, at: datetime, after: date) -> None:
    """Note that a letter is no longer shown."""
    operator, name = letter.record.operator, letter.record.letter
    letters_.change(connection, operator, name, offline_at=at)
    said = {"after": after.isoformat()}
    record(connection, [Event(at, "letter.offline", "sportello", operator, letter=name, data=said)])
