"""How the values of an unruled table stand under its heads, and where its columns end because of that."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.forms.stream.flow import word_gap
from extractors.forms.stream.tokens import Token

Block = tuple[str, float, float]
#: Distance (points) within which edges or middles count as aligned; jitter of overprinted values included.
_NEAR = 4.5
#: Shares of aligned values: fewer are chance, more are the rule.
_FEW, _MOST = 0.35, 0.5


def aligned_bands(blocks: Sequence[Block], rows: Sequence[Sequence[Token]], bands: list[Block]) -> list[Block]:
    """Return the columns' bands for the way in which the values of ``rows`` stand under the heads ``blocks``.

    Values that begin where the heads begin, or that stand at the right end of columns whose heads stand at the left,
    fill the room from head to head. Values under the middles of their heads keep ``bands``, cut half-way between heads.
    """
    chains = [_chains(row) for row in rows]
    flat = [chain for row in chains for chain in row]
    if len(flat) < 3:
        return bands
    ends = [x0 - 3.0 for _, x0, _ in blocks[1:]] + [max(blocks[-1][2], *(c[1] for c in flat)) + 3.0]
    starts = [blocks[0][1] - 6.0, *ends[:-1]]
    filled = [(name, a, b) for (name, _, _), a, b in zip(blocks, starts, ends, strict=True)]
    better = _sorted_in(chains, filled) - _sorted_in(chains, _halved(blocks))
    if better < 0 or (better == 0 and not _begin_or_end(blocks, flat)):
        return bands
    return [band for band in filled if band[0]]


def _halved(blocks: Sequence[Block]) -> list[Block]:
    cuts = [(a[2] + b[1]) / 2 for a, b in pairwise(blocks)]
    starts, ends = [blocks[0][1] - 30, *cuts], [*cuts, blocks[-1][2] + 60]
    return [(name, a, b) for (name, _, _), a, b in zip(blocks, starts, ends, strict=True)]


def _sorted_in(rows: Sequence[Sequence[tuple[float, float]]], bands: Sequence[Block]) -> int:
    """Return how many columns the rows fill with a text that fits, two texts in one column counting once."""
    return sum(
        len({n for c in row for n, (_, x0, x1) in enumerate(bands) if x0 <= c[0] + 1 and c[1] - 1 <= x1})
        for row in rows
    )


def _begin_or_end(blocks: Sequence[Block], chains: Sequence[tuple[float, float]]) -> bool:
    """Tell whether values begin where their heads do, or stand neither so nor in the middle nor at their ends."""
    left = _share([c[0] for c in chains], [x0 for _, x0, _ in blocks])
    middle = _share([(c[0] + c[1]) / 2 for c in chains], [(x0 + x1) / 2 for _, x0, x1 in blocks])
    right = _share([c[1] for c in chains], [x1 for _, _, x1 in blocks])
    return max(left, middle, right) < _FEW or left >= max(middle, right, _MOST)


def _share(points: Sequence[float], places: Sequence[float]) -> float:
    return sum(any(abs(point - place) <= _NEAR for place in places) for point in points) / len(points)


def _chains(tokens: Sequence[Token]) -> list[tuple[float, float]]:
    """Return ``(x0, x1)`` of the words that follow each other with a word's gap."""
    found: list[tuple[float, float]] = []
    line = -1
    for word in sorted((t for t in tokens if t.kind == "word"), key=lambda t: (t.line, t.box.x0)):
        if found and word.line == line and word.box.x0 - found[-1][1] < word_gap(word):
            found[-1] = (found[-1][0], word.box.x1)
        else:
            found.append((word.box.x0, word.box.x1))
        line = word.line
    return found
