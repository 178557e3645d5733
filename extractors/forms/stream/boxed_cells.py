"""Small cells of a grid whose cells are drawn one by one: they look like tick boxes, and without them the grid falls apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from domain.geometry import Box
from domain.pages import MarkBox, Page, edges_of

#: Points within which edges touch.
_TOUCH = 2.5


def with_boxed_cells(page: Page) -> Page:
    """Return the page with the edges of such cells instead of tick boxes: rules end at both corners of one of their sides.

    A row of boxes may be the letters of a comb and stays.
    """
    drawn = [m for m in page.marks if m.source == "box"] if page.source == "text" else []
    flat = [line.box for line in page.lines if line.kind == "h"] if drawn else []
    seeds = [m for m in drawn if _in_grid(m.box, flat) and not _in_comb(m, drawn)]
    cells = seeds and [m for m in drawn if not _in_comb(m, drawn) and _in_grid(m.box, flat + [s.box for s in seeds])]
    if not cells:
        return page
    edges = tuple(edge for m in cells for edge in edges_of(m.box))
    return replace(page, marks=tuple(m for m in page.marks if m not in cells), lines=(*page.lines, *edges))


def _in_grid(box: Box, flat: Sequence[Box]) -> bool:
    upper = [f for f in flat if abs(f.centre[1] - box.top) < _TOUCH]
    lower = [f for f in flat if abs(f.centre[1] - box.bottom) < _TOUCH]
    left = _at(box.x0, (f.x1 for f in upper)) and _at(box.x0, (f.x1 for f in lower))
    return left or (_at(box.x1, (f.x0 for f in upper)) and _at(box.x1, (f.x0 for f in lower)))


def _in_comb(mark: MarkBox, drawn: Sequence[MarkBox]) -> bool:
    """Tell whether a box touches another side by side and none over or under it, as the boxes of a comb do."""
    box = mark.box
    level = [o.box for o in drawn if abs(o.box.centre[1] - box.centre[1]) < _TOUCH and o is not mark]
    beside = any(abs(o.x0 - box.x1) < _TOUCH or abs(o.x1 - box.x0) < _TOUCH for o in level)
    if not beside:
        return False
    column = [o.box for o in drawn if abs(o.box.centre[0] - box.centre[0]) < _TOUCH]
    return not any(abs(o.top - box.bottom) < _TOUCH or abs(o.bottom - box.top) < _TOUCH for o in column)


def _at(x: float, ends: Iterable[float]) -> bool:
    return any(abs(end - x) < _TOUCH for end in ends)
