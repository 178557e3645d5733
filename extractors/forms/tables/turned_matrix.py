"""Known lines that stand side by side as columns: persons at the head, what is asked of them down the left.

``| RIF | RI |`` over ``Telefono | ... | ...``; where such a table comes twice, the words over it tell which it is:
``Personale reperibile``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from domain.forms import FieldSpec
from extractors.forms.stream.flow import Flow
from extractors.forms.tables.transposed import Turned, TurnedRow, grids, named_rows, words_in
from extractors.forms.values.content import text_value
from extractors.forms.wording.describe import Table
from extractors.forms.wording.meanings import PLAIN, Lexicon

#: Names of columns that must stand under each other, and share of the table's columns that they must be.
_LEAST, _SHARE = 3, 0.6
#: Lines over a table whose words may say what it is about.
_OVER = 3
#: Least likeness of a head to a line, and how much less than the best another line may have.
_LIKE, _BESIDE = 0.5, 0.05


def read_turned_matrix(
    flow: Flow, tokens: Sequence[int], tables: Iterable[Table], specs: Mapping[str, FieldSpec], lexicon: Lexicon = PLAIN
) -> Turned:
    """Return what turned tables among ``tokens`` hold of the ``tables`` of known lines that no head was found for."""
    out = Turned()
    for table in (t for t in tables if t.matrix):
        for rows in grids(flow, tokens):
            named = named_rows(flow, rows, table, lexicon)
            head = rows[0] if rows and rows[0] not in named.values() else None
            if head is None or len(named) < max(_LEAST, _SHARE * len(table.columns)):
                continue
            names = _lines(flow, head.rest, table, lexicon)
            if len(names) < 2 or len(set(names.values())) < len(names):
                continue
            _read(flow, table, named, names, specs, out)
            printed = [n for row in (head, *named.values()) for n in (row.name, *(head.rest if row is head else ()))]
            out.print.update(i for n in printed for i in flow.in_cell.get(n, ()))
    out.used |= out.print
    return out


def _lines(flow: Flow, heads: Sequence[int], table: Table, lexicon: Lexicon) -> dict[int, str]:
    """Return the line that each head cell names, by its words and those over the table; unclear ones are left out."""
    meanings = lexicon.meanings((table.id, "lines"), lambda: table.lines)
    over = _words_over(flow, heads[0])
    found: dict[int, str] = {}
    for cell in heads:
        own = [p for t in words_in(flow, cell) for p in t.norm]
        rated = sorted(((fit, name) for name, fit in meanings.fits([*over, *own], known=True).items()), reverse=True)
        if not own or not rated or rated[0][0] < _LIKE or (len(rated) > 1 and rated[0][0] - rated[1][0] < _BESIDE):
            continue
        found[cell] = rated[0][1]
    return found


def _words_over(flow: Flow, cell: int) -> list[str]:
    """Return the pieces of the lines right over a grid, on its page."""
    first = min((i for i in flow.in_cell.get(cell, ())), default=0)
    line = flow.tokens[first].line
    while line > 0 and flow.line_cell[line] >= 0:
        line -= 1
    page = flow.cell_page[cell]
    lines = [n for n in range(max(0, line - _OVER + 1), line + 1) if flow.line_cell[n] < 0]
    return [p for n in lines for i in flow.lines[n] if flow.tokens[i].page == page for p in flow.tokens[i].norm]


def _read(
    flow: Flow, table: Table, named: Mapping[str, TurnedRow], names: Mapping[int, str], specs: Mapping[str, FieldSpec],
    out: Turned,
) -> None:  # fmt: skip
    """Read the cells under each head."""
    for head, line in names.items():
        left = flow.cells[head].box.x0
        for column, row in named.items():
            spec = specs.get(table.matrix.format(row=line, column=column))
            cell = next((n for n in row.rest if abs(flow.cells[n].box.x0 - left) < 3), None)
            if spec is None or cell is None or spec.id in out.fields:
                continue
            held = [flow.tokens[i] for i in flow.in_cell.get(cell, ())]
            out.used.update(t.index for t in held)
            out.fields[spec.id] = text_value(held, spec, flow.cell_page[cell], flow.cells[cell].box)
