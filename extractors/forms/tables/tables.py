"""Tables of a section: records by line, or known lines by known columns; ruled or not, also over page breaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from domain.forms import FieldSpec, FieldValue
from domain.geometry import Box
from extractors.forms.labels.option_text import SHORT_OPTIONS, option_marks
from extractors.forms.labels.sections import Found
from extractors.forms.stream.flow import Flow, word_gap
from extractors.forms.stream.tokens import Token
from extractors.forms.tables.block_columns import read_block_columns
from extractors.forms.tables.body_lines import BodyLine
from extractors.forms.tables.cards import read_cards, without_cards
from extractors.forms.tables.inner_labels import before_inner, behind_inner, inner_box
from extractors.forms.tables.records import stem
from extractors.forms.tables.scanned_rows import heads_on, same_column, stands_by
from extractors.forms.tables.shared_heads import own_rows, with_shared
from extractors.forms.tables.table_body import Body, other_labels
from extractors.forms.tables.table_doubts import beside_strangers, doubted_table
from extractors.forms.tables.table_order import assigned, out_of_order, said_by
from extractors.forms.tables.transposed import Turned, read_turned
from extractors.forms.tables.turned_lines import read_turned_lines
from extractors.forms.tables.turned_matrix import read_turned_matrix
from extractors.forms.values.answers import UNSEEN, Choice, answer
from extractors.forms.values.content import text_value
from extractors.forms.wording.meanings import PLAIN, Lexicon


@dataclass
class TableReading:
    """Values by field id, the tokens used up, those of them that are print, and the fields of which it is not sure that they are these."""

    fields: dict[str, FieldValue] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    print: set[int] = field(default_factory=set)
    doubtful: set[str] = field(default_factory=set)


def read_tables(flow: Flow, found: Found, specs: Mapping[str, FieldSpec], lexicon: Lexicon = PLAIN) -> TableReading:
    """Return what the tables of a section hold."""
    reading = TableReading()
    boxed = read_cards(flow, found.tokens, found.section.tables, specs, lexicon)
    reading.fields, reading.used, reading.print = boxed.fields, boxed.used, boxed.print
    found = without_cards(found, boxed)
    lines = sorted({flow.tokens[i].line for i in found.tokens})
    heads = with_shared(flow, found.section, assigned(flow, found.section, lines, lexicon), lines, lexicon)
    counts: dict[str, int] = {}
    met: dict[str, set[str]] = {}
    others = [t for t in found.section.tables if all(t.id != table.id for table, _ in heads)]
    for read_them in (read_turned, read_turned_lines):
        missing = [t for t in others if t.rows and not any(n.startswith(stem(t)) for n in reading.fields)]
        _take(reading, read_them(flow, found.tokens, missing, specs, lexicon))
    _take(reading, read_turned_matrix(flow, found.tokens, others, specs, lexicon))
    _take(
        reading,
        read_block_columns(flow, [i for i in found.tokens if i not in reading.used], found.section, specs, lexicon),
    )
    for number, (table, head) in enumerate(heads):
        stop = next((h.first for _, h in heads[number + 1 :] if h.first > head.last), lines[-1] + 1)
        body = [line for line in lines if head.last < line < stop]
        own = TableReading()
        reader = _Reader(Body(flow, table, head, other_labels(found.section, table), lexicon), specs, own)
        columns, before = said_by(head), frozenset(met.get(table.id, ()))
        again = bool(columns & before)
        reader.count = counts.get(table.id, 0) if again else 0
        if not reader.read(body):
            continue
        counts[table.id] = reader.count
        met.setdefault(table.id, set()).update(columns)
        if not again:  # the other columns of records that were read: their count says nothing new
            own.fields = {k: v for k, v in own.fields.items() if k.rsplit(".", 1)[-1] not in before}
        own.doubtful |= {name for name in own.fields if name.rsplit(".", 1)[-1] in head.guessed}
        own.doubtful |= beside_strangers(own.fields, table, [flow.tokens[i] for i in own.used])
        rivals = [] if head.titled else others + out_of_order(found.section, heads, number)
        reading.fields.update(doubted_table(own.fields, table, head, [flow.tokens[i] for i in own.used], rivals))
        reading.used |= own.used
        reading.doubtful |= own.doubtful
        reading.print |= own.print | {i for line in range(head.first, head.last + 1) for i in flow.lines[line]}
        reading.used |= reading.print
    return reading


def _take(reading: TableReading, turned: Turned) -> None:
    reading.fields.update(turned.fields)
    reading.used |= turned.used
    reading.print |= turned.print
    reading.doubtful |= turned.doubtful


class _Reader:
    """Reads the body of one table under its head."""

    def __init__(self, body: Body, specs: Mapping[str, FieldSpec], reading: TableReading) -> None:
        self.body, self.specs, self.out = body, specs, reading
        self.flow, self.table, self.head = body.flow, body.table, body.head
        self.count = 0
        self.sub: list[tuple[str, float]] = list(body.head.answers)
        self.known: list[tuple[str, float]] = []

    def read(self, body: list[int]) -> bool:
        """Read the lines of the body until something else than the table begins; False where the head was none."""
        rows = self.body.rows(body)
        if self.table.matrix and self.body.repeats_names(rows):
            return False
        marks = option_marks(self.flow, [t.index for r in rows for t in r.tokens], None)
        if self.table.rows:
            rows, said = own_rows(rows, self.table, self.head)
            self.out.print.update(t.index for t in said)
            heading = [w for column in self.table.columns for w in column.labels]
            while rows and not self.count and heads_on(rows[0].tokens, heading):
                self.out.print.update(t.index for t in rows.pop(0).tokens)
            for row in rows:
                self._record(row, marks)
            return True
        begun = False
        self._learn(rows, marks)
        names = self.body.names(rows)
        if not any(name for name, _, _ in names):
            return False  # the heads are labels of their own
        for row, (name, label, sure) in zip(rows, names, strict=True):
            before = set(self.out.fields)
            if name:
                self._matrix(name, row, label, marks)
            elif not begun:
                self._sub_heads(row)
            begun = begun or bool(name)
            if not sure:
                self.out.doubtful |= self.out.fields.keys() - before
        return True

    def _sub_heads(self, row: BodyLine) -> None:
        """Keep ``SI``, ``NO``, ``N.P.`` that stand as a second head above columns of bare boxes."""
        for token in row.tokens:
            for name, wordings in SHORT_OPTIONS:
                if token.norm in wordings:
                    self.sub.append((name, token.box.centre[0]))
                    self.out.print.add(token.index)

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
        self.out.print.update(t.index for t in label)
        if name in self.table.single:
            only = self.specs[self.table.single[name]]
            value = answer(only, self._choices(only, [t for t in row.tokens if t.kind == "mark"], marks))
            if value is not None:
                self.out.fields[only.id] = value
            return
        inner = self.table.inner.get(name)
        parts = self._inner(name, inner, row, label) if inner else set()
        free = BodyLine(row.page, [t for t in row.tokens if t not in label], row.cells)
        for column, x0, x1 in self.head.bands:
            spec = self.specs.get(self.table.matrix.format(row=name, column=column))
            if spec is not None and column not in parts:
                self.out.fields[spec.id] = self._cell_value(spec, free, x0, x1, marks)

    def _inner(
        self, name: str, inner: Mapping[str, tuple[tuple[str, ...], ...]], row: BodyLine, label: list[Token]
    ) -> set[str]:
        """Read labels inside a row and return which: ``Vo ____ V`` before their values, ``____ V (Vo)`` behind them."""
        tokens = [t for t in row.tokens if t.kind != "mark" and (row.cells or t not in label)]
        starts = [(n, f) for n, t in enumerate(tokens) for f, wordings in inner.items() if t.norm in wordings]
        behind = bool(starts) and tokens[starts[0][0]].text.startswith("(")
        for order, (at, part) in enumerate(starts):
            spec = self.specs.get(self.table.matrix.format(row=name, column=part))
            if spec is None or spec.id in self.out.fields:
                continue
            if behind:
                since = starts[order - 1][0] + 1 if order else 0
                held = [t for t in tokens[since:at] if t not in label]
            else:
                until = before_inner(tokens, at, starts[order + 1][0]) if order + 1 < len(starts) else len(tokens)
                held = behind_inner(self.flow, self.head, tokens, at, until, self._first_tick_band())
            self.out.fields[spec.id] = text_value(
                held, spec, tokens[at].page, inner_box(self.flow, self.head, tokens[at])
            )
        return {part for _, part in starts}

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
        text = (
            text if not text or stands_by(tick, self.flow.tokens[text[0] if text[0] > tick.index else text[-1]]) else []
        )
        said = tuple(p for i in text[:3] for p in self.flow.tokens[i].norm)
        right = bool(text) and text[0] > tick.index
        for name, wordings in SHORT_OPTIONS:
            if any((said[: len(w)] == w) if right else (said[-len(w) :] == w) for w in wordings):
                return name
        x = tick.box.centre[0]
        near_sub = min(self.sub, key=lambda s: abs(s[1] - x), default=None)
        return near_sub[0] if near_sub and abs(near_sub[1] - x) < 25 else ""
