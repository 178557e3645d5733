"""Working days of the desk (rule book SLA-05..SLA-08, AMB-05..AMB-07; facts F-06).

``lavorativo``: Monday to Friday, no national holiday, portal not off-line. ``feriale``: Monday to Saturday, no
national holiday. Days are those of Europe/Rome. Counting leaves the first day out and takes the last one in.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from holidays import country_holidays

ROME = ZoneInfo("Europe/Rome")

#: Days that the calendar knows; outside them it raises instead of guessing.
FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2099, 12, 31)

#: Days (month, day) on which the call centre is closed (OPE-04); holidays of the term only by choice (AMB-07).
EXTRA_CLOSING = frozenset({(6, 29), (11, 2), (12, 24), (12, 31)})


def local_day(instant: datetime) -> date:
    """Return the calendar day of an aware instant in Rome; a naive one is a bug."""
    if instant.tzinfo is None:
        raise ValueError(f"naive datetime {instant}")
    return instant.astimezone(ROME).date()


def elapsed(start: datetime, end: datetime) -> timedelta:
    """Return the time that passed on a stopwatch.

    Python subtracts clock faces within one time zone, where summer time makes 72 hours 73 or 71.
    """
    return end.astimezone(UTC) - start.astimezone(UTC)


@lru_cache(maxsize=1)
def national_holidays() -> frozenset[date]:
    """Return the national holidays between ``FIRST_DAY`` and ``LAST_DAY``; 4 October from 2026 (law 151/2025)."""
    return frozenset(country_holidays("IT", years=range(FIRST_DAY.year, LAST_DAY.year + 1)))


@dataclass(frozen=True)
class WorkingCalendar:
    """The days on which a term runs.

    ``offline_days``: days on which the portal was unavailable (``domain.outages.offline_days``), left out by
    SLA-07. ``extra_closing_days``: also leave out 29 June, 2 November, 24 and 31 December (AMB-07, default no).
    """

    offline_days: frozenset[date] = frozenset()
    extra_closing_days: bool = False

    @cached_property
    def _working(self) -> array[int]:
        return _working_days(self)

    def is_holiday(self, day: date) -> bool:
        """Tell whether ``day`` is a national holiday (or an extra closing day, where these count)."""
        return day in national_holidays() or (self.extra_closing_days and (day.month, day.day) in EXTRA_CLOSING)

    def is_feriale(self, day: date) -> bool:
        """Monday to Saturday and no holiday; off-line days too (the window of OPE-05 is made of these)."""
        return day.weekday() < 6 and not self.is_holiday(day)

    def is_working(self, day: date) -> bool:
        """Tell whether the term runs on ``day``."""
        return day.weekday() < 5 and not self.is_holiday(day) and day not in self.offline_days

    def add_working_days(self, day: date, n: int) -> date:
        """Return the ``n``-th working day after ``day``; ``day`` itself is never counted, ``n`` = 0 gives it back."""
        if n < 0:
            raise ValueError("a term is not negative")
        if n == 0:
            return day
        days = self._working
        at = bisect_right(days, _known(day).toordinal()) + n - 1
        if at >= len(days):
            raise ValueError(f"{n} working days after {day} the calendar ends")
        return date.fromordinal(days[at])

    def working_days_between(self, today: date, target: date) -> int:
        """Return the signed counter of SLA-06.

        ``+n``: working days in (today, target]; ``-n``: working days in (target, today]. It is 0 on the target
        day and on a week-end after it: decide lateness on dates, not on this number.
        """
        days = self._working
        return bisect_right(days, _known(target).toordinal()) - bisect_right(days, _known(today).toordinal())


def covers(day: date) -> bool:
    """Tell whether the calendar knows ``day``: registers refuse what it does not."""
    return FIRST_DAY <= day <= LAST_DAY


def _known(day: date) -> date:
    if not covers(day):
        raise ValueError(f"{day} is outside the calendar ({FIRST_DAY} - {LAST_DAY})")
    return day


@lru_cache(maxsize=16)
def _working_days(calendar: WorkingCalendar) -> array[int]:
    """Ordinals of all working days, once per calendar: after that every count is one or two bisections."""
    every = range(FIRST_DAY.toordinal(), LAST_DAY.toordinal() + 1)
    return array("l", (n for n in every if calendar.is_working(date.fromordinal(n))))
