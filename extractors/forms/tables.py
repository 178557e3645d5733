"""Tables of a section: records by line, or known lines by known columns; ruled or not, also over page breaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from domain.forms import FieldSpec, FieldValue
from domain.geometry import Box
from extractors.forms.answers import Choice, answer
from extractors.forms.content import text_value
from extractors.forms.describe import Section, Table
from extractors.forms.flow import RULE, Flow, Token
from extractors.forms.headers import Head, find_heads
from extractors.forms.labels import SHORT_OPTIONS, option_marks
from extractors.forms.sections import Found
from extractors.forms.text import near


@dataclass
class TableReading:
    """Values by field id and the tokens that the tables used up."""

    fields: dict[str, FieldValue] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)


@dataclass
class _Line:
    """One body line: its tokens and, where ruled, its cells ``(number, box)``."""

    page: int
    tokens: list[Token]
    cells: list[int]


def read_tables(flow: Flow, found: Found, specs: Mapping[str, FieldSpec]) -> TableReading:
    """Return what the tables of a section hold."""
    reading = TableReading()
    lines = sorted({flow.tokens[i].line for i in found.tokens})
    heads = _assigned(flow, found.section, lines)
    for number, (table, head) in enumerate(heads):
        stop = heads[number + 1][1].first if number + 1 < len(heads) else lines[-1] + 1
        body = [line for line in lines if head.last < line < stop]
        _Reader(flow, table, head, specs, reading, _other_labels(found.section, table)).read(body)
        reading.used.update(i for line in range(head.first, head.last + 1) for i in flow.lines[line])
    return reading


def _assigned(flow: Flow, section: Section, lines: Sequence[int]) -> list[tuple[Table, Head]]:
    """Give each head to the table it fits best; tables come in the order of the description."""
    offers: dict[int, list[tuple[float, int, Head]]] = defaultdict(list)
    every = [(order, head) for order, table in enumerate(section.tables) for head in find_heads(flow, table, lines)]
    for order, head in every:
        until = min((h.first for _, h in every if h.first > head.last), default=lines[-1] + 1)
        after = [line for line in lines if head.last < line < until]
        offers[head.first].append((head.score + _known_lines(flow, section.tables[order], after), order, head))
    chosen: list[tuple[Table, Head]] = []
    last, until = -1, -1
    for first in sorted(offers):
        if first <= until:
            continue
        score, order, head = max(
            ((s - (0.25 if o < last else 0.0) - (0.5 if o == last else 0.0), o, h) for s, o, h in offers[first]),
            key=lambda x: x[0],
        )
        if score <= 0.4:
            continue
        chosen.append((section.tables[order], head))
        last, until = order, head.last
    return chosen


def _known_lines(flow: Flow, table: Table, after: Sequence[int]) -> float:
    """Return the share of a matrix's known lines under a head (tells tables with equal heads apart)."""
    if not table.lines:
        return 0.0
    said = [tuple(p for i in flow.lines[line] for p in flow.tokens[i].norm) for line in after]
    hits = sum(any(s[: len(w)] == w for s in said for w in wordings) for wordings in table.lines.values())
    return 0.8 * hits / len(table.lines)


def _other_labels(section: Section, table: Table) -> set[tuple[str, ...]]:
    """Return the wordings of the section's labels that are none of the table's own: where one begins a line, the table has ended."""
    own = {w for c in table.columns for w in c.labels} | {w for ws in table.lines.values() for w in ws}
    return {w for e in section.entries for w in e.labels if w not in own and len("".join(w)) > 3}


class _Reader:
    """Reads the body of one table under its head."""

    def __init__(
        self,
        flow: Flow,
        table: Table,
        head: Head,
        specs: Mapping[str, FieldSpec],
        reading: TableReading,
        others: set[tuple[str, ...]],
    ) -> None:
        self.flow, self.table, self.head, self.specs, self.out = flow, table, head, specs, reading
        self.others = others
        self.count = 0
        self.sub: list[tuple[str, float]] = []

    def read(self, body: list[int]) -> None:
        """Read the lines of the body until something else than the table begins."""
        ruled = self.flow.line_cell[self.head.first] >= 0
        rows = self._ruled(body) if ruled else self._unruled(body)
        marks = option_marks(self.flow, [t.index for r in rows for t in r.tokens], None)
        previous: tuple[str, _Line] | None = None
        for row in rows:
            if self.table.rows:
                self._record(row, marks)
                continue
            name, label = self._line_name(row)
            if name:
                self._matrix(name, row, label, marks)
                previous = (name, row)
            elif previous is None:
                self._sub_heads(row)

    def _ruled(self, body: list[int]) -> list[_Line]:
        """Return the body rows of the head's grid, and of the grids that continue it on the next page."""
        flow, head = self.flow, self.head
        by_page = {flow.tokens[flow.lines[line][0]].page for line in body} | {head.page}
        wanted = set(body)
        own = flow.cells[head.cells].table
        low = flow.cells[head.cells].row
        found: dict[tuple[int, int, int], _Line] = {}
        for number, cell in enumerate(flow.cells):
            page = flow.cell_page[number]
            if (
                page not in by_page
                or page < head.page
                or (page == head.page and (cell.table != own or cell.row <= low))
            ):
                continue
            if page > head.page and not self._continues(page, cell.table):
                continue
            tokens = [flow.tokens[i] for i in flow.in_cell.get(number, ())]
            if any(t.line not in wanted for t in tokens):
                continue
            line = found.setdefault((page, cell.table, cell.row), _Line(page, [], []))
            line.cells.append(number)
            line.tokens.extend(tokens)
        return [found[key] for key in sorted(found)]

    def _continues(self, page: int, table: int) -> bool:
        """Tell whether grid ``table`` of ``page`` is the first thing there and no head of its own begins it."""
        flow = self.flow
        cells = [n for n, c in enumerate(flow.cells) if flow.cell_page[n] == page and c.table == table]
        top = min(flow.cells[n].box.top for n in cells)
        if page != self.head.page + 1:
            return False
        above = [t for t in flow.tokens if t.page == page and t.cell < 0 and t.box.bottom < top and t.kind == "word"]
        same = sum(
            any(abs(flow.cells[n].box.x0 - x0) < 8 and abs(flow.cells[n].box.x1 - x1) < 8 for n in cells)
            for _, x0, x1 in self.head.bands
        )
        return len(above) <= 14 and same >= 0.6 * len(self.head.bands)

    def _unruled(self, body: list[int]) -> list[_Line]:
        """Return the lines under an unruled head until a gap, another kind of line or a sentence."""
        rows: list[_Line] = []
        page = self.head.page
        bottom = max(t.box.bottom for t in self._tokens(self.head.last))
        between = _Between(self.head)
        for line in body:
            tokens = self._tokens(line)
            if self.flow.line_cell[line] >= 0 or self._is_label(tokens):
                break
            top = min(t.box.top for t in tokens)
            if tokens[0].page == page and top - bottom > 34:
                break
            page, bottom = tokens[0].page, max(t.box.bottom for t in tokens)
            row = _Line(page, between.without_rules(tokens), [])
            if self.table.rows:
                if row.tokens and not self._is_record(row.tokens):
                    break
                rows.append(row)
            elif row.tokens and not self._add_line(rows, row):
                break
        return between.records(rows) if self.table.rows else rows

    def _tokens(self, line: int) -> list[Token]:
        return [self.flow.tokens[i] for i in self.flow.lines[line]]

    def _is_label(self, tokens: list[Token]) -> bool:
        said = tuple(p for t in tokens for p in t.norm)
        return any(said[: len(w)] == w for w in self.others) and not any(
            _within(said, w, False) for ws in self.table.lines.values() for w in ws
        )

    def _is_record(self, tokens: list[Token]) -> bool:
        """Tell whether the words stand in the columns and are no sentence or title across them."""
        words = [t for t in tokens if t.kind != "blank"]
        columns = {self._column(t) for t in words}
        bold = (
            bool(words)
            and all(t.font and t.font == self.head.font for t in words)
            and self.head.font != self.head.body_font
        )
        return None not in columns and not (len(columns) > 1 and _joined_up(words)) and not bold

    def _add_line(self, rows: list[_Line], row: _Line) -> bool:
        """Add a line to a matrix: a new known line, the rest of a wrapped label, or stray values of the last one."""
        name, label = self._line_name(row)
        words = [t for t in row.tokens if t.kind != "blank"]
        if name and rows and len(label) == len(words) and self._goes_on(rows[-1], row, name):
            rows[-1].tokens.extend(row.tokens)
        elif name and any(self._line_name(r)[0] == name for r in rows):
            return False  # the same words again: the next heading
        elif name:
            rows.append(row)
        elif not words or not rows or len(label) == len(words) or not label:
            # Before the first known line stand second heads; later a wrapped label or a value set lower.
            if rows and words and (len(label) < len(words) or len(words) <= 6):
                rows[-1].tokens.extend(row.tokens)
            elif words and (rows or label):
                return False
            elif words:
                rows.append(row)
        else:
            return False
        return True

    def _goes_on(self, before: _Line, row: _Line, name: str) -> bool:
        """Tell whether a line of label words is the second half of the label before it."""
        known, label = self._line_name(before)
        whole = _Line(before.page, [*label, *row.tokens], [])
        tight = (
            min(t.box.top for t in row.tokens) - max((t.box.bottom for t in label), default=0.0)
            < 0.35 * row.tokens[0].box.height
        )
        return known == name or (tight and self._line_name(whole)[0] == known)

    def _column(self, token: Token) -> str | None:
        x = token.box.centre[0]
        return next((name for name, x0, x1 in self.head.bands if x0 - 1 <= x <= x1 + 1), None)

    def _line_name(self, row: _Line) -> tuple[str, list[Token]]:
        """Return which known line a row is, and the tokens of its label."""
        label = _label_words(row.tokens, self.head.label_end)
        said = tuple(p for t in label for p in t.norm)
        fuzzy = any(t.source == "ocr" for t in label)
        best, length = "", 0.0
        for name, wordings in self.table.lines.items():
            for wording in wordings:
                fit = _within(said, wording, fuzzy)
                if fit > length:
                    best, length = name, fit
        return best, label

    def _sub_heads(self, row: _Line) -> None:
        """Keep ``SI``, ``NO``, ``N.P.`` that stand as a second head above columns of bare boxes."""
        for token in row.tokens:
            for name, wordings in SHORT_OPTIONS:
                if token.norm in wordings:
                    self.sub.append((name, token.box.centre[0]))
                    self.out.used.add(token.index)

    def _record(self, row: _Line, marks: dict[int, list[int]]) -> None:
        """Read one record; empty lines count, as long as the catalogue knows them."""
        self.count += 1
        base = self.table.rows.format(n=self.count)
        known = any(spec.startswith(base + ".") for spec in self.specs)
        filled = any(t.kind == "word" or (t.kind == "widget" and t.text) for t in row.tokens)
        if not known and not filled:
            return
        self.out.used.update(t.index for t in row.tokens)
        for name, x0, x1 in self.head.bands:
            spec = self.specs.get(f"{base}.{name}") or self.specs.get(f"{self.table.rows.format(n=1)}.{name}")
            if spec is not None:
                self.out.fields[f"{base}.{name}"] = self._cell_value(spec, row, x0, x1, marks)

    def _matrix(self, name: str, row: _Line, label: list[Token], marks: dict[int, list[int]]) -> None:
        self.out.used.update(t.index for t in row.tokens)
        if name in self.table.single:
            only = self.specs[self.table.single[name]]
            value = answer(only, self._choices(only, [t for t in row.tokens if t.kind == "mark"], marks))
            if value is not None:
                self.out.fields[only.id] = value
            return
        inner = self.table.inner.get(name)
        if inner:
            self._inner(name, inner, [t for t in row.tokens if t not in label and t.kind != "mark"])
        free = _Line(row.page, [t for t in row.tokens if t not in label], row.cells)
        for column, x0, x1 in self.head.bands:
            spec = self.specs.get(self.table.matrix.format(row=name, column=column))
            if spec is not None:
                self.out.fields[spec.id] = self._cell_value(spec, free, x0, x1, marks)

    def _inner(self, name: str, inner: Mapping[str, tuple[tuple[str, ...], ...]], tokens: list[Token]) -> None:
        """Read labels inside a row (``Vo ____ V``): the value is what stands before the next of them."""
        starts = [(n, f) for n, t in enumerate(tokens) for f, wordings in inner.items() if t.norm in wordings]
        for order, (at, part) in enumerate(starts):
            spec = self.specs.get(self.table.matrix.format(row=name, column=part))
            until = starts[order + 1][0] if order + 1 < len(starts) else len(tokens)
            if spec is not None and spec.id not in self.out.fields:
                held = [t for t in tokens[at + 1 : until] if t.cell == tokens[at].cell]
                if tokens[at].cell < 0:
                    held = [t for t in held if t.box.centre[0] < self._first_tick_band()]
                self.out.fields[spec.id] = text_value(held, spec, tokens[at].page, _right_of(tokens[at].box))

    def _first_tick_band(self) -> float:
        """Return where the columns of tick places begin."""
        names = {name for name, _, _ in self.head.bands if (s := self._spec_of(name)) is not None and s.options}
        return min((x0 for name, x0, _ in self.head.bands if name in names), default=float("inf"))

    def _spec_of(self, column: str) -> FieldSpec | None:
        found = (self.specs.get(self.table.matrix.format(row=row, column=column)) for row in self.table.lines)
        return next((spec for spec in found if spec is not None), None)

    def _cell_value(self, spec: FieldSpec, row: _Line, x0: float, x1: float, marks: dict[int, list[int]]) -> FieldValue:
        inside = self._inside(row, x0, x1)
        ticks = [t for t in inside if t.kind == "mark"]
        if spec.options and ticks:
            value = answer(spec, self._choices(spec, ticks, marks))
            if value is not None:
                return value
        boxes = [self.flow.cells[c].box for c in row.cells if x0 - 2 <= self.flow.cells[c].box.centre[0] <= x1 + 2]
        band = (
            boxes[0]
            if boxes
            else Box(
                x0,
                min((t.box.top for t in row.tokens), default=0),
                x1,
                max((t.box.bottom for t in row.tokens), default=0),
            )
        )
        return text_value([t for t in inside if t.kind != "mark"], spec, row.page, band)

    def _inside(self, row: _Line, x0: float, x1: float) -> list[Token]:
        """Return what stands in a column; without rules, words that follow each other stay together where they begin."""
        if row.cells:
            return [t for t in row.tokens if x0 - 1 <= t.box.centre[0] <= x1 + 1]
        found: list[Token] = []
        chain: list[Token] = []
        for token in [*row.tokens, None]:
            last = chain[-1] if chain else None
            follows = (
                last is not None and token is not None and token.kind == last.kind == "word" and token.line == last.line
                and token.box.x0 - last.box.x1 < 0.55 * max(token.box.height, 5.0) and token.source != "annotation"
            )  # fmt: skip
            if chain and not follows:
                left, right = chain[0].box.x0, chain[-1].box.x1
                at = (left + right) / 2 if len(chain) == 1 or (left >= x0 - 1 and right <= x1 + 1) else left + 2
                found += chain if x0 - 1 <= at <= x1 + 1 else []
                chain = []
            if token is not None:
                chain.append(token)
        return found

    def _choices(self, spec: FieldSpec, ticks: list[Token], marks: dict[int, list[int]]) -> list[Choice]:
        found = []
        for tick in ticks:
            assert tick.mark is not None
            option = self._option(tick, marks.get(tick.index, []))
            if option in spec.options:
                found.append(Choice(option, tick.mark, tick.page))
        return found

    def _option(self, tick: Token, text: list[int]) -> str:
        said = tuple(p for i in text[:3] for p in self.flow.tokens[i].norm)
        right = bool(text) and text[0] > tick.index
        for name, wordings in SHORT_OPTIONS:
            if any((said[: len(w)] == w) if right else (said[-len(w) :] == w) for w in wordings):
                return name
        x = tick.box.centre[0]
        near_sub = min(self.sub, key=lambda s: abs(s[1] - x), default=None)
        return near_sub[0] if near_sub and abs(near_sub[1] - x) < 25 else ""


def _label_words(tokens: list[Token], end: float) -> list[Token]:
    """Return the words of a line's label: left of the first column, or joined to such a word."""
    label: list[Token] = []
    for token in sorted(tokens, key=lambda t: (t.line, t.box.x0)):
        if token.kind != "word":
            continue
        last = next((t for t in reversed(label) if t.line == token.line), None)
        joined = (
            last is not None
            and token.box.x0 - last.box.x1 < 0.55 * max(token.box.height, 5.0)
            and token.font == last.font
        )
        if token.box.centre[0] < end - 2 or (
            joined and token.cell == (last.cell if last else -1) and token.box.x0 < end + 10
        ):
            label.append(token)
    return label


def _joined_up(words: list[Token]) -> bool:
    """Tell whether three words or more follow each other without a column's gap: a sentence, no record."""
    words = [t for t in words if t.kind == "word" and t.source != "annotation"]
    gaps = [b.box.x0 - a.box.x1 for a, b in pairwise(words)]
    return len(words) > 2 and max(gaps) < 0.7 * max(words[0].box.height, 6.0)


@dataclass
class _Between:
    """Rows of a table that has only level rules: what stands between two of them is one record."""

    head: Head
    rules: list[tuple[int, float]] = field(default_factory=list)

    def without_rules(self, tokens: list[Token]) -> list[Token]:
        """Take the rules as wide as the table out of a line and keep their heights."""
        left, right = min(x0 for _, x0, _ in self.head.bands), max(x1 for _, _, x1 in self.head.bands)
        wide = [t for t in tokens if t.font == RULE and t.box.width > 0.6 * (right - left)]
        self.rules.extend((t.page, t.box.bottom - 1) for t in wide)
        return [t for t in tokens if t not in wide]

    def records(self, lines: list[_Line]) -> list[_Line]:
        """Return one line for each space between rules, empty ones too; without rules the lines as they are."""
        filled = [line for line in lines if line.tokens]
        if len(self.rules) < 2:
            return filled
        rules = sorted(self.rules)
        found = []
        for (page, upper), (below, lower) in pairwise(rules):
            if page == below and lower - upper > 7:
                inside = [
                    t for line in filled for t in line.tokens if t.page == page and upper <= t.box.centre[1] < lower
                ]
                found.append(_Line(page, sorted(inside, key=lambda t: t.box.x0), []))
        first = [line for line in filled if all((t.page, t.box.centre[1]) < rules[0] for t in line.tokens)]
        return first + found


def _within(said: tuple[str, ...], wording: tuple[str, ...], fuzzy: bool) -> float:
    """Return the length of ``wording`` if it stands in ``said``: a start counts a little more than a middle."""
    size = len(wording)
    for start in range(len(said) - size + 1):
        part = said[start : start + size]
        if part == wording or (fuzzy and all(near(a, b) for a, b in zip(part, wording, strict=True))):
            return len("".join(wording)) + (0.5 if start == 0 else 0.0)
    return 0.0


def _right_of(box: Box) -> Box:
    return Box(box.x1, box.top, box.x1 + 50, box.bottom)
