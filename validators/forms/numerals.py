"""Numbers as people write them on the form (FMT-21): separators, units, and what stays ambiguous."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from domain.units import factor

#: Symbols that name the base of a voltage; the number stays as written and TAR-03 reads the symbol.
SYMBOLS = {
    "%": "%", "%vn": "%", "%un": "%", "%en": "%", "%vm": "%",
    "p.u.": "pu", "pu": "pu", "p.u": "pu", "vn": "pu", "un": "pu", "en": "pu", "vm": "pu",
}  # fmt: skip

#: What may stand before a number without changing it: about, at most, the number of.
_BEFORE = r"(?:ca\.?|circa|[=~±]|[<>≤≥]=?|max\.?|massimo|fino a|non oltre|n\s?[.°º]|nr\.?|n(?=\s))?"
_NUMBER = re.compile(rf"{_BEFORE}\s*([+-]?\d[\d.,' ]*|[.,]\d+)\s*(.*)", re.DOTALL | re.IGNORECASE)
_REMARK = re.compile(r"\s*\([^()]*\)$")
#: A three-phase voltage: ``3x400``, ``400/230 V`` (line to line and phase).
_THREE = re.compile(r"3\s*[x×]\s*(?=\d)", re.IGNORECASE)
_LINE_AND_PHASE = re.compile(r"(\d+)\s*/\s*(\d+)(\D*)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number cell: ``readings`` in the unit of the catalogue, two when ambiguous, none when it is no number.

    ``bare`` are the readings before any conversion; ``symbol`` is ``%`` or ``pu`` when the cell names a base;
    ``unit`` the unit as written; ``text`` what stands in the cell.
    """

    readings: tuple[float, ...]
    bare: tuple[float, ...] = ()
    symbol: str = ""
    unit: str = ""
    text: str = ""

    @property
    def value(self) -> float | None:
        """The number, or None when there is none or more than one reading."""
        return self.readings[0] if len(self.readings) == 1 else None


def digits(text: str) -> tuple[float, ...]:
    """Return the readings of digits and separators alone.

    Comma = decimal; dot and comma together: the last is the decimal sign; two or more equal ones: thousands; a
    single dot before exactly three digits, after one to three digits not beginning with 0, may be either.
    """
    bare = re.sub(r"[ ']", "", text)
    dots, commas = bare.count("."), bare.count(",")
    if dots and commas:
        decimal = max(".,", key=bare.rfind)
        bare = bare.replace("," if decimal == "." else ".", "")
        return _floats(bare.replace(",", ".")) if bare.count(decimal) == 1 else ()
    if dots > 1 or commas > 1:
        return _floats(re.sub(r"[.,]", "", bare))
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}\.\d{3}", bare):
        return (float(bare), float(bare.replace(".", "")))
    return _floats(bare.replace(",", "."))


def _floats(text: str) -> tuple[float, ...]:
    try:
        return (float(text),)
    except ValueError:
        return ()


@lru_cache(maxsize=16384)
def parse(text: str, unit: str) -> Number:
    """Read a cell whose catalogue unit is ``unit`` (kW, V, s, %Vn ...); a remark in brackets at its end is left out."""
    bare_text = _REMARK.sub("", text.strip())
    found = _NUMBER.fullmatch(_line_voltage(bare_text) if unit == "V" else bare_text)
    bare = digits(found[1]) if found else ()
    if not found or not bare:
        return Number((), text=text)
    written = found[2].strip()
    plain = written.lower().replace(" ", "")
    if plain in SYMBOLS and not unit.startswith("%"):
        return Number(bare, bare, SYMBOLS[plain], written, text)
    if SYMBOLS.get(plain) == "pu":
        return Number(tuple(round(v * 100, 12) for v in bare), bare, "", written, text)
    if not plain or plain in {unit.lower(), "n", "n."} or plain in SYMBOLS:
        return Number(bare, bare, "", written, text)
    times = factor(plain, unit)
    if times is None:
        return Number((), bare, "", written, text)
    return Number(tuple(round(v * times, 12) for v in bare), bare, "", written, text)


def _line_voltage(text: str) -> str:
    """Return the line-to-line voltage of a three-phase one as written."""
    text = _THREE.sub("", text)
    found = _LINE_AND_PHASE.fullmatch(text)
    if found and abs(float(found[1]) / max(float(found[2]), 1e-9) / math.sqrt(3) - 1) < 0.02:
        return f"{found[1]}{found[3]}"
    return text


def from_value(value: float | str | list[str], written: str | None, unit: str) -> Number:
    """Join the typed value and the text on the page: the text counts only where it agrees with the value.

    An analyst may have corrected the value since, so a text that cannot mean the value is left aside.
    """
    if not isinstance(value, int | float):
        return parse(str(value), unit)
    given = float(value)
    if written:
        number = parse(written, unit)
        if any(abs(given - v) <= 1e-9 + 1e-9 * abs(v) for v in (*number.readings, *number.bare)):
            return number if number.readings else Number((given,), (given,), text=written)
    return Number((given,), (given,), text=written or shown(given))


def shown(value: float, places: int = 4) -> str:
    """Write a number the Italian way, without needless zeros (``0,15``; ``11000``)."""
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if text not in {"", "-0"} else "0"
