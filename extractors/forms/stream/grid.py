"""Cells of ruled tables and boxed forms from the drawn lines of a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from domain.geometry import Box
from domain.pages import Line

_TOUCH = 2.5
#: A drawing (single-line diagram) has more lines than any table: no grid is sought in it.
_MOST = 1500


@dataclass(frozen=True, slots=True)
class Cell:
    """A closed cell; ``row`` and ``column`` are its first ones in grid number ``table`` of the page."""

    box: Box
    table: int
    row: int
    column: int


@dataclass(slots=True)
class _Rule:
    at: float
    low: float
    high: float


def find_cells(lines: Iterable[Line], page_area: float) -> tuple[list[Cell], list[Line]]:
    """Return the cells of a page and the horizontal lines that belong to no grid (they may be blanks to write on).

    Cells that hold most of the page are frames and left out.
    """
    lines = list(lines)
    flat = [line for line in lines if line.kind == "h"]
    upright = [line for line in lines if line.kind == "v"]
    if len(flat) + len(upright) > _MOST:
        return [], []
    across = _merged(_Rule(_mid(f.box.top, f.box.bottom), f.box.x0, f.box.x1) for f in flat)
    down = _merged(_Rule(_mid(u.box.x0, u.box.x1), u.box.top, u.box.bottom) for u in upright)
    cells: list[Cell] = []
    used: list[_Rule] = []
    for hs, vs in _components(across, down):
        if len(hs) >= 2:
            used.extend(hs)
            cells.extend(c for c in _cells(hs, vs, len(used)) if c.box.width * c.box.height < 0.5 * page_area)
    free = [
        f
        for f in flat
        if not any(
            abs(_mid(f.box.top, f.box.bottom) - h.at) < _TOUCH
            and f.box.x0 >= h.low - _TOUCH
            and f.box.x1 <= h.high + _TOUCH
            for h in used
        )
    ]
    return cells, free


def _mid(a: float, b: float) -> float:
    return (a + b) / 2


def _merged(rules: Iterable[_Rule]) -> list[_Rule]:
    """Join pieces of one line."""
    found: list[_Rule] = []
    for rule in sorted(rules, key=lambda r: (round(r.at), r.low)):
        for other in reversed(found[-40:]):
            if abs(other.at - rule.at) <= 1.6 and rule.low <= other.high + _TOUCH and rule.high >= other.low - _TOUCH:
                other.low, other.high = min(other.low, rule.low), max(other.high, rule.high)
                break
        else:
            found.append(_Rule(rule.at, rule.low, rule.high))
    return found


def _components(across: list[_Rule], down: list[_Rule]) -> list[tuple[list[_Rule], list[_Rule]]]:
    """Group lines that touch each other."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, h in enumerate(across):
        for j, v in enumerate(down, len(across)):
            if h.low - _TOUCH <= v.at <= h.high + _TOUCH and v.low - _TOUCH <= h.at <= v.high + _TOUCH:
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[_Rule], list[_Rule]]] = defaultdict(lambda: ([], []))
    for i, h in enumerate(across):
        groups[root(i)][0].append(h)
    for j, v in enumerate(down, len(across)):
        groups[root(j)][1].append(v)
    return [(hs, vs) for hs, vs in groups.values() if hs and vs]


def _positions(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _TOUCH:
            found.append(value)
    return found


def _cells(hs: list[_Rule], vs: list[_Rule], table: int) -> list[Cell]:
    """Cut the grid at every line and join the pieces between which no line stands."""
    ys = _positions(h.at for h in hs)
    xs = _positions([*(v.at for v in vs), min(h.low for h in hs), max(h.high for h in hs)])
    wide, high = len(xs) - 1, len(ys) - 1
    parent = list(range(wide * high))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for row in range(high):
        for column in range(wide):
            here = row * wide + column
            x, y = _mid(xs[column], xs[column + 1]), _mid(ys[row], ys[row + 1])
            if column + 1 < wide and not _covered(vs, xs[column + 1], y):
                parent[root(here + 1)] = root(here)
            if row + 1 < high and not _covered(hs, ys[row + 1], x):
                parent[root(here + wide)] = root(here)
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(wide * high):
        groups[root(i)].append(i)
    cells = []
    for members in groups.values():
        rows, columns = [i // wide for i in members], [i % wide for i in members]
        box = Box(xs[min(columns)], ys[min(rows)], xs[max(columns) + 1], ys[max(rows) + 1])
        if box.width > 4 and box.height > 4:
            cells.append(Cell(box, table, min(rows), min(columns)))
    return cells


def _covered(rules: list[_Rule], at: float, point: float) -> bool:
    return any(abs(r.at - at) <= _TOUCH and r.low - 1 <= point <= r.high + 1 for r in rules)
