"""Batches: one run of the pipeline each. A run that was cut off is taken up again under its own name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select, update

from domain.registers import ROME
from storage.documents import lease_owners, release
from storage.owners import is_dead
from storage.tables import batches


def open_batch(connection: Connection, kind: str, owner: str, now: datetime) -> str:
    """Return the batch to work in: the newest unfinished one of ``kind`` whose owner is dead, or a new one."""
    query = select(batches).where(batches.c.kind == kind, batches.c.finished_at.is_(None)).order_by(batches.c.id.desc())
    for row in connection.execute(query):
        if row.owner == owner or is_dead(row.owner):
            connection.execute(update(batches).where(batches.c.id == row.id).values(owner=owner))
            return str(row.id)
    day = now.astimezone(ROME).strftime("%Y%m%d")
    prefix = f"{kind}-{day}-"
    count = connection.execute(select(func.count()).select_from(batches).where(batches.c.id.startswith(prefix)))
    batch = f"{prefix}{count.scalar_one() + 1:03d}"
    connection.execute(batches.insert().values(id=batch, kind=kind, started_at=now, owner=owner))
    return batch


def close_batch(connection: Connection, batch: str, now: datetime) -> None:
    """Mark a batch as finished."""
    connection.execute(update(batches).where(batches.c.id == batch).values(finished_at=now))


def release_the_dead(connection: Connection) -> int:
    """Free the documents that processes which no longer run had claimed; returns how many."""
    return release(connection, [owner for owner in lease_owners(connection) if is_dead(owner)])
