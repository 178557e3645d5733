"""How long what is kept: letters a year on line (LET-17, ARC-03), and then as long as the setting says."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from domain.person_words import GONE
from sportello.app import App
from storage.tables import letters


def expired(app: App, connection: Connection) -> list[tuple[str, str]]:
    """Return the letters off line for longer than ``retention_months`` whose client is still named."""
    limit = months_before(app.now(), app.settings.retention_months)
    query = select(letters.c.operator, letters.c.letter, letters.c.client).where(
        letters.c.offline_at.is_not(None), letters.c.offline_at < limit
    )
    rows = connection.execute(query.order_by(letters.c.operator, letters.c.letter))
    return [(row.operator, row.letter) for row in rows if row.client != GONE]


def months_before(at: datetime, months: int) -> datetime:
    """Return the same day and hour so many calendar months earlier, or the last day of a shorter month."""
    years, month = divmod(at.year * 12 + at.month - 1 - months, 12)
    for day in (at.day, 30, 29, 28):
        try:
            return at.replace(year=years, month=month + 1, day=day)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
