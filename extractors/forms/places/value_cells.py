"""The cell of a value beside its label: behind tick places and names of quantities, over a page break."""

from __future__ import annotations

from extractors.forms.labels.column_heads import option_over
from extractors.forms.labels.option_text import OPTIONS
from extractors.forms.stream.flow import Flow
from extractors.forms.stream.neighbours import neighbour
from extractors.forms.stream.tokens import Token
from extractors.forms.wording.units import names_quantity

#: Words that lead from a label to its value, each in a cell of its own.
_LITTLE = frozenset({"a", "da", "dal", "tra", "fra", "in", "il", "presso", "mediante", "tramite"})


def value_cell(flow: Flow, label: int) -> int | None:
    """Return the cell right of a label where its value stands: behind bare tick places and the name of a quantity."""
    cell, passed = neighbour(flow, label, "right"), False
    while cell is not None:
        tokens = [flow.tokens[i] for i in flow.in_cell.get(cell, ())]
        bare = all(t.kind == "mark" for t in tokens) and option_over(
            flow, cell, flow.cells[cell].box.centre[0], OPTIONS
        )
        words = [t for t in tokens if t.kind == "word"]
        named = (
            passed and len(words) == len(tokens) and names_quantity([t.text for t in words], [t.norm for t in words])
        )
        if not (bare or named or _leads(words, tokens)):
            break
        following = neighbour(flow, cell, "right")
        if following is None:
            break
        cell, passed = following, True
    return cell


def _leads(words: list[Token], tokens: list[Token]) -> bool:
    """Tell whether a cell holds but the little word that leads to a value: ``Cavo di collegamento | tra | ...``."""
    return len(tokens) == 1 and bool(words) and words[0].text in _LITTLE


def over_the_page(flow: Flow, cell: int, labelled: set[int]) -> list[Token]:
    """Return what stands in the rest of a cell that a page break parted: first on its page, same column, no label beside it."""
    page, box = flow.cell_page[cell], flow.cells[cell].box
    last = [flow.tokens[i] for i in flow.in_cell.get(cell, ())]
    if not last or any(flow.cells[n].box.top > box.bottom - 3 for n in flow.page_cells[page]):
        return []
    first = _first_cell(flow, page + 1)
    if first < 0:
        return []
    rest = flow.cells[first].box
    beside = [n for n in flow.page_cells[page + 1] if n != first and abs(flow.cells[n].box.top - rest.top) < 3]
    parted = abs(rest.x0 - box.x0) < 3 and abs(rest.x1 - box.x1) < 3 and bool(beside)
    tokens = [flow.tokens[i] for i in flow.in_cell[first]]
    own = all(t.font == last[-1].font and t.kind == "word" and t.index not in labelled for t in tokens)
    return tokens if parted and own and not any(flow.in_cell.get(n) for n in beside) else []


def _first_cell(flow: Flow, page: int) -> int:
    """Return the cell in which the first words of a page stand, -1 where these are in none."""
    first = next((line for line in flow.lines if flow.tokens[line[0]].page == page), None)
    return flow.tokens[first[0]].cell if first is not None else -1
