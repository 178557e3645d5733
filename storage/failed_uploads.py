"""Uploads that failed while the portal was down, as operators listed them (OPE-06), and the replies that followed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select, update

from domain.documents import Kind, State
from storage.events import Event, record
from storage.index_tables import failed_uploads
from storage.letters import change
from storage.tables import documents


@dataclass(frozen=True, slots=True)
class FailedUpload:
    """One line of a list: the reply that could not be uploaded, and when that was tried."""

    operator: str
    letter: str
    reply: str
    attempted_at: datetime


def add(connection: Connection, found: Iterable[FailedUpload], at: datetime, who: str) -> int:
    """Write attempts down; those already known count once. Returns how many are new."""
    new = 0
    for each in found:
        key = {"operator": each.operator, "letter": each.letter, "attempted_at": each.attempted_at}
        known = select(failed_uploads.c.reply).where(*(failed_uploads.c[name] == value for name, value in key.items()))
        if connection.execute(known).first() is not None:
            continue
        connection.execute(failed_uploads.insert().values(**key, reply=each.reply, recorded_at=at, recorded_by=who))
        said = {"reply": each.reply, "attempted_at": each.attempted_at.isoformat()}
        record(connection, [Event(at, "upload.failed", who, each.operator, letter=each.letter, data=said)])
        new += 1
    return new


@dataclass(frozen=True, slots=True)
class Answered:
    """An attempt whose day no reply bears yet and the reply that followed it; ``refusal``: what was said last time."""

    attempt: FailedUpload
    document: str
    received_at: datetime
    refusal: str | None


def open_ones(connection: Connection) -> list[Answered]:
    """Return the open attempts after which a reply came, oldest first, each with the first such reply.

    A reply that bears the day of another attempt is passed over with its attempt: one day is enough.
    """
    mine = (documents.c.operator == failed_uploads.c.operator) & (documents.c.letter == failed_uploads.c.letter)
    query = (
        select(failed_uploads, documents.c.id, documents.c.received_at, documents.c.dated_at)
        .select_from(failed_uploads.join(documents, mine))
        .where(
            failed_uploads.c.document.is_(None),
            documents.c.kind == Kind.REPLY.value,
            documents.c.state.in_([State.ACCEPTED.value, State.REVIEW.value]),
            documents.c.received_at >= failed_uploads.c.attempted_at,
        )
        .order_by(failed_uploads.c.attempted_at, documents.c.received_at, documents.c.serial)
    )
    first: dict[tuple[str, str, datetime], Row[Any]] = {}
    for row in connection.execute(query):
        first.setdefault((row.operator, row.letter, row.attempted_at), row)
    return [
        Answered(FailedUpload(r.operator, r.letter, r.reply, r.attempted_at), r.id, r.received_at, r.refusal)
        for r in first.values()
        if r.dated_at is None
    ]


def recognise(connection: Connection, attempt: FailedUpload, document: str, at: datetime) -> None:
    """Let a reply bear the day of its attempt (OPE-07)."""
    connection.execute(update(documents).where(documents.c.id == document).values(dated_at=attempt.attempted_at))
    connection.execute(update(failed_uploads).where(*_mine(attempt)).values(document=document, refusal=None))
    change(connection, attempt.operator, attempt.letter)
    said = {"attempted_at": attempt.attempted_at.isoformat()}
    record(connection, [Event(at, "reply.dated", "sportello", attempt.operator, document, attempt.letter, said)])


def refuse(connection: Connection, attempt: FailedUpload, reason: str) -> None:
    """Note why the day of an attempt does not count, as things stand."""
    connection.execute(update(failed_uploads).where(*_mine(attempt)).values(refusal=reason))


def _mine(attempt: FailedUpload) -> tuple[ColumnElement[bool], ...]:
    c = failed_uploads.c
    return c.operator == attempt.operator, c.letter == attempt.letter, c.attempted_at == attempt.attempted_at
