"""Cells that stand beside or under each other in one grid."""

from __future__ import annotations

from extractors.forms.stream.flow import Flow
from extractors.forms.stream.grid import Cell


def neighbour(flow: Flow, cell: int, side: str) -> int | None:
    """Return the number of the cell right of or below ``cell`` in the same grid, or None."""
    here, page = flow.cells[cell], flow.cell_page[cell]
    best: tuple[float, int] | None = None
    for number in range(max(0, cell - 400), min(len(flow.cells), cell + 400)):
        other = flow.cells[number]
        if number == cell or flow.cell_page[number] != page or other.table != here.table:
            continue
        shared = _shared(here, other, side)
        if shared > 0.6 and (best is None or shared > best[0]):
            best = (shared, number)
    return None if best is None else best[1]


def heads_block(flow: Flow, cell: int) -> bool:
    """Tell whether a cell is as wide as several cells that stand side by side under it: a heading, and none of them its value."""
    here, page = flow.cells[cell], flow.cell_page[cell]
    under = [
        box
        for n in flow.page_cells.get(page, ())
        if flow.cells[n].table == here.table
        and abs((box := flow.cells[n].box).top - here.box.bottom) < 3
        and box.x0 > here.box.x0 - 3
        and box.x1 < here.box.x1 + 3
    ]
    return len(under) > 1 and neighbour(flow, cell, "right") is None


def names_rows(flow: Flow, cell: int) -> bool:
    """Tell whether a cell is the merged name of the rows right of it, and so no heading of what follows."""
    if cell < 0:
        return False
    here = flow.cells[cell].box
    beside = [
        box.top
        for n in flow.page_cells[flow.cell_page[cell]]
        if abs((box := flow.cells[n].box).x0 - here.x1) < 3 and here.top - 2 < box.top < here.bottom - 4
    ]
    return len(beside) > 1


def _shared(here: Cell, other: Cell, side: str) -> float:
    """Return the share of the common edge, 0 when the cells do not touch on that side."""
    a, b = here.box, other.box
    if side == "right":
        if abs(b.x0 - a.x1) > 3:
            return 0.0
        return (min(a.bottom, b.bottom) - max(a.top, b.top)) / max(1.0, min(a.height, b.height))
    if abs(b.top - a.bottom) > 3:
        return 0.0
    return (min(a.x1, b.x1) - max(a.x0, b.x0)) / max(1.0, min(a.width, b.width))
