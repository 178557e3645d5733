"""Values of one section from its labels: texts, numbers, answers and what stands beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from domain.forms import FieldSpec, FieldValue
from domain.geometry import Box
from extractors.forms.labels.choose import Item
from extractors.forms.labels.drawing_titles import drawing_title
from extractors.forms.places.before_labels import before_label
from extractors.forms.places.line_leads import asked_below, line_leads
from extractors.forms.places.place_and_date import before_date, label_with_date
from extractors.forms.places.places import Place, find_place, made
from extractors.forms.places.print_ends import goes_on, has_marks, leads_to_mark
from extractors.forms.places.prose import without_stop
from extractors.forms.places.rest_words import typed_over, written_words
from extractors.forms.places.row_leads import behind_lead, row_leads
from extractors.forms.places.row_print import asks_on, without_row_print
from extractors.forms.stream.caption_cells import captioned_box
from extractors.forms.stream.flow import Flow
from extractors.forms.stream.tokens import Token
from extractors.forms.trust.doubts import LIMIT, capped, doubtful
from extractors.forms.trust.open_blanks import open_blanks
from extractors.forms.trust.scanned_blanks import Evidence
from extractors.forms.values.answers import UNSEEN, Choice, answer
from extractors.forms.values.content import text_value
from extractors.forms.wording.describe import Entry, Form, Section

#: Kinds that are looked for as drawings, not as words.
DRAWN = ("signature", "presence")
#: Letters from which on the name of an answer says to which question.
_SPEAKS = 4


@dataclass
class SectionReading:
    """Values by id, and for drawn kinds the tokens ``[start, end)`` of their labels."""

    fields: dict[str, FieldValue] = field(default_factory=dict)
    drawn: dict[str, tuple[int, int]] = field(default_factory=dict)
    again: dict[str, list[FieldValue]] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)


def read_section(
    flow: Flow,
    form: Form,
    section: Section,
    items: Sequence[Item],
    span: Sequence[int],
    specs: Mapping[str, FieldSpec],
    taken: frozenset[int] = frozenset(),
) -> SectionReading:
    """Return the values of the fields whose labels are ``items``; tokens ``taken`` by tables are no values of theirs."""
    out = SectionReading()
    labelled = {i for item in items for i in range(item.start, item.end)} | taken
    stops_at = {n: items[n + 1].start if n + 1 < len(items) else _end_of(span) for n in range(len(items))}
    named = {section.entries[item.entry].field for item in items if not item.option}
    leads = row_leads(flow, [item for item in items if item.option])
    below = line_leads(flow, [i for i in items if not i.option and section.entries[i.entry].rest])
    asked: dict[int, list[tuple[int, Item]]] = {}
    for number, item in enumerate(items):
        asked.setdefault(item.entry, []).append((number, item))
    for index, members in asked.items():
        entry = section.entries[index]
        if entry.anchor:
            continue
        spec = specs.get(entry.field)
        if spec is None:
            continue
        labels = [(n, i) for n, i in members if not i.option]
        if spec.kind in DRAWN:
            for _, item in labels[:1]:
                out.drawn.setdefault(entry.field, (item.start, item.end))
            continue
        _Reader(flow, form, entry, spec, specs, labelled, stops_at, out, named, leads, below).read(members, labels)
    _seek_drawings(flow, section, span, specs, out)
    free = [i for i in span if i not in labelled]
    out.doubtful = doubtful(out.fields, flow, section, items, out.evidence, free)
    out.doubtful |= open_blanks(out.fields, flow, out.evidence, [flow.tokens[i] for i in free])
    out.fields = capped(out.fields, out.doubtful)
    return out


def _seek_drawings(
    flow: Flow, section: Section, span: Sequence[int], specs: Mapping[str, FieldSpec], out: SectionReading
) -> None:
    """Find the drawings whose titles look like no label."""
    for entry in section.entries:
        spec = specs.get(entry.field)
        if spec is not None and spec.kind == "presence" and entry.field not in out.drawn:
            title = drawing_title(flow, entry, span)
            if title is not None:
                out.drawn[entry.field] = title


def _end_of(span: Sequence[int]) -> int:
    return span[-1] + 1 if span else 0


def _plain(choices: list[Choice]) -> bool:
    """Tell whether answers could be to any question: yes, no, a figure."""
    return all(len(c.option) < _SPEAKS for c in choices)


def _unsure(value: FieldValue) -> FieldValue:
    """Return a value with ``LIMIT`` at most; blanks stay as sure as they are."""
    return value if value.value is None else replace(value, confidence=min(value.confidence, LIMIT))


@dataclass
class _Reader:
    """Reads one entry."""

    flow: Flow
    form: Form
    entry: Entry
    spec: FieldSpec
    specs: Mapping[str, FieldSpec]
    labelled: set[int]
    stops_at: Mapping[int, int]
    out: SectionReading
    named: set[str]
    leads: frozenset[tuple[str, ...]]
    below: Mapping[int, list[Token]]

    def read(self, members: list[tuple[int, Item]], labels: list[tuple[int, Item]]) -> None:
        choices = [
            Choice(i.option, mark, self.flow.tokens[i.mark].page)
            for _, i in members
            if i.option and (mark := self.flow.tokens[i.mark].mark) is not None
        ]
        said = {i.option: self._option_text(n, i) for n, i in members if i.option in self.entry.texts}
        if choices:
            texts = {option: value.value is not None for option, value in said.items()}
            value = answer(self.spec, choices, texts)
            if value is not None:
                self._keep(self.entry.field, self._told(value, choices, members, labels))
        elif labels and self.entry.options:
            number, item = labels[0]
            self._keep(self.entry.field, self._worded(number, item))
        elif labels:
            self._text(*labels[0])
        for option, value in said.items():
            # Words that go on with the option are print where the field has a label of its own.
            if value.confidence > LIMIT or self.entry.texts[option] not in self.named:
                self._keep(self.entry.texts[option], value)
        if self.entry.rest:
            self._rest(members)

    def _told(
        self, value: FieldValue, choices: list[Choice], members: list[tuple[int, Item]], labels: list[tuple[int, Item]]
    ) -> FieldValue:
        """Return an answer, unsure where it does not speak for itself and its question is not surely this one."""
        if any(item.option == value.value and item.meant < 1 for _, item in members):
            return _unsure(value)
        if not self.entry.labels or not _plain(choices) or any(item.meant == 1 for _, item in labels):
            return value
        return _unsure(value) if labels else self._of_known_question(value, members)

    def _of_known_question(self, value: FieldValue, members: list[tuple[int, Item]]) -> FieldValue:
        """Return the answer, unsure where words that are no label stand before its options: the label of another question."""
        first = min((i for _, i in members), key=lambda i: i.start)
        row = (self.flow.tokens[i] for i in self.flow.rows[self.flow.tokens[first.start].row])
        strange = any(
            t.index < first.start and t.kind == "word" and t.index not in self.labelled and len(t.text) > 3 for t in row
        )
        return replace(value, confidence=min(value.confidence, LIMIT)) if strange else value

    def _keep(self, name: str, value: FieldValue) -> None:
        """Keep a value; a second block for the same field counts where the first is blank."""
        known = self.out.fields.get(name)
        if known is None or (known.value is None and value.value is not None):
            self.out.fields[name] = value
        elif value.value is not None and known.value is not None:
            self.out.again.setdefault(name, [known]).append(value)

    def _place(self, number: int, item: Item) -> Place:
        stop = self.stops_at[number]
        shared = label_with_date(self.flow, item.end)
        if not shared:
            return find_place(self.flow, item.start, item.end, stop, self.labelled, self.form.stops)
        stop = stop if stop >= shared else self.stops_at.get(number + 1, stop)
        place = find_place(self.flow, item.start, shared, stop, self.labelled, self.form.stops)
        return made(before_date(place.tokens), place.how) if place.words else place

    def _text(self, number: int, item: Item) -> None:
        before = before_label(self.flow, item.start, item.end, self.spec, self.labelled)
        place = made(before, "before") if before else self._place(number, item)
        words = [t for t in place.tokens if t.kind != "mark"]
        trust = {"right": 1.0, "led": 1.0, "cell": 1.0, "below": 0.97, "none": 0.88}.get(place.how, 0.9)
        if item.gain < 0.8:
            trust *= 0.95
        label = self.flow.tokens[item.end - 1]
        value = text_value(words, self.spec, place.page or label.page, place.box, self.entry, trust)
        if place.how == "right" and not any(t.kind in ("blank", "widget") for t in place.tokens) and not place.words:
            value = replace(value, confidence=min(value.confidence, 0.88))
        self._keep(self.entry.field, value)
        if self.out.fields[self.entry.field] is value:
            self.out.evidence[self.entry.field] = Evidence(item, place)

    def _worded(self, number: int, item: Item) -> FieldValue:
        """Read a question whose answer is written in words and not ticked."""
        place = self._place(number, item)
        words = [t for t in place.tokens if t.kind != "mark"]
        value = text_value(words, self.spec, self.flow.tokens[item.start].page, place.box, self.entry, 0.95)
        if self.flow.tokens[item.start].source != "ocr":
            return value
        # Its tick places may not have been found, and the words be print.
        return replace(value, confidence=min(value.confidence, UNSEEN if value.value is None else LIMIT))

    def _option_text(self, number: int, item: Item) -> FieldValue:
        """Read what is written behind the wording of an option."""
        spec = self.specs[self.entry.texts[item.option]]
        at = max(item.end, item.mark + 1)
        place = find_place(self.flow, item.start, at, self.stops_at[number], self.labelled, self.form.stops)
        words = [t for t in place.tokens if t.kind != "mark"]
        value = text_value(words, spec, self.flow.tokens[item.start].page, place.box, None, 1.0)
        return _unsure(value) if goes_on(self.flow.tokens[at - 1], place.tokens) or has_marks(place.tokens) else value

    def _rest(self, members: list[tuple[int, Item]]) -> None:
        """Read what else stands in the row of a ticked question: a line to write on, a number, a cell."""
        spec = self.specs[self.entry.rest]
        first = next((i for _, i in members if not i.option), members[0][1])
        taken = {i for _, item in members for i in range(item.start, item.end)} | self.labelled
        label = self.flow.tokens[first.start]
        if (asked := asked_below(self.below, self.entry.index, self.labelled)) is not None:
            place = made(asked, "right")
            self._keep(spec.id, text_value(place.words, spec, label.page, place.box))
            return
        end = max(item.end for _, item in members)
        after = min((self.stops_at[n] for n, i in members if self.stops_at[n] >= end), default=end)
        row = [self.flow.tokens[i] for i in self._row(label, members) if first.end <= i < after and i not in taken]
        marked = has_marks(row)
        row = [t for t in row if t.kind in ("blank", "widget", "word") and not leads_to_mark(self.flow, t)]
        row = without_row_print(self.flow, row, label)
        words = written_words(self.flow, row, label)
        over = [] if any(t.kind != "blank" for t in words) else typed_over(self.flow, row, label, self.leads)
        words = over or words
        box = next((t.box for t in row if t.kind in ("blank", "widget")), None)
        if box is None and label.cell >= 0:
            box = self._empty_cell(label, taken)
        told = behind_lead(self.flow, end, after, self.labelled, self.leads) if box is None else []
        if box is None and not words and not told:
            return
        words = without_stop(told or words) if box is None else words
        value = text_value(words, spec, label.page, box, None, 1.0)
        runs = goes_on(self.flow.tokens[first.end - 1], words)
        self._keep(spec.id, _unsure(value) if marked or runs or told or over else value)

    def _row(self, label: Token, members: list[tuple[int, Item]]) -> list[int]:
        """Return the tokens of the label's row; a page-level row goes on in the lines before the next label."""
        if label.cell >= 0:
            return self.flow.rows[label.row]
        last = max([label.line, *(self.flow.tokens[i.mark].line for _, i in members if i.option)])
        last = last if last - label.line <= 1 else label.line
        rows = [i for line in range(label.line, last + 1) for i in self.flow.lines[line]]
        line = last + 1
        if line < len(self.flow.lines) and self.flow.line_cell[line] < 0:
            following = [self.flow.tokens[i] for i in self.flow.lines[line]]
            if asks_on(following, label):
                rows += [t.index for t in following]
        return rows

    def _empty_cell(self, label: Token, taken: set[int]) -> Box | None:
        if (beside := captioned_box(self.flow, label, taken)) is not None:
            return beside
        here = self.flow.cells[label.cell]
        page = self.flow.cell_page[label.cell]
        for number in range(label.cell, min(len(self.flow.cells), label.cell + 12)):
            other = self.flow.cells[number]
            same = self.flow.cell_page[number] == page and other.table == here.table and other.row == here.row
            if (
                same
                and number != label.cell
                and not any(i in taken for i in self.flow.in_cell.get(number, ()))
                and not self.flow.in_cell.get(number)
            ):
                return other.box
        return None
