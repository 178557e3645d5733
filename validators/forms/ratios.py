"""Transformer ratios as written: ``10000/100``, ``10000:√3/100:√3``, ``100/5 A``, ``10 kV / 0,1 kV``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from validators.forms.numerals import digits


@dataclass(frozen=True, slots=True)
class Ratio:
    """``primary`` and ``secondary`` in V or A, √3 dropped; ``secondary`` None when only a primary value is written.

    ``third`` is the voltage of one open-delta winding when the text gives one (``10000:√3/100:√3-100:3``).
    """

    primary: float
    secondary: float | None
    third: float | None = None


_ROOT = r"(?:[:/]?\s*(?:√\s*3|sqrt\s*\(?3\)?|rad(?:ice)?\s*\(?3\)?|v3|1[,.]73\d*))?"
_PART = re.compile(rf"([\d.,' ]*\d)\s*(kv|ka|v|a)?\s*{_ROOT}\s*(kv|ka|v|a)?", re.IGNORECASE)
#: What people write before a ratio: the kind of the transformer.
_WORDS = re.compile(r"^(?:toroid\w*|n\.? ?\d+ TV|rapporto|TAT|TA|TO|TV)\b\s*:?\s*", re.IGNORECASE)
_DELTA = re.compile(r"([\d.,]*\d)\s*[:/]\s*3(?![\d,.])")


@lru_cache(maxsize=4096)
def read_ratio(text: str) -> Ratio | None:
    """Read a ratio; None when the text is none."""
    bare = _WORDS.sub("", re.sub(r"\s+", " ", text.strip())).strip()
    bare = re.sub(r"(?<=[\dvkaVKA)3]) [-–] (?=[\d(])", "/", re.sub(r"\(([^()]*)\)", r"\1", bare))
    third = None
    if (found := re.search(r"[-–/]\s*(\d[\d.,]*\s*[:/]\s*3)(?![\d,.])\s*v?$", bare, re.IGNORECASE)) and "√" in bare:
        delta = _DELTA.match(found[1])
        winding = digits(delta[1]) if delta else ()
        third = winding[0] / 3 if winding else None
        bare = bare[: found.start()].strip()
    primary = _PART.match(bare)
    if not primary:
        return None
    rest = bare[primary.end() :].strip()
    if not rest:
        value = _volts(primary)
        return Ratio(value, None, third) if value else None
    if rest[0] not in "/:":
        return None
    secondary = _PART.fullmatch(rest[1:].strip())
    if not secondary:
        return None
    a, b = _volts(primary), _volts(secondary)
    if a and b and not (primary[2] or primary[3]) and (secondary[2] or secondary[3] or "").lower().startswith("k"):
        a *= 1000  # one unit behind both: 10/0,1 kV
    return Ratio(a, b, third) if a and b else None


def _volts(part: re.Match[str]) -> float | None:
    readings = digits(part[1])
    if not readings:
        return None
    unit = (part[2] or part[3] or "").lower()
    # 10.000 is ten thousand here: no transformer has a primary of 10 V.
    return max(readings) * (1000 if unit.startswith("k") else 1)
