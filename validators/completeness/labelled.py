"""Replies written as a form: rows of a label and its datum (``Decorrenza: 1° ottobre``) stand for the items they name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from validators.completeness.align import Alignment
from validators.completeness.lexicon import coverage
from validators.completeness.segment import Unit

#: A short label without numbers, a colon or a dotted leader, and something after it.
_LABEL = re.compile(r"^\W*([a-z][a-z' /.-]{2,44}?)\s?(?::|\.{4,})\s*\S")
_FEWEST = 3  # rows: fewer are sentences that happen to have a colon
_NAMED, _AHEAD = 0.2, 0.08  # how much a label must have of an item's words, and more of them than any other label


def by_labels(units: Sequence[Unit], requests: Sequence[str], aligned: Alignment) -> Alignment:
    """Give each (folded) item the row whose label names it, where a reply has rows and no numbers of its own."""
    rows = [(u, m[1]) for u in units if u not in aligned.attached and (m := _LABEL.match(u.folded))]
    if aligned.blocks or len(rows) < _FEWEST:
        return aligned
    blocks: dict[int, tuple[Unit, ...]] = {}
    for position, request in enumerate(requests):
        named = sorted(
            ((coverage(request, label), -unit.order, unit) for unit, label in rows), reverse=True, key=_first
        )
        if named[0][0] >= _NAMED and named[0][0] - named[1][0] >= _AHEAD:
            blocks[position] = (named[0][2],)
    return Alignment(blocks, len(blocks) == len(requests), aligned.attached, aligned.cited)


def _first(named: tuple[float, int, Unit]) -> tuple[float, int]:
    return named[:2]
