"""Dates as people write them (FMT-13) and whole years between two days."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

_WRITTEN = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})(?!\d)")
_MONTHS = ("gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic")
_NAMED = re.compile(
    r"(\d{1,2})\s*[°º]?\s+(gen(?:naio)?|feb(?:braio)?|mar(?:zo)?|apr(?:ile)?|mag(?:gio)?|giu(?:gno)?|lug(?:lio)?|"
    r"ago(?:sto)?|set(?:t(?:embre)?)?|ott(?:obre)?|nov(?:embre)?|dic(?:embre)?)\.?\s+(\d{4})(?!\d)",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"^(?:l[iìí]'?|add[iìí]'?|il|data|del)[:.,]?\s+", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
YEARS = (1900, 2100)


@lru_cache(maxsize=8192)
def parse_date(text: str) -> date | None:
    """Read gg/mm/aaaa (separators / - . and one-digit day or month allowed), aaaa-mm-gg or a named month.

    None if it is no day. A year of two digits is taken as 20aa.
    """
    text = _BEFORE.sub("", text.strip()).rstrip(" .,;")
    if found := _ISO.fullmatch(text):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    elif found := _WRITTEN.fullmatch(text):
        day, month, year = int(found[1]), int(found[2]), int(found[3])
        year += 2000 if len(found[3]) == 2 else 0
    elif found := _NAMED.fullmatch(text):
        day, month, year = int(found[1]), _MONTHS.index(found[2][:3].lower()) + 1, int(found[3])
    else:
        return None
    if not YEARS[0] <= year <= YEARS[1]:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def has_short_year(text: str) -> bool:
    """Tell whether the date is written with a year of two digits."""
    found = _WRITTEN.fullmatch(text.strip())
    return bool(found and len(found[3]) == 2)


def date_inside(text: str) -> tuple[date | None, str]:
    """Return the first date inside a text, and the rest of the text."""
    found = _ISO.search(text) or _WRITTEN.search(text) or _NAMED.search(text)
    if not found:
        return None, text
    return parse_date(found[0]), text[: found.start()] + text[found.end() :]


def shown_day(day: date) -> str:
    """Write a day as gg/mm/aaaa."""
    return f"{day:%d/%m/%Y}"


def years_after(day: date, years: int) -> date:
    """Return the same day some years later; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def age(born: date, day: date) -> int:
    """Return the completed years on ``day``."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
