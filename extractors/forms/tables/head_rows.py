"""Heads of ruled tables row by row, and two rows read as one where an upper name is parted into lower ones."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from domain.geometry import Box
from extractors.forms.labels.option_text import OPTIONS, SHORT_OPTIONS
from extractors.forms.stream.flow import Flow
from extractors.forms.stream.tokens import Token


def said_in(flow: Flow, lines: Sequence[int]) -> dict[int, list[Token]]:
    """Return the cells of a row of the stream with their tokens."""
    cells: dict[int, list[Token]] = defaultdict(list)
    for line in lines:
        cells[flow.line_cell[line]].extend(flow.tokens[i] for i in flow.lines[line])
    return cells


def two_levels(flow: Flow, upper: dict[int, list[Token]], lower: dict[int, list[Token]]) -> dict[int, list[Token]]:
    """Return a head of two rows with the lower names where an upper one is parted; empty where none is.

    ``SI`` and ``NO`` under a name are no columns of their own; lower names that return go with the upper ones. Both rows are in one type: labels and values over a head are no part of it.
    """
    if len({t.font for row in (upper, lower) for tokens in row.values() for t in tokens if t.font}) > 1:
        return {}
    found: dict[int, list[Token]] = {}
    parted, repeated = False, _repeated(lower)
    for cell, tokens in upper.items():
        over = flow.cells[cell].box
        below = [c for c in lower if _under(flow.cells[c].box, over)]
        options = below and all(tuple(p for t in lower[c] for p in t.norm) in OPTIONS for c in below)
        parted = parted or len(below) > 1
        if below and not options:
            found.update({c: [*tokens, *lower[c]] if c in repeated else lower[c] for c in below})
        else:
            found[cell] = tokens
    return found if parted and all(t.kind == "word" for tokens in lower.values() for t in tokens) else {}


def answers_under(flow: Flow, lines: Sequence[int]) -> list[tuple[str, float]]:
    """Return the ``SI``, ``NO``, ``N.P.`` that stand alone in the cells of a head's lower row, and where they stand."""
    found = []
    for cell, tokens in said_in(flow, lines).items():
        said = tuple(p for t in tokens for p in t.norm)
        found += [(name, flow.cells[cell].box.centre[0]) for name, wordings in SHORT_OPTIONS if said in wordings]
    return found


def _repeated(lower: dict[int, list[Token]]) -> set[int]:
    """Return the lower names that stand under several upper ones: ``Soglia | Tempo`` over ``imp. | u.m. | imp. | u.m.``."""
    said = {cell: tuple(p for t in tokens for p in t.norm) for cell, tokens in lower.items()}
    counts = Counter(said.values())
    return {cell for cell, words in said.items() if counts[words] > 1}


def _under(box: Box, over: Box) -> bool:
    return abs(box.top - over.bottom) < 3 and over.x0 - 2 < box.x0 and box.x1 < over.x1 + 2
