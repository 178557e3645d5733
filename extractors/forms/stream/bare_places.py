"""Bare cells to tick that are not ticked: as wide as those in which a tick stands alone on the same page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from extractors.forms.stream.grid import Cell
from extractors.forms.stream.marks import DRAWN, Mark

#: Widest bare cell to tick (points), and how much the width of another one may differ.
_NARROW, _SAME = 60.0, 1.5


def bare_places(cells: Sequence[Cell], ticked: Collection[int], held: Mapping[int, int]) -> list[Mark]:
    """Return places that are not ticked for the empty cells that look like the ``ticked`` ones of their grid, by number.

    ``held`` counts what stands in each cell.
    """
    known = {(cells[n].table, cells[n].box.width) for n in ticked if cells[n].box.width <= _NARROW}
    if not known:
        return []
    return [
        Mark(cell.box, False, DRAWN)
        for number, cell in enumerate(cells)
        if not held.get(number)
        and number not in ticked
        and any(cell.table == table and abs(cell.box.width - width) < _SAME for table, width in known)
    ]
