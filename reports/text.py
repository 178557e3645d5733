"""Text as shown: Italian dates, and hostile names made harmless without losing what they were."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from domain.columns import ColumnKind

ROME = ZoneInfo("Europe/Rome")

#: Code points that the fonts inside the typst wheel can draw, left to right only. PDF/UA forbids a missing
#: glyph, so anything else is printed as its code. A test compiles every one of them.
_DRAWN = (
    (0x0020, 0x007E), (0x00A1, 0x00AC), (0x00AE, 0x02FF), (0x0370, 0x0377), (0x037A, 0x037F), (0x0384, 0x038A),
    (0x038C, 0x038C), (0x038E, 0x03A1), (0x03A3, 0x0482), (0x048A, 0x04FF), (0x1E00, 0x1F15), (0x2010, 0x2027),
    (0x2030, 0x2040), (0x2044, 0x2052), (0x2054, 0x205E), (0x2070, 0x2071), (0x2074, 0x208E), (0x20A0, 0x20C0),
    (0x2100, 0x211E), (0x2122, 0x2122), (0x2126, 0x2126), (0x2153, 0x2184), (0x2190, 0x23FF), (0x2500, 0x25FF),
)  # fmt: skip
_STARTS = tuple(start for start, _ in _DRAWN)
_ILLEGAL_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNS = re.compile(r"[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SEPARATE = re.compile(r"[\t\r\n\v\f\x85\u2028\u2029]+")
_NAME_UNIT = re.compile(r"[^\s_.\-/@]{1,12}[_.\-/@]{0,12}|[_.\-/@]{1,12}|\s+")
_WORD = re.compile(r"\s+|\S+")
_WIDE = frozenset("MWmw@%&ÆŒæœ")
#: Width, in ems of the text, of the narrowest column of words: a longer word must be cut somewhere.
_NARROWEST = 9.2


def local(moment: datetime) -> datetime:
    """Return an aware instant in Europe/Rome; a naive one is a bug of the caller."""
    if moment.tzinfo is None:
        raise ValueError(f"naive datetime in a report: {moment.isoformat()}")
    return moment.astimezone(ROME)


def day(value: date | datetime) -> str:
    """Return ``gg/mm/aaaa``."""
    shown = local(value) if isinstance(value, datetime) else value
    return f"{shown:%d/%m/}{shown.year:04d}"


def stamp(moment: datetime) -> str:
    """Return ``gg/mm/aaaa hh:mm:ss`` in Europe/Rome (LET-09)."""
    return f"{day(moment)} {local(moment):%H:%M:%S}"


def instant(moment: datetime) -> datetime:
    """Return the same instant in UTC, to the second: what goes into a file's metadata."""
    return local(moment).astimezone(UTC).replace(microsecond=0)


def drawable(char: str) -> bool:
    """Return whether the embedded fonts draw this character, from left to right."""
    code = ord(char)
    at = bisect_right(_STARTS, code) - 1
    return at >= 0 and code <= _DRAWN[at][1] and unicodedata.category(char)[0] in "LNPSZ"


def printable(text: str) -> str:
    """Return the text for paper: one line, composed accents, and ``[U+202E]`` for what cannot or must not be drawn.

    Controls and direction overrides become visible, so a name cannot pretend to be another one.
    """
    spaced = _SEPARATE.sub(" ", unicodedata.normalize("NFC", text))
    return "".join(
        c if drawable(c) else " " if unicodedata.category(c) == "Zs" else f"[U+{ord(c):04X}]" for c in spaced
    )


def name_units(text: str, room: int = 0) -> list[str]:
    """Split a printable name or code into short pieces, after its separators first, between which a line may break.

    A plain one of at most ``room`` characters fits its column and stays whole.
    """
    shown = printable(text)
    return [shown] if 0 < len(shown) <= room and shown.isascii() else _NAME_UNIT.findall(shown)


def units(text: str) -> list[str]:
    """Split printable prose where a line may break besides its spaces: only inside words too wide for any column.

    Such a word is cut after its separators first, and every four letters where that does not suffice.
    """
    pieces: list[str] = []
    whole = ""
    for word in _WORD.findall(printable(text)):
        if _ems(word) <= _NARROWEST:
            whole += word
            continue
        pieces += [whole] if whole else []
        whole = ""
        for part in _NAME_UNIT.findall(word):
            pieces += [part] if _ems(part) <= _NARROWEST else [part[at : at + 4] for at in range(0, len(part), 4)]
    return [*pieces, whole] if whole else pieces


def _ems(word: str) -> float:
    """Return a careful estimate of a word's width."""
    return sum(1.0 if c in _WIDE or c > "\u0250" else 0.75 if c.isupper() else 0.5 for c in word)


def cell_text(text: str, limit: int = 32_767) -> str:
    """Return the text for a spreadsheet cell: no control or direction characters, at most ``limit`` characters.

    XML 1.0 forbids the controls, and Excel refuses longer cells.
    """
    if text.isascii() and text.isprintable():  # nearly every cell
        return text if len(text) <= limit else text[: limit - 1] + "…"
    clean = _TURNS.sub("", _ILLEGAL_XML.sub("", _SEPARATE.sub(" ", text)))
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"


def show(value: object, kind: ColumnKind) -> str:
    """Return a typed value as the words that a person reads; ``None`` is an empty cell."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return day(value) if kind is ColumnKind.DATE else stamp(value)
    return day(value) if isinstance(value, date) else str(value)
