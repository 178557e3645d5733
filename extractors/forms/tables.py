"""Tables of a section: records by line, or known lines by known columns; ruled or not, also over page breaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from domain.forms import FieldSpec, FieldValue
from domain.geometry import Box
from extractors.forms.answers import UNSEEN, Choice, answer
from extractors.forms.body_lines import BodyLine
from extractors.forms.content import text_value
from extractors.forms.describe import Section, Table
from extractors.forms.flow import Flow, Token, word_gap
from extractors.forms.headers import Head, find_heads
from extractors.forms.option_text import SHORT_OPTIONS, option_marks
from extractors.forms.scanned_rows import heads_on, same_column
from extractors.forms.sections import Found
from extractors.forms.table_body import Body, other_labels
from extractors.forms.table_doubts import doubted_table
from extractors.forms.text import near


@dataclass
class TableReading:
    """Values by field id, the tokens that the tables used up, and the fields of which it is not sure that they are these."""

    fields: dict[str, FieldValue] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    doubtful: set[str] = field(default_factory=set)


def read_tables(flow: Flow, found: Found, specs: Mapping[str, FieldSpec]) -> TableReading:
    """Return what the tables of a section hold."""
    reading = TableReading()
    lines = sorted({flow.tokens[i].line for i in found.tokens})
    heads = _assigned(flow, found.section, lines)
    counts: dict[str, int] = {}
    others = [t for t in found.section.tables if all(t.id != table.id for table, _ in heads)]
    for number, (table, head) in enumerate(heads):
        stop = heads[number + 1][1].first if number + 1 < len(heads) else lines[-1] + 1
        body = [line for line in lines if head.last < line < stop]
        own = TableReading()
        reader = _Reader(Body(flow, table, head, other_labels(found.section, table)), specs, own)
        reader.count = counts.get(table.id, 0)
        reader.read(body)
        counts[table.id] = reader.count
        own.doubtful |= {name for name in own.fields if name.rsplit(".", 1)[-1] in head.guessed}
        reading.fields.update(doubted_table(own.fields, table, head, [flow.tokens[i] for i in own.used], others))
        reading.used |= own.used
        reading.doubtful |= own.doubtful
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
        before = chosen[-1][1] if chosen else None
        score, order, head = max(
            ((s - _doubt(o, last, h, before), o, h) for s, o, h in offers[first]),
            key=lambda x: x[0],
        )
        if score <= 0.4:
            continue
        chosen.append((section.tables[order], head))
        last, until = order, head.last
    return chosen


def _doubt(order: int, last: int, head: Head, before: Head | None) -> float:
    """Return what it costs that a head belongs to table ``order`` after one of table ``last``.

    The same head on the next page repeats itself for the rows that follow there.
    """
    if order < last:
        return 0.25
    if order > last or before is None:
        return 0.0
    return -0.2 if head.page > before.page and _same_columns(head, before) else 0.5


def _same_columns(head: Head, other: Head) -> bool:
    pairs = zip(head.bands, other.bands, strict=False)
    return len(head.bands) == len(other.bands) and all(
        a[0] == b[0] and abs(a[1] - b[1]) < 8 and abs(a[2] - b[2]) < 8 for a, b in pairs
    )


def _known_lines(flow: Flow, table: Table, after: Sequence[int]) -> float:
    """Return the share of a matrix's known lines under a head (tells tables with equal heads apart)."""
    if not table.lines:
        return 0.0
    said = [tuple(p for i in flow.lines[line] for p in flow.tokens[i].norm) for line in after]
    scanned = any(flow.tokens[flow.lines[line][0]].source == "ocr" for line in after)
    hits = sum(any(_begins(s, w, scanned) for s in said for w in wordings) for wordings in table.lines.values())
    return 0.8 * hits / len(table.lines)


def _begins(said: tuple[str, ...], wording: tuple[str, ...], scanned: bool) -> bool:
    """Tell whether a line begins with a wording; on a scan letters that look alike are equal."""
    if said[: len(wording)] == wording:
        return True
    return scanned and len(said) >= len(wording) and all(near(a, b) for a, b in zip(said, wording, strict=False))


class _Reader:
    """Reads the body of one table under its head."""

    def __init__(self, body: Body, specs: Mapping[str, FieldSpec], reading: TableReading) -> None:
        self.body, self.specs, self.out = body, specs, reading
        self.flow, self.table, self.head = body.flow, body.table, body.head
        self.count = 0
        self.sub: list[tuple[str, float]] = []
        self.known: list[tuple[str, float]] = []

    def read(self, body: list[int]) -> None:
        """Read the lines of the body until something else than the table begins."""
        rows = self.body.rows(body)
        marks = option_marks(self.flow, [t.index for r in rows for t in r.tokens], None)
        if self.table.rows:
            heading = [w for column in self.table.columns for w in column.labels]
            while rows and not self.count and heads_on(rows[0].tokens, heading):
                self.out.used.update(t.index for t in rows.pop(0).tokens)
            for row in rows:
                self._record(row, marks)
            return
        begun = False
        self._learn(rows, marks)
        for row, (name, label, sure) in zip(rows, self.body.names(rows), strict=True):
            before = set(self.out.fields)
            if name:
                self._matrix(name, row, label, marks)
            elif not begun:
                self._sub_heads(row)
            begun = begun or bool(name)
            if not sure:
                self.out.doubtful |= self.out.fields.keys() - before

    def _sub_heads(self, row: BodyLine) -> None:
        """Keep ``SI``, ``NO``, ``N.P.`` that stand as a second head above columns of bare boxes."""
        for token in row.tokens:
            for name, wordings in SHORT_OPTIONS:
                if token.norm in wordings:
                    self.sub.append((name, token.box.centre[0]))
                    self.out.used.add(token.index)

    def _record(self, row: BodyLine, marks: dict[int, list[int]]) -> None:
        """Read one record; empty lines count, as long as the catalogue knows them."""
        filled = any(t.kind == "word" or (t.kind == "widget" and t.text) for t in row.tokens)
        if not filled and not self.count and not row.cells and self._scanned():
            return  # the rule under the heads was seen twice
        self.count += 1
        base = self.table.rows.format(n=self.count)
        known = any(spec.startswith(base + ".") for spec in self.specs)
        if not known and not filled:
            return
        self.out.used.update(t.index for t in row.tokens)
        for name, x0, x1 in self.head.bands:
            spec = self.specs.get(f"{base}.{name}") or self.specs.get(f"{self.table.rows.format(n=1)}.{name}")
            if spec is not None:
                self.out.fields[f"{base}.{name}"] = self._cell_value(spec, row, x0, x1, marks)

    def _scanned(self) -> bool:
        return self.flow.tokens[self.flow.lines[self.head.first][0]].source == "ocr"

    def _matrix(self, name: str, row: BodyLine, label: list[Token], marks: dict[int, list[int]]) -> None:
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
        free = BodyLine(row.page, [t for t in row.tokens if t not in label], row.cells)
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

    def _cell_value(
        self, spec: FieldSpec, row: BodyLine, x0: float, x1: float, marks: dict[int, list[int]]
    ) -> FieldValue:
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
        value = text_value([t for t in inside if t.kind != "mark"], spec, row.page, band)
        if spec.options and value.value is None and any(t.source == "ocr" for t in row.tokens):
            # Places that were not found, or whose text was not.
            return replace(value, confidence=min(value.confidence, UNSEEN))
        return value

    def _inside(self, row: BodyLine, x0: float, x1: float) -> list[Token]:
        """Return what stands in a column; without rules, words that follow each other stay together where they begin."""
        if row.cells:
            return [t for t in row.tokens if x0 - 1 <= t.box.centre[0] <= x1 + 1]
        found: list[Token] = []
        chain: list[Token] = []
        for token in [*row.tokens, None]:
            last = chain[-1] if chain else None
            follows = (
                last is not None and token is not None and token.kind == last.kind == "word" and token.line == last.line
                and token.box.x0 - last.box.x1 < word_gap(token) and token.source != "annotation"
            )  # fmt: skip
            if follows and last is not None and token is not None:
                follows = not any(last.box.x1 - 2 <= cut <= token.box.x0 + 4 for cut in self.head.cuts)
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
            option = self._option(tick, marks.get(tick.index, [])) or same_column(tick, self.known)
            if option in spec.options:
                found.append(Choice(option, tick.mark, tick.page))
        return found

    def _learn(self, rows: Sequence[BodyLine], marks: dict[int, list[int]]) -> None:
        """Keep where each option's tick places stand: on a scan the wording beside one of them may be lost."""
        ticks = [t for row in rows for t in row.tokens if t.kind == "mark" and t.source == "ocr"]
        said = ((self._option(tick, marks.get(tick.index, [])), tick) for tick in ticks)
        self.known = [(option, tick.box.x0) for option, tick in said if option]

    def _option(self, tick: Token, text: list[int]) -> str:
        said = tuple(p for i in text[:3] for p in self.flow.tokens[i].norm)
        right = bool(text) and text[0] > tick.index
        for name, wordings in SHORT_OPTIONS:
            if any((said[: len(w)] == w) if right else (said[-len(w) :] == w) for w in wordings):
                return name
        x = tick.box.centre[0]
        near_sub = min(self.sub, key=lambda s: abs(s[1] - x), default=None)
        return near_sub[0] if near_sub and abs(near_sub[1] - x) < 25 else ""


def _right_of(box: Box) -> Box:
    return Box(box.x1, box.top, box.x1 + 50, box.bottom)
