"""Unavailability of the portal (rule book OPE-01, OPE-02, OPE-05..OPE-08, AMB-06, AMB-42).

An outage counts when it stops the portal for more than three hours on end between 9:00 and 18:00 of a
``giorno feriale`` (Monday to Saturday, no holiday), planned work left out; each day is measured by itself.
A working day on which one counts is off-line: no term runs on it (SLA-07).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from domain.calendar import ROME, WorkingCalendar, elapsed, local_day


class Cause(StrEnum):
    """Whose systems failed (OPE-07): the desk's own, or another's."""

    PROPRIA = "propria"
    ALTRUI = "altrui"


@dataclass(frozen=True, slots=True)
class Outage:
    """A stop of the portal; ``end`` None while it lasts; ``announced_at`` for planned work (OPE-02)."""

    start: datetime
    end: datetime | None
    planned: bool = False
    announced_at: datetime | None = None
    cause: Cause = Cause.PROPRIA
    note: str = ""


@dataclass(frozen=True)
class OutagePolicy:
    """Numbers of the rule book: window and hours (OPE-05), second timer (OPE-08), notice (OPE-02), load (OPE-01).

    ``own_cause_only``: count as off-line only what the desk's own systems caused; the manual asks for the cause
    only where replies are dated back (OPE-07), so off by default.
    """

    window_from: time = time(9)
    window_to: time = time(18)
    more_than: timedelta = timedelta(hours=3)
    upload_within: timedelta = timedelta(hours=72)
    notice_days: int = 4
    load_from: time = time(1)
    load_to: time = time(3)
    own_cause_only: bool = False


DEFAULT_OUTAGES = OutagePolicy()


@dataclass(frozen=True, slots=True)
class Recognised:
    """The reply bears the day of the failed attempt (OPE-07); ``until``: last instant for its upload (OPE-08)."""

    day: date
    until: datetime


@dataclass(frozen=True, slots=True)
class NotRecognised:
    """Why the day of the attempt does not count (Italian), and the rule."""

    reason: str
    rule: str


def stops(outages: Iterable[Outage], now: datetime) -> tuple[tuple[datetime, datetime], ...]:
    """Return the unplanned stops as spans in UTC, in order; what overlaps or touches is one stop (``continuous``)."""
    spans = sorted((_utc(o.start), min(_utc(o.end or now), _utc(now))) for o in outages if not o.planned)
    merged: list[tuple[datetime, datetime]] = []
    for start, end in spans:
        if end <= start:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)


def _utc(instant: datetime) -> datetime:
    """Clock faces of one zone compare wrongly in the hour that comes twice; UTC has none."""
    return instant.astimezone(UTC)


def unavailable_days(
    outages: Iterable[Outage], calendar: WorkingCalendar, now: datetime, policy: OutagePolicy = DEFAULT_OUTAGES
) -> frozenset[date]:
    """Return the feriali days on which the portal counts as unavailable (OPE-05). Exactly three hours do not."""
    counted = [o for o in outages if o.cause is Cause.PROPRIA or not policy.own_cause_only]
    spans = stops(counted, now)
    return frozenset(day for span in spans for day in _counting_days(span, calendar, policy))


def offline_days(
    outages: Iterable[Outage], calendar: WorkingCalendar, now: datetime, policy: OutagePolicy = DEFAULT_OUTAGES
) -> frozenset[date]:
    """Return the off-line days for ``WorkingCalendar.offline_days``: unavailable, Monday to Friday (AMB-06)."""
    return frozenset(day for day in unavailable_days(outages, calendar, now, policy) if day.weekday() < 5)


def _counting_days(span: tuple[datetime, datetime], calendar: WorkingCalendar, policy: OutagePolicy) -> Iterator[date]:
    day, last = local_day(span[0]), local_day(span[1])
    while day <= last:
        opens, closes = (datetime.combine(day, t, ROME) for t in (policy.window_from, policy.window_to))
        inside = elapsed(max(span[0], opens), min(span[1], closes))
        if calendar.is_feriale(day) and inside > policy.more_than:
            yield day
        day += timedelta(days=1)


def recognise_attempt(
    attempted_at: datetime,
    uploaded_at: datetime,
    outages: Iterable[Outage],
    calendar: WorkingCalendar,
    policy: OutagePolicy = DEFAULT_OUTAGES,
) -> Recognised | NotRecognised:
    """Say whether a reply uploaded later bears the day of its failed attempt.

    The attempt must lie inside a stop that counts (OPE-05) and is due to the desk's own systems alone (OPE-07);
    the upload must follow within 72 hours of the repair, limit included (OPE-08). An attempt at midnight sharp is
    one of which only the day was told: any stop of that day will do, the last one that counts before the others.
    """
    known = tuple(outages)
    own = stops((o for o in known if o.cause is Cause.PROPRIA), uploaded_at)
    held = [span for span in own if _holds(span, attempted_at)]
    if not held:
        reason = "Il tentativo non cade in un disservizio non programmato dei sistemi dello Sportello."
        return NotRecognised(reason, "OPE-07")
    counting = [span for span in held if any(_counting_days(span, calendar, policy))]
    if not counting:
        hours = policy.more_than // timedelta(hours=1)
        return NotRecognised(
            f"Il disservizio non supera le {hours} ore continuative tra le {policy.window_from.hour} e le"
            f" {policy.window_to.hour} di un giorno feriale.",
            "OPE-05",
        )
    until = counting[-1][1] + policy.upload_within
    if _utc(uploaded_at) > until:
        hours = policy.upload_within // timedelta(hours=1)
        return NotRecognised(f"Il caricamento è avvenuto oltre {hours} ore dal ripristino.", "OPE-08")
    return Recognised(local_day(attempted_at), until.astimezone(ROME))


def _holds(span: tuple[datetime, datetime], attempted_at: datetime) -> bool:
    if span[0] <= attempted_at <= span[1]:
        return True
    only_day = attempted_at.astimezone(ROME).time() == time(0)
    return only_day and local_day(span[0]) <= local_day(attempted_at) <= local_day(span[1])


def in_load_window(instant: datetime, policy: OutagePolicy = DEFAULT_OUTAGES) -> bool:
    """Tell whether an upload falls in the nightly load, 01:00 included to 03:00 excluded (OPE-01)."""
    return policy.load_from <= instant.astimezone(ROME).time() < policy.load_to


def announced_in_time(outage: Outage, policy: OutagePolicy = DEFAULT_OUTAGES) -> bool:
    """Tell whether planned work was announced at least 4 calendar days before (OPE-02); a warning, never a stop."""
    if not outage.planned:
        return True
    if outage.announced_at is None:
        return False
    return (local_day(outage.start) - local_day(outage.announced_at)).days >= policy.notice_days
