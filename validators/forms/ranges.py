"""Ranges of the numbers of the form (FMT-22): what is impossible (hard) and what is only unusual (``ranges.csv``)."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from validators.forms.numerals import shown


@dataclass(frozen=True, slots=True)
class Range:
    """A union of intervals, limits included unless ``above`` says greater; ``whole`` asks for a whole number."""

    spans: tuple[tuple[float | None, float | None], ...]
    above: bool = False
    whole: bool = False

    def holds(self, value: float) -> bool:
        """Tell whether the value lies inside."""
        if self.whole and abs(value - round(value)) > 1e-9:
            return False
        return any(self._inside(value, low, high) for low, high in self.spans)

    def _inside(self, value: float, low: float | None, high: float | None) -> bool:
        enough = low is None or (value > low if self.above else value >= low - 1e-9)
        return enough and (high is None or value <= high + 1e-9)

    def __str__(self) -> str:
        """Return the range in words, as messages show it."""
        return " o ".join(self._words(low, high) for low, high in self.spans)

    def _words(self, low: float | None, high: float | None) -> str:
        kind = "un numero intero " if self.whole else ""
        if low is None:
            return f"{kind}fino a {shown(high or 0)}"
        start = f"maggiore di {shown(low)}" if self.above else f"almeno {shown(low)}"
        if high is None:
            return kind + start
        return kind + (f"{start} e fino a {shown(high)}" if self.above else f"da {shown(low)} a {shown(high)}")


@dataclass(frozen=True, slots=True)
class Ranges:
    """The two ranges of a field; None = no limit."""

    hard: Range | None = None
    usual: Range | None = None


def parse_range(text: str) -> Range | None:
    """Read ``>0``, ``>=0``, ``40..60``, ``..10000``, ``>0 ..300``, ``intero >=1`` or ``100..1000 9000..11000``."""
    if not text:
        return None
    whole = text.startswith("intero")
    low: float | None = None
    above = False
    spans: list[tuple[float | None, float | None]] = []
    for word in text.removeprefix("intero").split():
        if found := re.fullmatch(r"(>=?)([\d.]+)", word):
            above, low = found[1] == ">", float(found[2])
        else:
            start, end = word.split("..")
            spans.append((float(start) if start else low, float(end) if end else None))
    return Range(tuple(spans) or ((low, None),), above, whole)


@cache
def _table() -> tuple[tuple[re.Pattern[str], Ranges], ...]:
    text = files("validators.forms").joinpath("data", "ranges.csv").read_text(encoding="utf-8")
    return tuple(
        (
            re.compile(re.escape(one).replace(r"\*", "[^.]+")),
            Ranges(parse_range(row["hard"]), parse_range(row["usual"])),
        )
        for row in csv.DictReader(text.splitlines(), delimiter=";")
        for one in row["ids"].split()
    )


@lru_cache(maxsize=8192)
def ranges_of(field: str) -> Ranges:
    """Return the ranges of a field; none when the table does not name it (``scheda.spg.i1.tempo`` is a curve)."""
    return next((ranges for pattern, ranges in _table() if pattern.fullmatch(field)), Ranges())
