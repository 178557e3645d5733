"""The body of a table under its head: which lines belong to it, ruled or not, also on the next page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from domain.geometry import Box
from extractors.forms.stream.flow import Flow
from extractors.forms.stream.tokens import Token
from extractors.forms.tables.aligned_rows import in_columns
from extractors.forms.tables.alignment import aligned_bands
from extractors.forms.tables.band_rows import under_bands
from extractors.forms.tables.body_lines import Between, BodyLine
from extractors.forms.tables.headers import Head
from extractors.forms.tables.line_names import LineNames
from extractors.forms.tables.scanned_rows import (
    contradicts,
    is_dirt,
    placed,
    same_ticks,
    ticks_between,
)
from extractors.forms.tables.table_lines import joined_up, label_words, within, without_quantities
from extractors.forms.tables.table_titles import words_over
from extractors.forms.values.hints import HINT
from extractors.forms.wording.describe import Section, Table
from extractors.forms.wording.meanings import PLAIN, Lexicon
from extractors.forms.wording.text import shortened

#: Lines under a head that show how its columns stand.
_SAMPLE = 12


def other_labels(section: Section, table: Table) -> set[tuple[str, ...]]:
    """Return the wordings of the section's labels that are none of the table's own: one that begins a line ends the table."""
    own = {w for c in table.columns for w in c.labels} | {w for ws in table.lines.values() for w in ws}
    return {w for e in section.entries for w in e.labels if w not in own and len("".join(w)) > 3}


@dataclass
class Body:
    """Finds the body lines of one table; ``others`` are labels of the section that end it."""

    flow: Flow
    table: Table
    head: Head
    others: set[tuple[str, ...]]
    lexicon: Lexicon = PLAIN

    def rows(self, lines: list[int]) -> list[BodyLine]:
        """Return the body's rows among ``lines`` (numbers of the stream's lines)."""
        ruled = self.flow.line_cell[self.head.first] >= 0
        return self._ruled(lines) if ruled else self._unruled(lines)

    @cached_property
    def _names(self) -> LineNames:
        return LineNames(self.table, self.lexicon, tuple(p for t in words_over(self.flow, self.head) for p in t.norm))

    def _ruled(self, body: list[int]) -> list[BodyLine]:
        """Return the body rows of the head's grid, and of the grids that continue it on the next page."""
        flow, head = self.flow, self.head
        by_page = {flow.tokens[flow.lines[line][0]].page for line in body} | {head.page}
        wanted = set(body)
        own, low = flow.cells[head.cells].table, flow.cells[head.cells].row
        found: dict[tuple[int, int, int], BodyLine] = {}
        following: dict[tuple[int, int], bool] = {}
        for number, cell in enumerate(flow.cells):
            page = flow.cell_page[number]
            if (
                page not in by_page
                or page < head.page
                or (page == head.page and (cell.table != own or cell.row <= low))
            ):
                continue
            grid = (page, cell.table)
            if page > head.page and grid not in following:
                following[grid] = self._continues(*grid)
            if page > head.page and not following[grid]:
                continue
            tokens = [flow.tokens[i] for i in flow.in_cell.get(number, ())]
            if any(t.line not in wanted for t in tokens):
                continue
            line = found.setdefault((page, cell.table, cell.row), BodyLine(page, [], []))
            line.cells.append(number)
            line.tokens.extend(tokens)
        rows = [found[key] for key in sorted(found)]
        rows = self._own_rows(under_bands(flow, rows, head) if self.table.matrix else rows)
        self._say_over(rows)
        return self._joined_rows(rows) if self.table.matrix else rows

    def _own_rows(self, rows: list[BodyLine]) -> list[BodyLine]:
        """Leave out rows whose cells are not the columns', but for lines with labels inside; the first ends records."""
        own = [in_columns([self.flow.cells[n].box for n in row.cells], self.head.bands) for row in rows]
        if self.table.rows:
            return rows[: [*own, False].index(False)]
        wide = self.table.single.keys() | self.table.inner.keys()
        return [row for row, fits in zip(rows, own, strict=True) if fits or self.line_name(row)[0] in wide]

    def repeats_names(self, rows: list[BodyLine]) -> bool:
        """Tell whether a cell begins with its own column's name: each place has its label, and the head was a row of such."""
        inner = {part for parts in self.table.inner.values() for part in parts}
        wordings = {c.field: c.labels for c in self.table.columns if c.field not in inner}
        for row in rows:
            for number in row.cells:
                x = self.flow.cells[number].box.centre[0]
                held = (self.flow.tokens[i] for i in self.flow.in_cell.get(number, ()))
                said = tuple(p for t in held if t.source != HINT for p in t.norm)
                name = next((name for name, x0, x1 in self.head.bands if x0 <= x <= x1), "")
                if said and any(said[: len(w)] == w for w in wordings.get(name, ())):
                    return True
        return False

    def _say_over(self, rows: list[BodyLine]) -> None:
        """Give each row the words of the merged names left of it that began in a row above."""
        names: list[tuple[int, Box, list[Token]]] = []
        for row in rows:
            top = min((self.flow.cells[n].box.top for n in row.cells), default=0.0)
            row.over += [t for page, box, said in names if page == row.page and box.bottom > top + 3 for t in said]
            for number in row.cells:
                box = self.flow.cells[number].box
                said = [self.flow.tokens[i] for i in self.flow.in_cell.get(number, ())]
                if said and box.x1 < self.head.label_end + 3 and all(t.kind == "word" for t in said):
                    names.append((row.page, box, said))

    def _joined_rows(self, rows: list[BodyLine]) -> list[BodyLine]:
        """Join the rows of one line whose name stands once beside all of them, or in each: ``Vo`` and ``Io`` of a direction."""
        found: list[BodyLine] = []
        for row in rows:
            own = self.line_name(BodyLine(row.page, row.tokens, row.cells))[0]
            name = own or self.line_name(row)[0]
            joins = own in self.table.inner or (row.over and not own)
            if found and name and joins and name == self.line_name(found[-1])[0]:
                found[-1].tokens.extend(row.tokens)
                continue
            found.append(row)
        return found

    def _continues(self, page: int, table: int) -> bool:
        """Tell whether grid ``table`` of ``page`` is the first thing there and no head of its own begins it."""
        flow = self.flow
        if page != self.head.page + 1:
            return False
        cells = [n for n, c in enumerate(flow.cells) if flow.cell_page[n] == page and c.table == table]
        top = min(flow.cells[n].box.top for n in cells)
        above = [t for t in flow.tokens if t.page == page and t.cell < 0 and t.box.bottom < top and t.kind == "word"]
        same = sum(
            any(abs(flow.cells[n].box.x0 - x0) < 8 and abs(flow.cells[n].box.x1 - x1) < 8 for n in cells)
            for _, x0, x1 in self.head.bands
        )
        return len(above) <= 14 and same >= 0.6 * len(self.head.bands)

    def _unruled(self, body: list[int]) -> list[BodyLine]:
        """Return the lines under an unruled head until a gap, another kind of line or a sentence."""
        self._align(body)
        rows: list[BodyLine] = []
        page = self.head.page
        bottom = max(t.box.bottom for t in self._tokens(self.head.last))
        between = Between(self.head)
        for line in self._above_captions(body):
            tokens = [t for t in self._tokens(line) if not is_dirt(t)]
            if not tokens:
                continue
            if self.flow.line_cell[line] >= 0 or self._is_label(tokens):
                break
            top = min(t.box.top for t in tokens)
            if tokens[0].page == page and top - bottom > 34:
                break
            page, bottom = tokens[0].page, max(t.box.bottom for t in tokens)
            row = BodyLine(page, between.without_rules(tokens), [])
            if self.table.rows:
                if row.tokens and not self._is_record(row.tokens):
                    break
                rows.append(row)
            elif row.tokens and not self._add_line(rows, row):
                break
        return between.records(rows) if self.table.rows else rows

    def _align(self, body: list[int]) -> None:
        """Fit the columns' bands to the way in which the first lines stand under the heads."""
        near = [line for line in body[:_SAMPLE] if self.flow.line_cell[line] < 0]
        rows = [self._tokens(line) for line in near]
        end = self.head.label_end if self.table.matrix else float("-inf")
        page = rows[0][0].page if rows else self.head.page  # a head at the foot of a page has its rows on the next
        beside = [[t for t in row if t.box.x0 > end - 12 and t.page == page] for row in rows]
        bands = aligned_bands(self.head.blocks, beside, self.head.bands)
        if bands is not self.head.bands:
            self.head.bands, self.head.cuts = bands, [x0 for _, x0, _ in bands]
        # The last column goes as far as anything that stands in it: a tick place left out would read as not ticked.
        name, x0, x1 = self.head.bands[-1]
        if name == next((n for n, _, _ in reversed(self.head.blocks)), ""):
            ends = [t.box.x1 for row in beside for t in row if t.kind != "blank" and x0 <= t.box.x0 < x1 + 90]
            self.head.bands[-1] = (name, x0, max([x1, *(end + 2 for end in ends)]))

    def _above_captions(self, body: list[int]) -> list[int]:
        """Return the lines before the first label in brackets, without the line that is written on over it."""
        for number, line in enumerate(body):
            tokens = self._tokens(line)
            if not tokens[0].text.startswith("(") or not self._is_label(tokens):
                continue
            top, page = min(t.box.top for t in tokens), tokens[0].page
            cut = number
            while cut and any(t.page == page and t.box.bottom > top - 18 for t in self._tokens(body[cut - 1])):
                cut -= 1
            return body[:cut]
        return body

    def _tokens(self, line: int) -> list[Token]:
        return [self.flow.tokens[i] for i in self.flow.lines[line]]

    def _is_label(self, tokens: list[Token]) -> bool:
        said = tuple(p for t in tokens for p in t.norm)
        return any(said[: len(w)] == w for w in self.others) and not any(
            within(said, w) for ws in self.table.lines.values() for w in ws
        )

    def _is_record(self, tokens: list[Token]) -> bool:
        """Tell whether the words stand in the columns and are no sentence or title across them."""
        words = [t for t in tokens if t.kind != "blank"]
        places = [self._column(t) for t in words]
        # On a scan one value beside its column leaves the others in theirs; what is not claimed makes the row unsure.
        lost = places.count(None) if any(t.source == "ocr" for t in words) else 0
        columns = {place for place in places if place is not None or 3 * lost > len(words) or not lost}
        bold = (
            bool(words)
            and all(t.font and t.font == self.head.font for t in words)
            and self.head.font != self.head.body_font
        )
        return None not in columns and not (len(columns) > 1 and joined_up(words)) and not bold

    def _add_line(self, rows: list[BodyLine], row: BodyLine) -> bool:
        """Add a line to a matrix: a new known line, the rest of a wrapped label, or stray values of the last one."""
        name, label = self.line_name(row)
        words = [t for t in row.tokens if t.kind != "blank"]
        if same_ticks(rows[-1].tokens, row.tokens) if rows else ticks_between(row.tokens, self.head.bands):
            rows.append(row)
        elif name and rows and len(label) == len(words) and self._goes_on(rows[-1], row, name):
            rows[-1].tokens.extend(row.tokens)
        elif name and any(self.line_name(r)[0] == name for r in rows):
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

    def _goes_on(self, before: BodyLine, row: BodyLine, name: str) -> bool:
        """Tell whether a line of label words is the second half of the label before it."""
        known, label = self.line_name(before)
        whole = BodyLine(before.page, [*label, *row.tokens], [])
        tight = (
            min(t.box.top for t in row.tokens) - max((t.box.bottom for t in label), default=0.0)
            < 0.35 * row.tokens[0].box.height
        )
        return known == name or (tight and self.line_name(whole)[0] == known)

    def _column(self, token: Token) -> str | None:
        """Return the column in which a token stands: a name, ``""`` for one that is not known, None for none."""
        x = token.box.centre[0]
        named = next((name for name, x0, x1 in self.head.bands if x0 - 1 <= x <= x1 + 1), None)
        return "" if named is None and any(x0 - 12 <= x <= x1 + 12 for _, x0, x1 in self.head.blocks) else named

    def line_name(self, row: BodyLine) -> tuple[str, list[Token]]:
        """Return which known line a row is, and the tokens of its label."""
        label = label_words(row.tokens, self.head.label_end)
        if any(t.source == "ocr" for t in label) and (name := self._names.spelt(label).name):
            return name, label
        names = [*row.over, *without_quantities(label)]
        short = tuple(s for t in names for s in shortened(t.text))
        return self._names.of(tuple(p for t in names for p in t.norm), short), label

    def _sure(self, name: str, label: list[Token]) -> bool:
        said = tuple(p for t in without_quantities(label) for p in t.norm)
        return not name or not contradicts(said, name, self.table.lines)

    def names(self, rows: list[BodyLine]) -> list[tuple[str, list[Token], bool]]:
        """Return for each row its known line (empty: none), its label and whether that is sure: on a scan the order helps."""
        labels = [label_words(row.tokens, self.head.label_end) for row in rows]
        if not any(t.source == "ocr" for row in rows for t in row.tokens):
            said = [self.line_name(row)[0] for row in rows]
            twice = {name for name, count in Counter(said).items() if count > 1}
            return [(n, label, n not in twice and self._sure(n, label)) for n, label in zip(said, labels, strict=True)]
        spelt = [
            self._names.scanned(self.line_name(row)[0], label, row.over) if label else None
            for row, label in zip(rows, labels, strict=True)
        ]
        known = placed(spelt, tuple(self.table.lines), self.table.single)
        return [(one.name, label, one.sure) for one, label in zip(known, labels, strict=True)]
