"""The head of a turned table: what stands over each of its columns, in one row or in several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from extractors.forms.stream.flow import Flow
from extractors.forms.stream.tokens import Token
from extractors.forms.tables.transposed import TurnedRow, words_in
from extractors.forms.wording.describe import Pattern

#: Points that edges of one column may stand apart.
_SAME = 3.0


@dataclass(frozen=True)
class TurnedColumn:
    """A column of values: its edges, and the cells over it from the lowest to the highest."""

    x0: float
    x1: float
    over: tuple[int, ...]


def columns_of(flow: Flow, named: Collection[TurnedRow]) -> list[TurnedColumn]:
    """Return the columns in which most of the named rows are parted, with the cells of their grid over the first of these rows."""
    edges = Counter(tuple((flow.cells[n].box.x0, flow.cells[n].box.x1) for n in row.rest) for row in named)
    most = max(edges.values(), default=0)
    parts = next((part for part, count in edges.items() if count == most), ())
    first = min((row.name for row in named), key=lambda n: flow.cells[n].box.top)
    own, top = flow.cells[first], flow.cells[first].box.top + _SAME
    above = [
        n
        for n in flow.page_cells[flow.cell_page[first]]
        if flow.cells[n].table == own.table and flow.cells[n].box.bottom < top
    ]
    return [TurnedColumn(x0, x1, tuple(_over(flow, above, (x0 + x1) / 2))) for x0, x1 in parts]


def _over(flow: Flow, cells: Sequence[int], x: float) -> list[int]:
    found = [n for n in cells if flow.cells[n].box.x0 < x < flow.cells[n].box.x1 and words_in(flow, n)]
    return sorted(found, key=lambda n: -flow.cells[n].box.top)


def said_over(flow: Flow, column: TurnedColumn) -> list[str]:
    """Return the pieces of all that stands over a column."""
    return [p for n in reversed(column.over) for t in words_in(flow, n) for p in t.norm]


def line_named(flow: Flow, column: TurnedColumn, lines: Mapping[str, Sequence[Pattern]]) -> str:
    """Return the line whose wording a cell over a column is, empty where none or several are: ``27.S1``, ``DDG``."""
    for cell in column.over:
        said = tuple(p for t in words_in(flow, cell) for p in t.norm)
        named = [name for name, wordings in lines.items() if said in wordings]
        if not named and len(words_in(flow, cell)) == 1:
            named = _initialled(words_in(flow, cell)[0].text, lines)
        if named:
            return named[0] if len(named) == 1 else ""
    return ""


def _initialled(text: str, lines: Mapping[str, Sequence[Pattern]]) -> list[str]:
    """Return the lines of whose wordings a text in capitals is the initials, little words counted or not: ``DI``."""
    if not text.isupper() or len(text) < 2:
        return []
    spelled = {name: [w for w in wordings if len(w) > 1] for name, wordings in lines.items()}
    return [name for name, wordings in spelled.items() if any(text.casefold() in _initials(w) for w in wordings)]


def _initials(wording: Pattern) -> set[str]:
    return {"".join(w[0] for w in wording), "".join(w[0] for w in wording if len(w) > 2)}


def held_in(flow: Flow, row: TurnedRow, column: TurnedColumn) -> tuple[list[int], list[Token]]:
    """Return the cells of a row that stand in a column, and what they hold."""
    cells = [
        n for n in row.rest if column.x0 - _SAME < flow.cells[n].box.x0 and flow.cells[n].box.x1 < column.x1 + _SAME
    ]
    return cells, [flow.tokens[i] for n in cells for i in flow.in_cell.get(n, ())]
