"""SI, NO and N.P. that stand once, over a column of bare tick places, instead of beside each of them."""

from __future__ import annotations

from collections.abc import Collection

from extractors.forms.stream.flow import Flow
from extractors.forms.values.hints import HINT

#: How far the edges of a column may move from one page to the next (points).
_SAME = 3.0
#: How much wider than its column a head is at most: an answer in a row above may be as wide as several columns.
_WIDER = 2.0


def head_over(flow: Flow, mark: int, wordings: Collection[tuple[str, ...]]) -> list[int]:
    """Return the tokens of the option over a tick place in a grid, empty where the first words over it are none."""
    token = flow.tokens[mark]
    return option_over(flow, token.cell, token.box.centre[0], wordings) if token.cell >= 0 else []


def option_over(flow: Flow, place: int, x: float, wordings: Collection[tuple[str, ...]]) -> list[int]:
    """Return the tokens of the option that heads the column of cell ``place`` at ``x``, empty where it is none.

    A grid that goes on over a page break without repeating its head takes the head of the page before.
    """
    own, here = flow.cells[place], flow.cell_page[place]
    for page, top in ((here, own.box.top), (here - 1, float("inf"))):
        over = [
            n
            for n in flow.page_cells.get(page, ())
            if flow.cells[n].box.x0 <= x <= flow.cells[n].box.x1
            and flow.cells[n].box.top < top
            and (flow.cells[n].table == own.table if page == here else _same_column(flow, n, place))
            and flow.cells[n].box.width < _WIDER * own.box.width
        ]
        for cell in sorted(over, key=lambda n: -flow.cells[n].box.top):
            held = [i for i in flow.in_cell.get(cell, ()) if flow.tokens[i].kind == "word"]
            words = [i for i in held if flow.tokens[i].source != HINT]
            if words:
                said = tuple(p for i in words for p in flow.tokens[i].norm)
                return words if said in wordings else []
    return []


def _same_column(flow: Flow, cell: int, other: int) -> bool:
    a, b = flow.cells[cell].box, flow.cells[other].box
    return abs(a.x0 - b.x0) < _SAME and abs(a.x1 - b.x1) < _SAME
