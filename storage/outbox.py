"""Messages that wait to go out: entered in the transaction that decides them, sent only after its commit."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, or_, select, update

from storage.events import Event, record
from storage.owners import is_dead
from storage.tables import outbox, receipts

#: ``SENDING`` is claimed by an owner; whoever finds one whose owner is dead sends the same bytes again.
QUEUED, SENDING, SENT, FAILED = "queued", "sending", "sent", "failed"


def enqueue(
    connection: Connection,
    *,
    message_id: str,
    kind: str,
    operator: str | None,
    file_name: str,
    sha256: str,
    recipients: list[str],
    at: datetime,
) -> bool:
    """Enter a message; the same Message-ID is entered once. Returns whether it is new."""
    if connection.execute(select(outbox.c.message_id).where(outbox.c.message_id == message_id)).first() is not None:
        return False
    connection.execute(
        outbox.insert().values(
            message_id=message_id,
            kind=kind,
            operator=operator,
            file_name=file_name,
            sha256=sha256,
            recipients=recipients,
            state=QUEUED,
            created_at=at,
            tries=0,
        )
    )
    return True


def waiting(connection: Connection) -> list[Row[Any]]:
    """Return the messages that have not been handed over, oldest first."""
    query = select(outbox).where(outbox.c.state.in_([QUEUED, SENDING]))
    return list(connection.execute(query.order_by(outbox.c.created_at, outbox.c.message_id)))


def claim(connection: Connection, owner: str, now: datetime) -> Row[Any] | None:
    """Take the oldest message whose time has come, for ``owner`` alone; None when there is none."""
    due = or_(outbox.c.next_try_at.is_(None), outbox.c.next_try_at <= now)
    for row in connection.execute(
        select(outbox)
        .where(outbox.c.state.in_([QUEUED, SENDING]), due)
        .order_by(outbox.c.created_at, outbox.c.message_id)
    ):
        if row.state == SENDING and row.owner != owner and not is_dead(row.owner or ""):
            continue
        mark(connection, row.message_id, state=SENDING, owner=owner)
        return row
    return None


def mark(connection: Connection, message_id: str, **values: Any) -> None:
    """Change a message's columns."""
    connection.execute(update(outbox).where(outbox.c.message_id == message_id).values(**values))


def every(connection: Connection) -> list[Row[Any]]:
    """Return all messages."""
    return list(connection.execute(select(outbox).order_by(outbox.c.created_at, outbox.c.message_id)))


def told(connection: Connection, at: datetime, row: Row[Any], what: str, **said: Any) -> None:
    """Log what became of a message."""
    data = {"message_id": row.message_id, "kind": row.kind, **said}
    record(connection, [Event(at, what, "sportello", row.operator, data=data)])


def add_receipt(
    connection: Connection,
    *,
    sha256: str,
    message_id: str | None,
    kind: str,
    recipient: str | None,
    at: datetime | None,
    taken_at: datetime,
    data: dict[str, Any],
) -> bool:
    """Enter a receipt (or a mail that is none); the same bytes are entered once. Returns whether it is new."""
    if connection.execute(select(receipts.c.sha256).where(receipts.c.sha256 == sha256)).first() is not None:
        return False
    connection.execute(
        receipts.insert().values(
            sha256=sha256, message_id=message_id, kind=kind, recipient=recipient, at=at, taken_at=taken_at, data=data
        )
    )
    return True


def all_receipts(connection: Connection) -> list[Row[Any]]:
    """Return every receipt, oldest first."""
    return list(connection.execute(select(receipts).order_by(receipts.c.taken_at, receipts.c.sha256)))
