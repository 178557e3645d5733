"""Known lines that stand side by side as columns: persons or devices at the head, what is asked of them down the left.

``| RIF | RI |`` over ``Telefono | ... | ...``; the cells over a head, or the words over the table, tell which it is:
``Personale reperibile``. A row may ask for one answer alone: ``Implementata - NO | X | |``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.forms import FieldSpec
from domain.geometry import Box
from extractors.forms.labels.legends import is_legend
from extractors.forms.labels.option_text import SHORT_OPTIONS, option_marks, said_by
from extractors.forms.stream.flow import Flow
from extractors.forms.tables.column_names import Block, ColumnNames
from extractors.forms.tables.transposed import Turned, TurnedRow, grids, words_in
from extractors.forms.tables.turned_heads import TurnedColumn, columns_of, held_in, line_named, said_over
from extractors.forms.values.answers import Choice, answer
from extractors.forms.values.content import text_value
from extractors.forms.wording.describe import Table
from extractors.forms.wording.meanings import PLAIN, Lexicon
from extractors.forms.wording.text import says
from extractors.forms.wording.units import is_unit

#: Names of columns that must stand under each other, and share of the table's columns that they must be.
_LEAST, _SHARE = 3, 0.6
#: Lines over a table whose words may say what it is about.
_OVER = 3
#: Least likeness of a head to a line, and how much less than the best another line may have.
_LIKE, _BESIDE = 0.5, 0.05

#: Rows that ask for one thing, by the answer that each stands for; empty where it is none.
Asked = dict[str, TurnedRow]


def read_turned_matrix(
    flow: Flow, tokens: Sequence[int], tables: Iterable[Table], specs: Mapping[str, FieldSpec], lexicon: Lexicon = PLAIN
) -> Turned:
    """Return what turned tables among ``tokens`` hold of the ``tables`` of known lines that no head was found for."""
    out = Turned()
    wanted = [t for t in tables if t.matrix]
    for rows in grids(flow, tokens) if wanted else ():
        offers = [offer for table in wanted if (offer := _offer(flow, rows, table, lexicon)) is not None]
        offer = max(offers, key=lambda o: (len(o.lines), o.titled), default=None)
        if offer is not None:
            _Reader(flow, offer.table, specs, out).read(offer.asked, offer.lines)
            out.print.update(_printed(flow, offer))
            out.used |= out.print
    return out


@dataclass(frozen=True)
class _Offer:
    """What a grid is as one table: its rows by what they ask, its columns by their lines; whether its title says so."""

    table: Table
    asked: Mapping[str, Asked]
    lines: Mapping[TurnedColumn, str]
    titled: bool


def _offer(flow: Flow, rows: Sequence[TurnedRow], table: Table, lexicon: Lexicon) -> _Offer | None:
    asked = _asked(flow, rows, table, lexicon)
    if len(asked) < max(_LEAST, _SHARE * len(table.columns)):
        return None
    columns = columns_of(flow, [row for answers in asked.values() for row in answers.values()])
    names = _lines(flow, columns, table, lexicon)
    if len(names) < 2 or len(set(names.values())) < len(names):
        return None
    over = [*_words_over(flow, columns), *(p for column in columns for p in said_over(flow, column))]
    titled = any(says(over, w) for w in table.titles)
    return _Offer(table, asked, {columns[n]: name for n, name in names.items()}, titled)


def _printed(flow: Flow, offer: _Offer) -> list[int]:
    rows = [row.name for answers in offer.asked.values() for row in answers.values()]
    heads = [n for column in offer.lines for n in column.over]
    return [i for n in (*rows, *heads) for i in flow.in_cell.get(n, ())]


def _asked(flow: Flow, rows: Sequence[TurnedRow], table: Table, lexicon: Lexicon) -> dict[str, Asked]:
    """Return the rows that the names of a table's columns begin; the best fit decides, several for answers to one question."""
    names = ColumnNames(table, lexicon)
    fits: list[tuple[float, int, int, str]] = []
    for number, row in enumerate(rows):
        words = words_in(flow, row.name)
        size, said = _answer([p for t in words for p in t.norm], [len(t.norm) for t in words])
        block = Block([t for t in words[:size] if not is_unit(t.text)] or words[:size], 0.0, 0.0)
        fits += [(fit, -number, column, said) for column, fit in names.fits(block).items()]
    found: dict[str, Asked] = defaultdict(dict)
    taken: set[int] = set()
    for _, number, column, said in sorted(fits, reverse=True):
        answers = found[table.columns[column].field]
        if -number not in taken and said not in answers and (not answers or ("" not in answers and said)):
            answers[said] = rows[-number]
            taken.add(-number)
    return {name: answers for name, answers in found.items() if answers}


def _answer(said: Sequence[str], sizes: Sequence[int]) -> tuple[int, str]:
    """Return how many words come before the answer that ends a name, and the answer; all of them without one."""
    for name, wordings in SHORT_OPTIONS:
        for wording in wordings:
            if len(said) > len(wording) and tuple(said[-len(wording) :]) == wording:
                left = len(said) - len(wording)
                return next(n for n in range(len(sizes) + 1) if sum(sizes[:n]) >= left), name
    return len(sizes), ""


def _lines(flow: Flow, columns: Sequence[TurnedColumn], table: Table, lexicon: Lexicon) -> dict[int, str]:
    """Return the line that each column is, by what stands over it; unclear ones are left out."""
    meanings = lexicon.meanings((table.id, "lines"), lambda: table.lines)
    title = _words_over(flow, columns)
    found: dict[int, str] = {}
    for number, column in enumerate(columns):
        own = said_over(flow, column)
        if exact := line_named(flow, column, table.lines):
            found[number] = exact
            continue
        rated = sorted(((fit, name) for name, fit in meanings.fits([*title, *own], known=True).items()), reverse=True)
        if not own or not rated or rated[0][0] < _LIKE or (len(rated) > 1 and rated[0][0] - rated[1][0] < _BESIDE):
            continue
        found[number] = rated[0][1]
    return found


def _words_over(flow: Flow, columns: Sequence[TurnedColumn]) -> list[str]:
    """Return the pieces of the lines right over a grid, on its page."""
    heads = [n for column in columns for n in column.over]
    if not heads:
        return []
    line = min((flow.tokens[i].line for n in heads for i in flow.in_cell.get(n, ())), default=0)
    while line > 0 and flow.line_cell[line] >= 0:
        line -= 1
    page = flow.cell_page[heads[0]]
    lines = [n for n in range(max(0, line - _OVER + 1), line + 1) if flow.line_cell[n] < 0 and not is_legend(flow, n)]
    return [p for n in lines for i in flow.lines[n] if flow.tokens[i].page == page for p in flow.tokens[i].norm]


@dataclass
class _Reader:
    flow: Flow
    table: Table
    specs: Mapping[str, FieldSpec]
    out: Turned

    def read(self, asked: Mapping[str, Asked], lines: Mapping[TurnedColumn, str]) -> None:
        """Read the cells of the named rows in the columns of known lines."""
        for column, line in lines.items():
            for name, rows in asked.items():
                spec = self.specs.get(self.table.matrix.format(row=line, column=name))
                if spec is not None and spec.id not in self.out.fields:
                    self._cells(spec, rows, column)

    def _cells(self, spec: FieldSpec, rows: Asked, column: TurnedColumn) -> None:
        choices: list[Choice] = []
        for said, row in rows.items():
            cells, held = held_in(self.flow, row, column)
            if not cells:
                continue
            page = self.flow.cell_page[cells[0]]
            self.out.used.update(t.index for t in held)
            marks = [t for t in held if t.kind == "mark"]
            if spec.options and marks:
                options = {m.index: said for m in marks} if said else self._options([t.index for t in held])
                choices += [Choice(o, m.mark, page) for m in marks if m.mark and (o := options.get(m.index, ""))]
            elif not said:
                words = [t for t in held if t.kind != "mark"]
                self.out.fields[spec.id] = text_value(words, spec, page, self._around(cells))
        value = answer(spec, choices)
        if value is not None:
            self.out.fields[spec.id] = value

    def _options(self, held: Sequence[int]) -> dict[int, str]:
        """Return the answers beside the tick places of a cell, or of a column's cells in one row."""
        found = {}
        for mark, text in option_marks(self.flow, held, None).items():
            said = said_by(self.flow, text)
            found[mark] = next((name for name, wordings in SHORT_OPTIONS if said in wordings), "")
        return found

    def _around(self, cells: Sequence[int]) -> Box:
        boxes = [self.flow.cells[n].box for n in cells]
        return Box(boxes[0].x0, boxes[0].top, boxes[-1].x1, boxes[-1].bottom)
