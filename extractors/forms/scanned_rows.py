"""Labels of table rows on scans: what tells one row from the next may be a single sign, and must not be overread."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from extractors.forms.text import lookalike

Wording = tuple[str, ...]

_TELLING = re.compile(r"[\d<>]")
_SIGNS = re.compile(r"[<>]+")


def together(said: Wording) -> Wording:
    """Join the signs that OCR sets apart: ``I> >`` is ``I>>``, the second threshold."""
    joined: list[str] = []
    for piece in said:
        if joined and _SIGNS.fullmatch(piece) and _SIGNS.fullmatch(joined[-1]):
            joined[-1] += piece
        else:
            joined.append(piece)
    return tuple(joined)


def contradicts(said: Wording, name: str, lines: Mapping[str, Sequence[Wording]]) -> bool:
    """Tell whether a label shows a number or sign of another row of the table, and none of its own wordings has it.

    "Mass ima rrente 2a soglia (I>>)" holds ``I>``, the first threshold's wording, and is not the first threshold.
    """
    own = _signs(tuple(lines[name]))
    every = frozenset().union(*(_signs(tuple(wordings)) for wordings in lines.values()))
    return any(lookalike(piece) in every - own for piece in said if _TELLING.search(piece))


@cache
def _signs(wordings: tuple[Wording, ...]) -> frozenset[str]:
    """Return the pieces with a digit or sign, as they look; an S in a code is often read as 8."""
    pieces = {p for wording in wordings for p in wording if _TELLING.search(p)}
    return frozenset(lookalike(p) for p in pieces) | frozenset(lookalike(p.replace("s", "8")) for p in pieces)
