"""Outages of the portal, as the desk records them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select, update

from domain.outages import Cause, Outage
from storage.events import Event, record
from storage.tables import outages


def add(connection: Connection, outage: Outage, at: datetime, who: str) -> None:
    """Record an outage; one that begins with a stop still open tells how that stop ended."""
    values = {
        "end": outage.end,
        "planned": outage.planned,
        "announced_at": outage.announced_at,
        "own_fault": outage.cause is Cause.PROPRIA,
        "note": outage.note,
        "recorded_by": who,
    }
    still_open = outages.c.start == outage.start, outages.c.end.is_(None)
    if connection.execute(update(outages).where(*still_open).values(**values)).rowcount == 0:
        connection.execute(outages.insert().values(start=outage.start, **values))
    said = {
        "start": outage.start.isoformat(),
        "end": outage.end.isoformat() if outage.end else None,
        "planned": outage.planned,
    }
    record(connection, [Event(at, "outage.recorded", who, data=said)])


def every(connection: Connection) -> tuple[Outage, ...]:
    """Return all outages, oldest first."""
    return tuple(
        Outage(
            row.start,
            row.end,
            row.planned,
            row.announced_at,
            Cause.PROPRIA if row.own_fault else Cause.ALTRUI,
            row.note,
        )
        for row in connection.execute(select(outages).order_by(outages.c.start, outages.c.id))
    )
