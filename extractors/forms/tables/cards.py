"""Records and known lines printed as cards: a cell with their name at the left, boxes with captions right of it.

``| DG | Marca e modello: ... | Numero: ... |`` or ``| Gen. 1 |`` beside two rows of boxes: each box has the name of its own
column as its caption, so that no head stands over them. A merged name beside rows of a caption's cell and its value's
is a card as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from domain.forms import FieldSpec, FieldValue
from extractors.forms.labels.numbering import unnumbered
from extractors.forms.labels.option_text import SHORT_OPTIONS, option_marks, said_by
from extractors.forms.labels.sections import Found
from extractors.forms.stream.caption_cells import caption_of, under_caption
from extractors.forms.stream.flow import Flow
from extractors.forms.stream.tokens import Token, alike
from extractors.forms.tables.asked_rows import SIDES, asked_rows, repeated
from extractors.forms.tables.column_names import MEANT, Block, ColumnNames
from extractors.forms.tables.line_names import LineNames
from extractors.forms.tables.records import stem
from extractors.forms.tables.transposed import Turned, words_in
from extractors.forms.trust.doubts import capped
from extractors.forms.values.answers import Choice, answer
from extractors.forms.values.content import text_value
from extractors.forms.wording.describe import Pattern, Table
from extractors.forms.wording.meanings import Lexicon
from extractors.forms.wording.text import shortened

#: Boxes that a card has at least, words of its name at most, and share of its captions that must be columns.
_BOXES, _NAME, _SHARE = 3, 4, 0.6
#: Words of a merged name at most.
_LONG = 8


@dataclass(frozen=True)
class Card:
    """The cell of a name, and the boxes right of it with their captions, which may stand in cells of their own."""

    name: int
    boxes: Mapping[int, list[Token]]


def read_cards(
    flow: Flow, tokens: Sequence[int], tables: Sequence[Table], specs: Mapping[str, FieldSpec], lexicon: Lexicon
) -> Turned:
    """Return what the cards among ``tokens`` hold of the ``tables``."""
    out = Turned()
    names = [ColumnNames(table, lexicon) for table in tables]
    counts: dict[str, int] = {}
    for card in cards(flow, tokens) if tables else ():
        offers = [(_columns(card, n), n.table) for n in names]
        fits, table = max(offers, key=lambda offer: sum(fit for fit, _ in offer[0].values()))
        if len(fits) < max(_BOXES, _SHARE * len(card.boxes)):
            continue
        begin = _named(flow, card, table, lexicon, counts)
        if begin:
            _read(flow, card, fits, begin, specs, out)
    out.used |= out.print
    return out


def cards(flow: Flow, tokens: Sequence[int]) -> Iterable[Card]:
    """Return the cards of a section, from top to bottom; their names are in one type, and not in that of the captions."""
    touched = dict.fromkeys(c for i in tokens if (c := flow.tokens[i].cell) >= 0)
    captions = {cell: caption for cell in touched if (caption := caption_of(flow, cell))}
    done: set[int] = set()
    for cell in touched:
        words = words_in(flow, cell)
        if not 0 < len(words) == len(flow.in_cell[cell]) <= _LONG or words[0].text[-1:] == ":":
            continue
        beside = _beside(flow, cell)
        again = repeated(flow, cell) if len(beside) in SIDES and cell not in done else []
        more = [n for other in again for n in _beside(flow, other)]
        if (
            cell not in done
            and all(alike(t, words[0]) for t in words)
            and (asked := asked_rows(flow, cell, [*beside, *more]))
        ):
            done.update(again)
            yield Card(cell, asked)
            continue
        boxes = {n: captions[n] for n in beside if n in captions}
        own = (
            len(words) <= _NAME
            and len(boxes) == len(beside)
            and not any(alike(t, c[-1]) for t in words[:1] for c in boxes.values())
        )
        if len(boxes) >= _BOXES and own and all(alike(t, words[0]) for t in words) and not _heads(flow, cell, captions):
            yield Card(cell, boxes)


def _beside(flow: Flow, cell: int) -> list[int]:
    """Return the cells right of a cell in its grid, within its height."""
    here = flow.cells[cell]
    return [
        n
        for n in flow.page_cells[flow.cell_page[cell]]
        if flow.cells[n].table == here.table
        and (box := flow.cells[n].box).x0 > here.box.x1 - 3
        and box.top > here.box.top - 3
        and box.bottom < here.box.bottom + 3
    ]


def _heads(flow: Flow, cell: int, captions: Mapping[int, list[Token]]) -> bool:
    """Tell whether cells without captions go on under a row: it is the head of a table, and what it says no captions."""
    here = flow.cells[cell]
    under = (
        n
        for n in flow.page_cells[flow.cell_page[cell]]
        if flow.cells[n].table == here.table
        and abs((box := flow.cells[n].box).top - here.box.bottom) < 3
        and box.x0 > here.box.x1 - 3
    )
    return any(flow.in_cell.get(n) and n not in captions for n in under)


def _columns(card: Card, names: ColumnNames) -> dict[str, tuple[float, int]]:
    """Return the columns that the captions name: how well, and in which box; the best fits first, each box once."""
    fits = [
        (fit, -box, column)
        for box, caption in card.boxes.items()
        for column, fit in names.fits(Block(_words(caption), 0.0, 0.0)).items()
    ]
    found: dict[str, tuple[float, int]] = {}
    for fit, box, column in sorted(fits, reverse=True):
        name = names.table.columns[column].field
        if name not in found and all(-box != other for _, other in found.values()):
            found[name] = (fit, -box)
    return found


def _words(caption: Sequence[Token]) -> list[Token]:
    """Return a caption without its number, which is in another type or no word."""
    return list(caption[1:]) if len(caption) > 1 and any(c.isdigit() for c in caption[0].text) else list(caption)


def _named(flow: Flow, card: Card, table: Table, lexicon: Lexicon, counts: dict[str, int]) -> str:
    """Return how the ids of a card's fields begin: by the known line or the number that its name tells; empty for neither."""
    words = words_in(flow, card.name)
    if table.matrix:
        said: Pattern = tuple(p for t in words for p in t.norm)
        line = LineNames(table, lexicon, _title_over(flow, card.name)).of(
            said, tuple(s for t in words for s in shortened(t.text))
        )
        return table.matrix.format(row=line, column="") if line else ""
    told = re.fullmatch(r"\D*(\d{1,2})\D*", " ".join(t.text for t in words))
    counts[table.id] = int(told.group(1)) if told else counts.get(table.id, 0) + 1
    return table.rows.format(n=counts[table.id]) + "."


def _title_over(flow: Flow, cell: int) -> Pattern:
    """Return what the title over a grid of cards says, without its number and without a note in another type."""
    line = flow.tokens[flow.in_cell[cell][0]].line
    while line > 0 and flow.line_cell[line] >= 0:
        line -= 1
    words = unnumbered([flow.tokens[i] for i in flow.lines[line]])
    own = [t for t in words if t.page == flow.cell_page[cell] and alike(t, words[0])]
    return tuple(p for t in own for p in t.norm)


def _read(
    flow: Flow, card: Card, fits: Mapping[str, tuple[float, int]], begin: str, specs: Mapping[str, FieldSpec], out: Turned
) -> None:  # fmt: skip
    """Keep the values of a card; where few captions are known words, those that are not are unsure."""
    out.print.update(flow.in_cell[card.name])
    listed = sum(fit > MEANT for fit, _ in fits.values())
    read: dict[str, FieldValue] = {}
    unsure: set[str] = set()
    for column, (fit, box) in fits.items():
        spec = specs.get(begin + column)
        if spec is None or spec.id in out.fields:
            continue
        out.print.update(t.index for t in card.boxes[box])
        held = under_caption(flow, box, card.boxes[box])
        out.used.update(t.index for t in held)
        read[spec.id] = _value(flow, spec, held, box)
        if fit <= MEANT and 2 * listed < len(card.boxes):
            unsure.add(spec.id)
    out.fields.update(capped(read, unsure))


def _value(flow: Flow, spec: FieldSpec, held: Sequence[Token], box: int) -> FieldValue:
    """Return what a box holds: an answer of its tick places, or a text."""
    texts = option_marks(flow, [t.index for t in held], None)
    choices = [
        Choice(name, mark, flow.tokens[i].page)
        for i, text in texts.items()
        if (mark := flow.tokens[i].mark) is not None
        for name, wordings in SHORT_OPTIONS
        if name in spec.options and any(said_by(flow, text)[: len(w)] == w for w in wordings)
    ]
    found = answer(spec, choices) if spec.options else None
    page = flow.cell_page[box]
    words = [t for t in held if t.kind != "mark"]
    return found or text_value(words, spec, page, flow.cells[box].box)


def without_cards(found: Found, read: Turned) -> Found:
    """Return a section without the tables that were read as cards, and without their tokens."""
    left = tuple(t for t in found.section.tables if not any(name.startswith(_begin(t)) for name in read.fields))
    tokens = tuple(i for i in found.tokens if i not in read.used)
    return Found(replace(found.section, tables=left), tokens) if read.fields else found


def _begin(table: Table) -> str:
    """Return how the fields of a table begin."""
    return stem(table) if table.rows else table.matrix.partition("{row}")[0]
