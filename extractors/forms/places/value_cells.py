"""The cell of a value beside its label: behind tick places and names of quantities, over a page break."""

from __future__ import annotations

from extractors.forms.labels.column_heads import option_over
from extractors.forms.labels.option_text import OPTIONS
from extractors.forms.stream.flow import Flow
from extractors.forms.stream.neighbours import neighbour
from extractors.forms.stream.tokens import Token
from extractors.forms.wording.units import is_unit, names_quantity

#: Words that lead from a label to its value, each in a cell of its own.
_LITTLE = frozenset({"a", "da", "dal", "tra", "fra", "in", "il", "presso", "mediante", "tramite"})
#: Cells of a column at least that make it one of units, and points by which the edges of a column may differ.
_COLUMN, _SAME = 3, 3.0


def value_cell(flow: Flow, label: int) -> int | None:
    """Return the cell right of a label where its value stands: behind bare tick places and the name of a quantity.

    ``Potenza | kW | ____``, ``- impulsi (n/min) |   | ____``: columns of units, and of answers to other rows, hold no value.
    """
    cell, passed = neighbour(flow, label, "right"), False
    while cell is not None and (following := neighbour(flow, cell, "right")) is not None:
        if not (_passed(flow, cell, passed) or _of_units(flow, cell) or _of_answers(flow, cell)):
            break
        cell, passed = following, True
    return cell


def _passed(flow: Flow, cell: int, passed: bool) -> bool:
    tokens = [flow.tokens[i] for i in flow.in_cell.get(cell, ())]
    words = [t for t in tokens if t.kind == "word"]
    bare = all(t.kind == "mark" for t in tokens) and option_over(flow, cell, flow.cells[cell].box.centre[0], OPTIONS)
    named = passed and len(words) == len(tokens) and names_quantity([t.text for t in words], [t.norm for t in words])
    return bool(bare) or named or _leads(words, tokens)


def _of_units(flow: Flow, cell: int) -> bool:
    """Tell whether a cell holds but a unit or a stroke, as all others of its column do under one head."""
    if not _is_unit(flow, cell):
        return False
    filled = [n for n in _column(flow, cell) if flow.in_cell.get(n)]
    units = [n for n in filled if _is_unit(flow, n)]
    said = any(any(flow.tokens[i].norm) for n in units for i in flow.in_cell[n])
    return said and len(units) >= max(_COLUMN, len(filled) - 1)


def _is_unit(flow: Flow, cell: int) -> bool:
    tokens = [flow.tokens[i] for i in flow.in_cell.get(cell, ())]
    return bool(tokens) and all(t.kind == "word" and (is_unit(t.text) or not any(t.norm)) for t in tokens)


def _of_answers(flow: Flow, cell: int) -> bool:
    """Tell whether an empty cell stands in a column of tick places, which hold no text under their head."""
    if flow.in_cell.get(cell):
        return False
    filled = [flow.in_cell[n] for n in _column(flow, cell) if flow.in_cell.get(n)]
    answers = [held for held in filled if any(flow.tokens[i].kind == "mark" for i in held)]
    return len(answers) >= max(_COLUMN - 1, len(filled) - 1)


def _column(flow: Flow, cell: int) -> list[int]:
    """Return the cells over and under a cell in its grid that are as wide, itself too."""
    here = flow.cells[cell]
    return [
        n
        for n in flow.page_cells[flow.cell_page[cell]]
        if (other := flow.cells[n]).table == here.table
        and abs(other.box.x0 - here.box.x0) < _SAME
        and abs(other.box.x1 - here.box.x1) < _SAME
    ]


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
