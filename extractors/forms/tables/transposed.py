"""Tables turned by a quarter: the names of the columns go down at the left, each record is a column."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from domain.forms import FieldSpec, FieldValue
from extractors.forms.stream.flow import Flow
from extractors.forms.stream.tokens import Token
from extractors.forms.tables.column_names import Block, ColumnNames
from extractors.forms.values.content import text_value
from extractors.forms.wording.describe import Table
from extractors.forms.wording.meanings import PLAIN, Lexicon
from extractors.forms.wording.units import is_unit

#: Names that must stand under each other, and share of a table's columns that they must be.
LEAST, SHARE = 3, 0.5
#: Little words of names that would be units in capitals: ``Nato a``.
_WORDS = frozenset({"a", "e", "in"})


@dataclass
class Turned:
    """What turned tables hold: values by id, tokens used up, those of them that are print, fields of which it is not sure that they are these."""

    fields: dict[str, FieldValue] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    print: set[int] = field(default_factory=set)
    doubtful: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class TurnedRow:
    """A row of a grid: the cell of its name and the cells right of it, by their left edge."""

    name: int
    rest: tuple[int, ...]


def read_turned(
    flow: Flow, tokens: Sequence[int], tables: Iterable[Table], specs: Mapping[str, FieldSpec], lexicon: Lexicon = PLAIN
) -> Turned:
    """Return what the turned tables among ``tokens`` hold of the ``tables`` of records that no head was found for."""
    out = Turned()
    wanted = [t for t in tables if t.rows]
    if not wanted:
        return out
    for rows in grids(flow, tokens):
        offers = [(named_rows(flow, rows, table, lexicon), table) for table in wanted]
        named, table = max(offers, key=lambda offer: len(offer[0]))
        if len(named) < max(LEAST, SHARE * len(table.columns)):
            continue
        _Reader(flow, table, specs, out).read(rows, named)
        wanted = [t for t in wanted if t is not table]
        if not wanted:
            break
    return out


def grids(flow: Flow, tokens: Sequence[int]) -> list[list[TurnedRow]]:
    """Return the grids of a section as rows of three cells and more, without the tokens of other sections."""
    inside = set(tokens)
    touched = {(flow.tokens[i].page, flow.cells[c].table) for i in tokens if (c := flow.tokens[i].cell) >= 0}
    found = []
    for page, grid in sorted(touched):
        rows: dict[int, list[int]] = defaultdict(list)
        for number in flow.page_cells[page]:
            cell = flow.cells[number]
            if cell.table == grid and all(i in inside for i in flow.in_cell.get(number, ())):
                rows[cell.row].append(number)
        lines = [sorted(cells, key=lambda n: flow.cells[n].box.x0) for _, cells in sorted(rows.items())]
        found.append([TurnedRow(cells[0], tuple(cells[1:])) for cells in lines if len(cells) > 2])
    return found


def named_rows(flow: Flow, rows: Sequence[TurnedRow], table: Table, lexicon: Lexicon) -> dict[str, TurnedRow]:
    """Return the rows that the names of a table's columns begin; the best fit of all decides, each counts once."""
    names = ColumnNames(table, lexicon)
    fits: list[tuple[float, int, int]] = []
    for number, row in enumerate(rows):
        words = words_in(flow, row.name)
        block = Block([t for t in words if not is_unit(t.text) or t.text in _WORDS] or words, 0.0, 0.0)
        fits += [(fit, -number, column) for column, fit in names.fits(block).items()]
    found: dict[str, TurnedRow] = {}
    for _, number, column in sorted(fits, reverse=True):
        field, row = table.columns[column].field, rows[-number]
        if field not in found and row not in found.values():
            found[field] = row
    return found


def words_in(flow: Flow, cell: int) -> list[Token]:
    """Return the words of a cell."""
    return [flow.tokens[i] for i in flow.in_cell.get(cell, ()) if flow.tokens[i].kind == "word"]


@dataclass
class _Reader:
    flow: Flow
    table: Table
    specs: Mapping[str, FieldSpec]
    out: Turned

    def read(self, rows: Sequence[TurnedRow], named: Mapping[str, TurnedRow]) -> None:
        """Read the records that stand side by side, from the left."""
        head = next((row for row in rows if row not in named.values()), None)
        self.out.print.update(i for row in named.values() for i in self.flow.in_cell.get(row.name, ()))
        if head is not None and rows.index(head) == 0:
            self.out.print.update(i for n in (head.name, *head.rest) for i in self.flow.in_cell.get(n, ()))
        for number, left in enumerate(self._records(list(named.values())), 1):
            told = self._number(head, left) or number
            for column, row in named.items():
                spec = self.specs.get(f"{self.table.rows.format(n=told)}.{column}")
                cell = next((n for n in row.rest if abs(self.flow.cells[n].box.x0 - left) < 3), None)
                if spec is not None and cell is not None:
                    held = [self.flow.tokens[i] for i in self.flow.in_cell.get(cell, ())]
                    self.out.used.update(t.index for t in held)
                    page = self.flow.cell_page[cell]
                    self.out.fields[spec.id] = text_value(held, spec, page, self.flow.cells[cell].box)
        self.out.used |= self.out.print

    def _records(self, rows: Sequence[TurnedRow]) -> list[float]:
        """Return the left edges of the records' columns: a column of units and strokes is none."""
        columns: dict[int, list[list[Token]]] = defaultdict(list)
        for row in rows:
            for cell in row.rest:
                columns[round(self.flow.cells[cell].box.x0)].append(words_in(self.flow, cell))
        found = []
        for left, cells in sorted(columns.items()):
            printed = [c for c in cells if c and all(is_unit(t.text) or not any(t.norm) for t in c)]
            if len(cells) < 0.5 * len(rows):
                continue
            if len(printed) > 0.5 * len(cells):
                continue
            found.append(float(left))
        return found

    def _number(self, head: TurnedRow | None, left: float) -> int:
        """Return the number that the head gives a record (``Generatore 2``), 0 where it gives none."""
        for cell in head.rest if head is not None else ():
            if abs(self.flow.cells[cell].box.x0 - left) < 3:
                said = " ".join(t.text for t in words_in(self.flow, cell))
                found = re.fullmatch(r"\D*(\d{1,2})\D*", said)
                return int(found.group(1)) if found else 0
        return 0
