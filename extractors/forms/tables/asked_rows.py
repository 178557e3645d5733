"""A name beside rows that ask one thing each: ``| DG | Marca e modello | ABB |`` over ``|  | Numero | 1 |``.

Its cell is merged, or it stands in the first row alone, or in all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extractors.forms.stream.flow import Flow
from extractors.forms.stream.tokens import Token, alike
from extractors.forms.tables.transposed import words_in

#: Rows beside a name at least, and words of a cell that asks for something at most.
_ROWS, _WORDS = 3, 8
#: Cells of a row right of its name: a question and its place, once or twice.
SIDES = (2, 4)
#: Points within which edges are one.
_EDGE = 3.0


def asked_rows(flow: Flow, cell: int, beside: Sequence[int]) -> dict[int, list[Token]]:
    """Return the cells of values right of a merged name, each with the words of the cell before it; empty for none.

    ``beside`` are all cells right of the name, within its height.
    """
    rows: dict[int, list[int]] = defaultdict(list)
    for number in beside:
        rows[round(flow.cells[number].box.top)].append(number)
    found: dict[int, list[Token]] = {}
    for members in rows.values():
        row = sorted(members, key=lambda n: flow.cells[n].box.x0)
        if len(row) not in SIDES or abs(flow.cells[row[0]].box.x0 - flow.cells[cell].box.x1) > _EDGE:
            return {}
        found |= {place: words_in(flow, asks) for asks, place in zip(row[::2], row[1::2], strict=True)}
    asked = list(found.values())
    plain = all(0 < len(words) <= _WORDS and alike(words[0], asked[0][0]) for words in asked)
    return found if len(rows) >= _ROWS and plain else {}


def repeated(flow: Flow, cell: int) -> list[int]:
    """Return the cells under a name, in its column, that are empty or say the same."""
    name, here = [t.text for t in words_in(flow, cell)], flow.cells[cell]
    found: list[int] = []
    last = here.box
    for number in range(cell + 1, flow.page_cells[flow.cell_page[cell]].stop):
        other = flow.cells[number]
        if other.table != here.table:
            break
        if abs(other.box.x0 - here.box.x0) > _EDGE:
            continue
        held = [flow.tokens[i].text for i in flow.in_cell.get(number, ())]
        under = abs(other.box.top - last.bottom) < _EDGE and abs(other.box.x1 - here.box.x1) < _EDGE
        if not under or (held and held != name):
            break
        found.append(number)
        last = other.box
    return found
