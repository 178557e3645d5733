"""An X in a bare cell beside the cell of its wording: ``X | legale rappresentante`` or ``Produttore | X | Autoproduttore |``."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.forms.labels.short_options import begun, uncounted
from extractors.forms.stream.flow import Flow
from extractors.forms.wording.text import says

#: Widest bare cell that is a tick place, and widest cell in which a place stands alone (points).
_NARROW, _WIDE = 60.0, 90.0
#: Letters of a wording that says enough wherever it stands in an answer.
SAYS = 12


def option_beside(flow: Flow, mark: int, wordings: Sequence[tuple[str, ...]]) -> list[int]:
    """Return the words of the cell that a tick alone in its cell belongs to, empty where these say no option.

    Where a text stands on both sides, the row's end decides: it closes with a bare cell where the places stand behind
    their words.
    """
    token = flow.tokens[mark]
    if token.cell < 0 or flow.in_cell.get(token.cell) != [mark] or flow.cells[token.cell].box.width > _WIDE:
        return []
    row = _row(flow, token.cell)
    at = row.index(token.cell)
    before = _words(flow, row[at - 1]) if at else []
    after = _words(flow, row[at + 1]) if at + 1 < len(row) else []
    behind = [n for n in row if _words(flow, n) or flow.cells[n].box.width <= _NARROW][-1]
    chosen = before if before and (not after or not _words(flow, behind)) else after
    said = tuple(p for i in chosen for p in flow.tokens[i].norm)
    known = any(said[: len(w)] == w or (len("".join(w)) >= SAYS and says(said, w)) for w in wordings)
    short = bool(chosen) and not known and begun(uncounted([flow.tokens[i] for i in chosen]), wordings) is not None
    return chosen if known or short else []


def _row(flow: Flow, cell: int) -> list[int]:
    """Return the cells level with ``cell`` in its grid, from left to right; a merged cell beside several rows too."""
    here = flow.cells[cell]
    y = here.box.centre[1]
    level = [
        n
        for n in flow.page_cells[flow.cell_page[cell]]
        if flow.cells[n].table == here.table and flow.cells[n].box.top <= y <= flow.cells[n].box.bottom
    ]
    return sorted(level, key=lambda n: flow.cells[n].box.x0)


def _words(flow: Flow, cell: int) -> list[int]:
    """Return the words of a cell; those beside a tick place in it are its own."""
    members: Sequence[int] = flow.in_cell.get(cell, ())
    own = any(flow.tokens[i].kind == "mark" for i in members)
    return [] if own else [i for i in members if flow.tokens[i].kind == "word"]
