"""Is there a signature, a stamp or a drawing in its place? Ink, pictures, annotations, digital signatures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from domain.forms import FieldSpec, FieldValue
from domain.geometry import Box
from domain.pages import Line, Page, Word
from extractors.forms.signing.lines_over import zone_over
from extractors.forms.stream.flow import Flow
from extractors.forms.stream.neighbours import neighbour
from extractors.forms.stream.tokens import Token

#: Height of a signature's place under its label where nothing ends it (points).
_DEEP = 110.0
#: Least height and width of the frame to draw in (points).
_FRAME = 120.0
#: Room between two labels on one line (points).
_APART = 20.0
#: Least height of a cell's room to sign in (points).
_ROOM = 18.0
#: Heights of a line between two lines of one caption.
_LEADING = 0.8
#: How much the room over a caption that stands in the middle of its cell differs from that under it (points).
_MIDDLE = 6.0
#: Ink (square points) in a scanned zone from which on it is signed: specks and the end of a neighbour's flourish stay below.
_INK = 28.0
#: Share of a scanned drawing's zone, which is most of a page, that is ink from which on something is drawn.
_DRAWING = 0.001
#: How far writing goes beyond the ends of the line that it stands on (points).
_PAST = 8.0
#: Confidence from which a scanned word is print.
_BELIEVED = 0.5


def read_drawn(
    flow: Flow,
    pages: Mapping[int, Page],
    drawn: Mapping[str, tuple[int, int]],
    specs: Mapping[str, FieldSpec],
    section: Sequence[int],
    ink: Callable[[int, Box], float | None] = lambda _page, _box: None,
) -> dict[str, FieldValue]:
    """Return presence or absence for signature and drawing fields, by the zone under each label.

    ``ink`` tells the share of a zone of a scanned page that is ink beside its print (None: not known).
    """
    found = {}
    for name, (start, end) in drawn.items():
        label = flow.tokens[start]
        page = pages[label.page]
        around = _label_box(flow, start, end)
        if specs[name].kind == "presence":
            zone = _drawing_zone(flow, page, around, end, section)
            count = ink_marks(page, zone, least=12.0, frames=_frames(flow, page, zone))
            present, sure = count >= 3, 0.95 if count >= 5 or count == 0 else 0.6
        else:
            zone = (
                _cell_zone(flow, label, around)
                or (zone_over(flow, label, around) if page.source == "text" else None)
                or _signature_zone(flow, page, around, [v for v in drawn.values() if v != (start, end)])
            )
            count = ink_marks(page, zone, least=10.0)
            present, sure = count >= 1, 0.95
        share = ink(page.number, zone) if page.source != "text" else None
        if share is not None:
            drawing = specs[name].kind == "presence"
            seen = share / _DRAWING if drawing else share * zone.width * zone.height / _INK
            present = count >= (3 if drawing else 1) or seen > 1
            sure = 0.6 if 0.5 < seen < 2 and not count else 0.92
        elif page.source != "text":
            sure = 0.7 if count else 0.5
        found[name] = FieldValue(
            "presente" if present else "assente", sure, label.page, zone, "mark" if page.source == "text" else "ocr"
        )
    return found


def _label_box(flow: Flow, start: int, end: int) -> Box:
    """Return the box of the whole printed label: the words of its block, down to the last line."""
    box = flow.tokens[start].box
    for index in range(start, end):
        box = box.union(flow.tokens[index].box)
    return box


def _cell_zone(flow: Flow, label: Token, around: Box) -> Box | None:
    """Return the cell to sign in: the label's own, if it has room under it, else the empty one below or beside it."""
    if label.cell < 0 or label.source == "ocr":
        return None
    around = _whole_caption(flow, label, around)
    own = flow.cells[label.cell].box
    beside = _empty_cell(flow, label.cell, "right")
    # A caption in the middle of a high cell names the empty one beside it.
    middle = abs((around.top - own.top) - (own.bottom - around.bottom)) < _MIDDLE
    if own.bottom - around.bottom >= _ROOM and not (middle and beside is not None):
        return Box(own.x0 + 1.5, around.bottom - 2, own.x1 - 1.5, own.bottom - 1.5)
    return _empty_cell(flow, label.cell, "below") or beside


def _whole_caption(flow: Flow, label: Token, around: Box) -> Box:
    """Return the box of a caption with its other lines in its cell: ``Il Cliente finale, se diverso | (firma per presa visione)``."""
    for index in flow.in_cell[label.cell]:
        token = flow.tokens[index]
        below = token.line >= label.line and -3.0 <= token.box.top - around.bottom < _LEADING * max(
            token.box.height, 6.0
        )
        if token.kind == "word" and token.source == "text" and (below or token.line == label.line):
            around = around.union(token.box)
    return around


def _empty_cell(flow: Flow, own: int, side: str) -> Box | None:
    """Return the room of the cell beside or below one, None where it is small or holds print."""
    cell = neighbour(flow, own, side)
    if cell is None or any(flow.tokens[i].source == "text" for i in flow.in_cell.get(cell, ())):
        return None
    box = flow.cells[cell].box
    if box.height < _ROOM or box.width < 2 * _ROOM:
        return None
    return Box(box.x0 + 1.5, box.top + 1.5, box.x1 - 1.5, box.bottom - 1.5)


def _frames(flow: Flow, page: Page, zone: Box) -> list[Box]:
    """Return the cells around and beside a drawing's place: their borders are no part of it."""
    boxes = [flow.cells[n].box for n in flow.page_cells.get(page.number, ())]
    large = 0.5 * zone.width * zone.height
    return [b for b in boxes if b.overlap(zone) > 0 and (b.width * b.height > large or not _within(b, zone))]


def _within(box: Box, zone: Box) -> bool:
    return zone.x0 <= box.x0 and box.x1 <= zone.x1 and zone.top <= box.top and box.bottom <= zone.bottom


def _signature_zone(flow: Flow, page: Page, label: Box, others: Sequence[tuple[int, int]]) -> Box:
    """Return where the signature of a label is looked for: under it, as wide as its neighbours leave it."""
    boxes = [_label_box(flow, a, b) for a, b in others if flow.tokens[a].page == page.number]
    beside = [b for b in boxes if abs(b.centre[1] - label.centre[1]) < 30 and b.x0 != label.x0]
    beside += _level_print(page, label)
    left = max([(b.x1 + label.x0) / 2 for b in beside if b.x1 <= label.x0 + 2], default=max(0.0, label.x0 - 130))
    right = min(
        [(b.x0 + label.x1) / 2 for b in beside if b.x0 >= label.x1 - 2], default=min(page.width, label.x1 + 130)
    )
    line = _own_line(page, label, boxes)
    if line is not None:
        left, right = max(left, line.x0 - _PAST), line.x1 + _PAST
    below = [b.top for b in boxes if b.top > label.bottom + 20 and b.x0 < right and b.x1 > left]
    words = [
        w.box.top - 1
        for w in page.words
        if _printed(w) and w.box.top > label.bottom + 30 and w.box.x0 < right and w.box.x1 > left
    ]
    foot = [line.bottom + 12] if line is not None else _line_to_sign(page, label, left, right)
    floor = min([label.bottom + _DEEP, *below, *words, *foot])
    # The dark edge of a scan is no ink.
    return Box(max(left, 25.0), label.bottom - 4, min(right, page.width - 25.0), floor)


def _level_print(page: Page, label: Box) -> list[Box]:
    """Return the words in the label's type that stand apart on its line: the label of another, though not a known one."""
    own = next((w for w in page.words if label.holds(w.box) and w.source == "text" and w.font), None)
    if own is None:
        return []
    return [
        w.box
        for w in page.words
        if (w.font, round(w.size)) == (own.font, round(own.size))
        and abs(w.box.centre[1] - own.box.centre[1]) < 4
        and (w.box.x0 > label.x1 + _APART or w.box.x1 < label.x0 - _APART)
        and sum(c.isalpha() for c in w.text) > 2
    ]


def _own_line(page: Page, label: Box, labels: Sequence[Box]) -> Box | None:
    """Return the line to sign on that stands under this label and under none of the ``labels`` beside it."""
    level = [b for b in labels if b != label and abs(b.centre[1] - label.centre[1]) < 30]
    under = [
        line.box
        for line in page.lines
        if line.kind == "h" and line.source == "text" and line.box.width > 60 and page.source != "text"
        if label.bottom + 15 < line.box.top < label.bottom + _DEEP and _across(line.box, label) > 0.5 * label.width
    ]
    alone = [box for box in under if not any(_across(box, other) > 5 for other in level)]
    return min(alone, key=lambda box: box.top, default=None)


def _across(one: Box, two: Box) -> float:
    """Return over how many points two boxes stand above each other."""
    return min(one.x1, two.x1) - max(one.x0, two.x0)


def _line_to_sign(page: Page, label: Box, left: float, right: float) -> list[float]:
    """Return the foot of the line to sign on, a little below it, where one is drawn."""
    flat = [line.box for line in page.lines if line.kind == "h" and line.source == "text" and line.box.width > 60]
    under = [
        b for b in flat if b.x0 >= left - 5 and b.x1 <= right + 5 and label.bottom + 25 < b.top < label.bottom + _DEEP
    ]
    return [min(b.bottom for b in under) + 12] if under else []


def _printed(word: Word) -> bool:
    """Tell a word of the form from the small letters of a stamp, from the line to sign on and from writing that OCR took for letters."""
    letters = sum(c.isalpha() for c in word.text)
    believed = word.source != "ocr" or word.confidence >= _BELIEVED
    return word.source != "annotation" and word.box.height > 6.5 and letters > 2 and believed and not _scrawl(word)


def _drawing_zone(flow: Flow, page: Page, label: Box, end: int, section: Sequence[int]) -> Box:
    """Return the room under a drawing's title: the large cell under it, else down to the next printed words of some length."""
    frame = _frame_under(flow, page.number, label)
    if frame is not None:
        return Box(frame.x0 + 2, frame.top + 2, frame.x1 - 2, frame.bottom - 2)
    lines = sorted({flow.tokens[i].line for i in section if i >= end and flow.tokens[i].page == page.number})
    floor = page.height - 40
    for line in lines:
        box = flow.line_box(line)
        words = [flow.tokens[i] for i in flow.lines[line] if flow.tokens[i].kind == "word"]
        said = " ".join(w.text for w in words).casefold()
        if box.top > label.bottom + 60 and any(key in said for key in ("firma", "data", "timbro", "dichiarante")):
            floor = min(floor, box.top - 2)
    return Box(20, label.bottom + 1, page.width - 20, floor)


def _frame_under(flow: Flow, page: int, label: Box) -> Box | None:
    """Return the frame to draw in: a large cell right under the label, else the only one further down."""
    boxes = [flow.cells[n].box for n in flow.page_cells.get(page, ())]
    large = [b for b in boxes if b.height > _FRAME and b.width > _FRAME and b.top > label.bottom - 2]
    near = next((b for b in large if _right_under(b, label)), None)
    return near or (large[0] if len(large) == 1 else None)


def _right_under(box: Box, label: Box) -> bool:
    return -2 < box.top - label.bottom < 30 and box.x0 < label.centre[0] < box.x1


def _is_border(line: Line, frames: Sequence[Box]) -> bool:
    """Tell whether a ruled line runs along an edge of a cell."""
    box = line.box
    if line.kind == "h":
        y = box.centre[1]
        return any(
            min(abs(y - f.top), abs(y - f.bottom)) < 3 and box.x0 > f.x0 - 3 and box.x1 < f.x1 + 3 for f in frames
        )
    x = box.centre[0]
    return any(
        min(abs(x - f.x0), abs(x - f.x1)) < 3 and box.top > f.top - 3 and box.bottom < f.bottom + 3 for f in frames
    )


def ink_marks(page: Page, zone: Box, least: float, frames: Sequence[Box] = ()) -> int:
    """Count strokes, pictures, digital signatures and annotation words in a zone; borders of ``frames`` are no strokes."""
    count = 0
    for line in page.lines:
        if (
            line.kind in ("free", "fill") and zone.holds(line.box) and max(line.box.width, line.box.height) >= least
        ) or (
            line.kind in ("h", "v")
            and least > 10
            and zone.holds(line.box)
            and max(line.box.width, line.box.height) >= least
            and not _is_border(line, frames)
        ):
            count += 1
    count += sum(
        2 for p in page.pictures if p.cover < 0.9 and p.box.width > 12 and p.box.height > 8 and zone.holds(p.box)
    )
    count += sum(2 for w in page.widgets if w.kind == "signature" and w.value and zone.holds(w.box))
    count += sum(1 for w in page.words if w.source == "annotation" and zone.holds(w.box))
    count += sum(1 for w in page.words if _scrawl(w) and zone.holds(w.box))
    return count


def _scrawl(word: Word) -> bool:
    """Tell whether OCR took handwriting for a word: much higher than print and hardly believed."""
    return word.source == "ocr" and word.confidence < 0.8 and word.box.height >= 12 and word.box.width >= 20
