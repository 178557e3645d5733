"""Stops of the portal as the desk records them, and which of them count."""

from __future__ import annotations

from datetime import date
from typing import Any

from domain.calendar import WorkingCalendar, local_day
from domain.outages import Outage, offline_days, unavailable_days
from sportello.app import App
from storage import outages
from validators.letters.availability import announced_ahead
from validators.letters.subjects import Announcement


class WrongOutageError(ValueError):
    """An outage cannot be as described; the message is one Italian line."""


def add_outage(app: App, outage: Outage, user: str) -> list[str]:
    """Record an outage and return the warnings about it. Raises ``WrongOutageError``."""
    if outage.end is not None and outage.end <= outage.start:
        raise WrongOutageError("--end: la fine deve seguire l'inizio.")
    if outage.start > app.now() and not outage.planned:
        raise WrongOutageError("--start: solo i lavori programmati (--planned) possono essere nel futuro.")
    with app.database.write() as connection:
        outages.add(connection, outage, app.now(), user)
    return _warnings(outage)


def list_outages(app: App) -> list[dict[str, Any]]:
    """Return every recorded outage with the days on which it makes the portal count as unavailable (OPE-05)."""
    calendar = WorkingCalendar(frozenset(), app.settings.extra_closing_days)
    with app.database.read() as connection:
        found = outages.every(connection)
    counting = unavailable_days(found, calendar, app.now())
    stopped = offline_days(found, calendar, app.now())
    return [
        {
            "inizio": each.start,
            "fine": each.end,
            "programmato": each.planned,
            "annunciato": each.announced_at,
            "causa": each.cause.value,
            "nota": each.note,
            "giorni_non_disponibili": [d for d in sorted(counting) if _touches(each, d)],
            "giorni_off_line": [d for d in sorted(stopped) if _touches(each, d)],
            "avvisi": _warnings(each),
        }
        for each in found
    ]


def _touches(outage: Outage, day: date) -> bool:
    last = local_day(outage.end) if outage.end else day
    return not outage.planned and local_day(outage.start) <= day <= last


def _warnings(outage: Outage) -> list[str]:
    return [f"{f.message} [{f.code}]" for f in announced_ahead(Announcement(outage))]
