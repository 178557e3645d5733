"""Messages that wait to go out: entered in the transaction that decides them, sent only after its commit."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from storage.tables import outbox

QUEUED, SENT, DELIVERED, FAILED = "queued", "sent", "delivered", "failed"


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


def waiting(connection: Connection, now: datetime) -> list[Row[Any]]:
    """Return the messages whose time to be sent has come, oldest first."""
    due = (outbox.c.next_try_at.is_(None)) | (outbox.c.next_try_at <= now)
    query = select(outbox).where(outbox.c.state == QUEUED, due).order_by(outbox.c.created_at, outbox.c.message_id)
    return list(connection.execute(query))


def every(connection: Connection) -> list[Row[Any]]:
    """Return all messages."""
    return list(connection.execute(select(outbox).order_by(outbox.c.created_at, outbox.c.message_id)))


def mark(connection: Connection, message_id: str, **values: Any) -> None:
    """Change a message's columns."""
    connection.execute(update(outbox).where(outbox.c.message_id == message_id).values(**values))


def counts(connection: Connection) -> dict[str, int]:
    """Count messages by state."""
    query = select(outbox.c.state, func.count()).group_by(outbox.c.state)
    return {str(row[0]): int(row[1]) for row in connection.execute(query)}
