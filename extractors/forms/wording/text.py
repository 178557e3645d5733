"""Words as they are compared: without case, accents, punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

_PIECE = re.compile(r"[<>]+|[^\W_]+")
_ABBREVIATION = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_DIFFERENT = str.maketrans(
    {
        "$": "S",
        "º": "",
        "°": "",
        "’": "'",
        "‘": "'",
        "`": "'",
        "´": "'",
        "＞": ">",
        "〉": ">",
        "›": ">",
        "≤": "",
        "≥": "",
    }
)
#: What only counts a heading or a label: ``1.``, ``3.2``, ``B)``, ``IV``.
NUMBERING = re.compile(r"^(\(?(\d{1,2}|[A-Za-z]|[IVX]{1,4})(\.\d{1,2})*[.):]?\)?|[-–—])$")
_ORDINAL = re.compile(r"(?<=\d)[ªº°^*](?!\w)")
_BRACES = re.compile(r"\{([^{}]*)\}")


@cache
def pieces(text: str) -> tuple[str, ...]:
    """Return the comparable pieces of a printed word: ``dell'Impianto`` -> dell, impianto; ``C.F.`` -> cf."""
    return tuple(_PIECE.findall(_plain(text)))


@cache
def shortened(text: str) -> tuple[bool, ...]:
    """Tell for each piece whether it is an abbreviation, two letters and more before a full stop, as in ``Pot. nom.``."""
    plain = _plain(text)
    return tuple(
        plain[m.end() : m.end() + 1] == "." and m.end() - m.start() >= 2 and m.group().isalpha()
        for m in _PIECE.finditer(plain)
    )


def alternatives(text: str) -> set[int]:
    """Return the numbers of the pieces that end a word of alternatives: ``società/ente/condominio`` has three, dates none."""
    parts = text.strip(",:;.").split("/")
    whole = len(parts) > 1 and all(len(p) > 2 and p.isalpha() and len(pieces(p)) == 1 for p in parts)
    return set(range(len(parts))) if whole else {len(pieces(text)) - 1}


def means(piece: str, short: bool, word: str) -> bool:
    """Tell whether a printed piece is ``word`` or its abbreviation."""
    return piece == word or (short and word.startswith(piece))


def _plain(text: str) -> str:
    plain = _ORDINAL.sub("a", text).translate(_DIFFERENT)
    plain = _ABBREVIATION.sub(lambda m: m.group().replace(".", ""), plain)
    plain = unicodedata.normalize("NFKD", plain).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c))


def patterns(wordings: str) -> tuple[tuple[str, ...], ...]:
    """Return the piece sequences of a label's wordings: ``|`` separates, ``{a,b,}`` varies (nesting allowed)."""
    found = {p for wording in wordings.split("|") for w in _expanded(wording) if (p := pieces(w))}
    return tuple(sorted(found, key=lambda p: (-len(p), p)))


def _expanded(wording: str) -> list[str]:
    inner = _BRACES.search(wording)
    if inner is None:
        return [wording]
    before, after = wording[: inner.start()], wording[inner.end() :]
    return [w for choice in inner.group(1).split(",") for w in _expanded(before + choice + after)]


def says(said: Sequence[str], wording: tuple[str, ...]) -> bool:
    """Tell whether the pieces of a wording stand side by side among those ``said``."""
    size = len(wording)
    return any(tuple(said[at : at + size]) == wording for at in range(len(said) - size + 1))


_LOOKALIKE = str.maketrans("50il86z", "so11bg2")


def lookalike(piece: str) -> str:
    """Return the piece with letters and digits that OCR confuses made one: equal results look alike."""
    return piece.translate(_LOOKALIKE)


@lru_cache(maxsize=1 << 15)
def near(a: str, b: str) -> bool:
    """Tell whether two pieces differ by so little that OCR may have done it (one edit in 4, two from 9 letters on)."""
    if a == b or a.translate(_LOOKALIKE) == b.translate(_LOOKALIKE):
        return True
    if any(c.isdigit() for c in a + b):
        return False
    longest = max(len(a), len(b))
    allowed = 2 if longest >= 9 else 1 if longest >= 4 else 0
    return abs(len(a) - len(b)) <= allowed and _distance(a, b, allowed) <= allowed


def _distance(a: str, b: str, limit: int) -> int:
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
        if min(row) > limit:
            return limit + 1
    return row[-1]
