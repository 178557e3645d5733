"""Boxes to write in that stand alone, as form designers draw them, and the frames around groups of them.

``Nome [____]``: the box behind a label is a blank of its line. Under a label it is a cell. A frame that holds boxes, or
whose title stands in its upper border, only groups what is printed in it: it is no cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from domain.geometry import Box
from domain.pages import Line, Page, Word
from extractors.forms.stream.date_boxes import WRITTEN, dates_joined
from extractors.forms.stream.grid import Cell
from extractors.forms.stream.levels import Levels
from extractors.forms.wording.units import is_unit

#: Height and least width of a box to write a line in (points).
_LOW, _HIGH, _NARROW = 9.0, 24.0, 12.0
#: Points by which corners may differ, and room to the next line that a box which stands alone has at least.
_SAME, _ALONE = 0.8, 0.9
#: Height of the bands by which lines are sorted, and of a label over a box.
_BAND, _OVER = 20.0, 9.0
#: Share of the page's width within which a label stands before its box.
_BESIDE = 0.25
#: Points within which a text before a box is surely its label.
_CLOSE = 12.0
#: Lines beyond which a page is a drawing.
_MOST = 1500
#: First number of the grids that these cells are.
_TABLE = 100_000


@dataclass(frozen=True)
class EntryBoxes:
    """The boxes of a page: those behind their labels, and the others as cells."""

    blanks: tuple[Box, ...] = ()
    cells: tuple[Cell, ...] = ()

    def among(self, cells: Sequence[Cell], combs: Sequence[Box], words: Sequence[Word]) -> tuple[list[Cell], list[Box]]:
        """Return all cells of a page without frames, and the blanks; the frame of a comb is that comb."""
        blanks = [b for b in self.blanks if not any(b.holds(comb) for comb in combs)]
        inner = [*blanks, *combs, *(c.box for c in self.cells)]
        return [*without_frames(cells, inner, words), *self.cells], blanks


def with_entry_boxes(page: Page) -> tuple[Page, EntryBoxes]:
    """Return the page without the sides of the boxes that stand alone, and these; the parts of a date are one box."""
    lines = [line for line in page.lines if line.kind in ("h", "v") and line.source == "text"]
    if page.source == "unreadable" or len(lines) > _MOST:
        return page, EntryBoxes()
    said = Levels(page.words, _box)
    sides = {box: own for box, own in _alone(lines).items() if _of_one_line(box, said.between(box.top, box.bottom))}
    if not sides:
        return page, EntryBoxes()
    taken = {id(line) for own in sides.values() for line in own}
    page = replace(page, lines=tuple(line for line in page.lines if id(line) not in taken))
    page, boxes = dates_joined(page, sorted(sides, key=lambda b: (round(b.top), b.x0)))
    said = Levels(page.words, _box)
    held = {id(w) for box in boxes for w in said.between(box.top, box.bottom) if box.holds(w.box)}
    free = [w for w in page.words if id(w) not in held]
    words, begun, beside = Levels(free, _box), Levels(_beginnings(free), _box), Levels(boxes, lambda b: b)
    led = [box for box in boxes if _led(box, beside, words, begun, _BESIDE * page.width)]
    others = [box for box in boxes if box not in led]
    return page, EntryBoxes(tuple(led), tuple(Cell(b, _TABLE + n, 0, 0) for n, b in enumerate(others)))


def without_frames(cells: Sequence[Cell], boxes: Iterable[Box], words: Sequence[Word]) -> list[Cell]:
    """Return the cells without the frames that hold other boxes or whose title stands in their upper border."""
    grids: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells:
        grids[cell.table].append(cell)
    lone = {grid[0].box for grid in grids.values() if len(grid) == 1}
    inner = [*boxes, *(cell.box for grid in grids.values() if len(grid) > 1 for cell in grid)]
    said = Levels(words, _box)
    grouped = {
        box
        for box in lone | _around(grids.values())
        if any(_in_border(w.box, box) for w in said.between(box.top - _BAND, box.top + _BAND))
    }
    grouped |= {box for box in lone - grouped if box.height > _HIGH and any(_within(b, box) for b in inner)}
    return [c for c in cells if c.box not in grouped]


def _around(grids: Iterable[Sequence[Cell]]) -> set[Box]:
    """Return the cells around a table whose last rule touches them: each but one of its grid stands in it."""
    found = set()
    for grid in grids:
        box = max((c.box for c in grid), key=lambda b: b.width * b.height)
        rest = [c.box for c in grid if c.box is not box]
        if len(rest) > 1 and all(box.holds(b) for b in rest):
            found.add(box)
    return found


def _alone(lines: Sequence[Line]) -> dict[Box, list[Line]]:
    """Return the boxes of a line's height whose sides touch no other line, each with its sides."""
    bands = _bands(lines)
    flat = defaultdict(list)
    for line in lines:
        if line.kind == "h":
            flat[round(line.box.x0)].append(line.box)
    found: dict[Box, list[Line]] = {}
    for group in flat.values():
        group.sort(key=lambda b: b.top)
        for number, top in enumerate(group):
            for foot in group[number + 1 :]:
                if foot.top - top.top > _HIGH:
                    break
                box = Box(top.x0, top.centre[1], top.x1, foot.centre[1])
                if box.height >= _LOW and box.width >= _NARROW and abs(foot.x1 - top.x1) < _SAME:
                    near = [line for line in _near(bands, box) if _touches(line.box, box)]
                    if near and _closed(box, near):
                        found[box] = near
                    break
    return found


def _bands(lines: Sequence[Line]) -> Mapping[int, list[Line]]:
    bands: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        for band in range(int(line.box.top // _BAND), int(line.box.bottom // _BAND) + 1):
            bands[band].append(line)
    return bands


def _near(bands: Mapping[int, list[Line]], box: Box) -> list[Line]:
    """Return the lines at the height of a box."""
    first, last = int((box.top - _ALONE) // _BAND), int((box.bottom + _ALONE) // _BAND)
    return list({id(line): line for band in range(first, last + 1) for line in bands.get(band, ())}.values())


def _touches(line: Box, box: Box) -> bool:
    across = line.x0 < box.x1 + _ALONE and line.x1 > box.x0 - _ALONE
    return across and line.top < box.bottom + _ALONE and line.bottom > box.top - _ALONE


def _closed(box: Box, near: Sequence[Line]) -> bool:
    """Tell whether lines are the four sides of a box and nothing else."""
    found = set()
    for line in near:
        x, y = line.box.centre
        wide = abs(line.box.x0 - box.x0) < _SAME and abs(line.box.x1 - box.x1) < _SAME
        high = abs(line.box.top - box.top) < _SAME and abs(line.box.bottom - box.bottom) < _SAME
        if line.kind == "h" and wide and min(abs(y - box.top), abs(y - box.bottom)) < _SAME:
            found.add("top" if abs(y - box.top) < _SAME else "bottom")
        elif line.kind == "v" and high and min(abs(x - box.x0), abs(x - box.x1)) < _SAME:
            found.add("left" if abs(x - box.x0) < _SAME else "right")
        else:
            return False
    return len(found) == 4


def _of_one_line(box: Box, words: Sequence[Word]) -> bool:
    """Tell whether what stands in a box is one line that begins with no label: a box with its label inside is a cell."""
    own = [w for w in words if w.source in WRITTEN and box.holds(w.box)]
    middles = [w.box.centre[1] for w in own]
    return not own or (max(middles) - min(middles) < 0.4 * box.height and not any(w.text.endswith(":") for w in own))


def _beginnings(words: Sequence[Word]) -> list[Word]:
    """Return the words before which there is room: each begins a text."""
    levels: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        levels[round(word.box.centre[1])].append(word)
    return [
        word
        for level, own in levels.items()
        for word in own
        if not any(
            0 <= word.box.x0 - b.box.x1 + 1 < 0.6 * word.box.height
            for y in (level - 1, level, level + 1)
            for b in levels.get(y, ())
        )
    ]


def _led(box: Box, boxes: Levels[Box], words: Levels[Word], begun: Levels[Word], far: float) -> bool:
    """Tell whether words stand before a box on its level, with no box between, and no text begins right over it.

    A text that ends close before it is its label, whatever stands over it. Units belong to the box before them.
    """
    before = [w for w in words.between(box.top, box.bottom) if w.box.x1 <= box.x0 + 1]
    last = max(before, key=lambda w: w.box.x1, default=None)
    beside = [b.x1 for b in boxes.between(box.top, box.bottom) if b.x1 <= box.x0]
    if last is None or last.box.x1 < max(beside, default=0.0) - 1 or box.x0 - last.box.x1 > far:
        return False
    if box.x0 - last.box.x1 < _CLOSE and not is_unit(last.text):
        return True
    over = begun.between(box.top - 2 * _OVER, box.top)
    return not any(abs(w.box.x0 - box.x0) < 6 and -2 < box.top - w.box.bottom < _OVER for w in over)


def _box(word: Word) -> Box:
    return word.box


def _within(inner: Box, frame: Box) -> bool:
    """Tell whether a box stands in a frame with room around it."""
    high = frame.top < inner.top - 1 and inner.bottom < frame.bottom - 1
    return high and frame.x0 < inner.x0 - 1 and inner.x1 < frame.x1 - 1


def _in_border(box: Box, frame: Box) -> bool:
    """Tell whether a word stands in the upper border of a frame: its title."""
    inside = frame.x0 < box.x0 < frame.x1
    return inside and box.top + 1 < frame.top < box.bottom - 1
