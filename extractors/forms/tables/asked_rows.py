"""A merged name beside rows that ask one thing each: ``| DG | Marca e modello | ABB |`` over ``|  | Numero | 1 |``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extractors.forms.stream.flow import Flow
from extractors.forms.stream.tokens import Token, alike
from extractors.forms.tables.transposed import words_in

#: Rows beside a name at least, and words of a cell that asks for something at most.
_ROWS, _WORDS = 3, 8
#: Points within which edges are one.
_EDGE = 3.0


def asked_rows(flow: Flow, cell: int, beside: Sequence[int]) -> dict[int, list[Token]]:
    """Return the cells of values right of a merged name, each with the words of the cell before it; empty for none.

    ``beside`` are all cells right of the name, within its height: in each row a question and its place, once or twice.
    """
    rows: dict[int, list[int]] = defaultdict(list)
    for number in beside:
        rows[round(flow.cells[number].box.top)].append(number)
    found: dict[int, list[Token]] = {}
    for members in rows.values():
        row = sorted(members, key=lambda n: flow.cells[n].box.x0)
        if len(row) not in (2, 4) or abs(flow.cells[row[0]].box.x0 - flow.cells[cell].box.x1) > _EDGE:
            return {}
        found |= {place: words_in(flow, asks) for asks, place in zip(row[::2], row[1::2], strict=True)}
    asked = list(found.values())
    plain = all(0 < len(words) <= _WORDS and alike(words[0], asked[0][0]) for words in asked)
    return found if len(rows) >= _ROWS and plain else {}
