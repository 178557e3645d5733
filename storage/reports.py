"""Daily reports as issued, and the rows that they are made of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, or_, select, true

from domain.daily import CommunicationRow, DownloadRow, ErrorRow, NewLetterRow, ReplyRow, SollecitoRow
from domain.documents import Kind, State
from storage.tables import documents, downloads, letters, reports, solleciti

Window = tuple[datetime, datetime]


def new_letters(connection: Connection, operator: str, window: Window) -> tuple[NewLetterRow, ...]:
    """Letters published in the window."""
    query = (
        select(letters)
        .where(letters.c.operator == operator, *_within(letters.c.published_at, window))
        .order_by(letters.c.published_at, letters.c.letter)
    )
    return tuple(NewLetterRow(r.letter, r.published_at, r.sha256 or "") for r in connection.execute(query))


def first_downloads(connection: Connection, operator: str, window: Window) -> tuple[DownloadRow, ...]:
    """Letters downloaded for the first time in the window (LET-16)."""
    query = (
        select(downloads.c.at, downloads.c.user, letters.c.letter, letters.c.published_at, letters.c.sha256)
        .select_from(
            downloads.join(
                letters, (letters.c.operator == downloads.c.operator) & (letters.c.letter == downloads.c.letter)
            )
        )
        .where(downloads.c.operator == operator, downloads.c.first, *_within(downloads.c.at, window))
        .order_by(downloads.c.at, letters.c.letter)
    )
    return tuple(DownloadRow(r.letter, r.published_at, r.at, r.user, r.sha256 or "") for r in connection.execute(query))


def accepted_replies(connection: Connection, operator: str, window: Window) -> tuple[ReplyRow, ...]:
    """Return the replies uploaded in the window that came in."""
    return tuple(
        ReplyRow(r.stored_as or r.name, r.received_at, r.user, r.letter or "", r.sha256 or "")
        for r in _uploads(connection, operator, window, (State.ACCEPTED, State.REVIEW))
        if r.kind == Kind.REPLY.value
    )


def accepted_communications(connection: Connection, operator: str, window: Window) -> tuple[CommunicationRow, ...]:
    """Free communications and TIRV rejections uploaded in the window that came in."""
    return tuple(
        CommunicationRow(r.stored_as or r.name, r.received_at, r.user)
        for r in _uploads(connection, operator, window, (State.ACCEPTED, State.REVIEW))
        if r.kind in {Kind.FREE_COMMUNICATION.value, Kind.TIRV_REJECTION.value}
    )


def failed_sends(connection: Connection, operator: str, window: Window) -> tuple[ErrorRow, ...]:
    """Whatever was uploaded in the window and did not come in, one row a reason; a form's findings share one row."""
    return tuple(
        ErrorRow(r.path, r.received_at, message, r.user)
        for r in _uploads(connection, operator, window, (State.REJECTED, State.ERROR, State.DUPLICATE))
        for message in _messages(r)
    )


def every_communication(connection: Connection, operator: str | None) -> Iterator[tuple[str, CommunicationRow]]:
    """Yield all accepted communications with their operator, oldest first."""
    wanted = documents.c.kind.in_([Kind.FREE_COMMUNICATION.value, Kind.TIRV_REJECTION.value])
    for r in _every(connection, operator, (State.ACCEPTED, State.REVIEW), wanted):
        yield r.operator, CommunicationRow(r.stored_as or r.name, r.received_at, r.user)


def every_failure(connection: Connection, operator: str | None) -> Iterator[tuple[str, ErrorRow]]:
    """Yield all failed sends with their operator, oldest first, one row a reason."""
    for r in _every(connection, operator, (State.REJECTED, State.ERROR, State.DUPLICATE), true()):
        for message in _messages(r):
            yield r.operator, ErrorRow(r.path, r.received_at, message, r.user)


def _every(
    connection: Connection, operator: str | None, states: tuple[State, ...], wanted: ColumnElement[bool]
) -> Iterator[Row[Any]]:
    query = (
        select(documents)
        .where(documents.c.state.in_([s.value for s in states]), wanted)
        .order_by(documents.c.received_at, documents.c.serial)
    )
    if operator is not None:
        query = query.where(documents.c.operator == operator)
    yield from connection.execution_options(yield_per=500).execute(query)


def _messages(row: Row[Any]) -> list[str]:
    reasons = row.reasons or []
    if row.kind != Kind.OPERATING_REGULATION.value or row.form is None:
        return [str(reason["message"]) for reason in reasons]
    codes = list(dict.fromkeys(str(reason["code"]) for reason in reasons))
    return [f"Modulo non conforme: {len(reasons)} rilievi bloccanti ({', '.join(codes)})."] if codes else []


def published_solleciti(connection: Connection, operator: str, window: Window) -> tuple[SollecitoRow, ...]:
    """Reminders published in the window."""
    query = (
        select(solleciti)
        .where(solleciti.c.operator == operator, *_within(solleciti.c.published_at, window))
        .order_by(solleciti.c.published_at, solleciti.c.name)
    )
    return tuple(SollecitoRow(r.name, r.published_at, r.letter, r.sha256) for r in connection.execute(query))


def latest(connection: Connection, operator: str, day: date) -> Row[Any] | None:
    """Return the newest version of a day's report, or None."""
    query = (
        select(reports)
        .where(reports.c.operator == operator, reports.c.day == day)
        .order_by(reports.c.version.desc())
        .limit(1)
    )
    return connection.execute(query).first()


def issued(connection: Connection, day: date) -> list[Row[Any]]:
    """Return every version of every report of a day."""
    query = select(reports).where(reports.c.day == day).order_by(reports.c.operator, reports.c.version)
    return list(connection.execute(query))


def issued_since(connection: Connection, start: datetime) -> list[Row[Any]]:
    """Return every version of a report that was issued at ``start`` or later, whatever day it is of."""
    query = select(reports).where(reports.c.issued_at >= start).order_by(reports.c.day, reports.c.operator)
    return list(connection.execute(query))


def days_of(connection: Connection, operator: str) -> list[date]:
    """Return the days for which an operator has a report, oldest first."""
    query = select(reports.c.day).where(reports.c.operator == operator).distinct().order_by(reports.c.day)
    return [row[0] for row in connection.execute(query)]


def issued_days(connection: Connection, since: date) -> list[date]:
    """Return the days from ``since`` on for which reports were issued."""
    query = select(reports.c.day).where(reports.c.day >= since).distinct().order_by(reports.c.day)
    return [row[0] for row in connection.execute(query)]


def worked_late(connection: Connection, start: datetime) -> list[tuple[str, datetime]]:
    """Return operator and hour of upload of what bears an hour before ``start`` and was taken in or judged after it."""
    query = (
        select(documents.c.operator, documents.c.received_at)
        .where(
            documents.c.received_at < start,
            or_(documents.c.taken_at >= start, documents.c.decided_at >= start),
        )
        .distinct()
    )
    return [(row.operator, row.received_at) for row in connection.execute(query)]


def _uploads(connection: Connection, operator: str, window: Window, states: tuple[State, ...]) -> list[Row[Any]]:
    query = (
        select(documents)
        .where(
            documents.c.operator == operator,
            *_within(documents.c.received_at, window),
            documents.c.state.in_([s.value for s in states]),
        )
        .order_by(documents.c.received_at, documents.c.serial)
    )
    return list(connection.execute(query))


def _within(column: Any, window: Window) -> tuple[Any, Any]:
    return column >= window[0], column < window[1]
