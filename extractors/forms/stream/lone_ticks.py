"""Ticks without a tick place of their own: a sign before its words instead of a box, an X or a stroke in a bare cell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from domain.geometry import Box
from domain.pages import Line, Page, Word
from extractors.forms.stream.bare_places import bare_places
from extractors.forms.stream.grid import Cell
from extractors.forms.stream.marks import DRAWN, SURE, TICKS, Mark
from extractors.forms.stream.told_ticks import heads_column

_LETTERS = frozenset("Xx")
#: Largest bare cell to tick (points), and the size of a stroke that ticks it.
_WIDE, _HIGH = 90.0, 45.0
#: Widest and highest cell of several rows to tick.
_NARROW, _MERGED = 60.0, 120.0
_STROKE = (4.0, 24.0)
#: A page with more strokes than this is a drawing.
_DRAWING = 300
#: What OCR makes of a hook; confidence of a tick that was read as a letter, and the least that the letter is worth: whatever
#: it was, it stands where others were crossed.
_HOOKS = frozenset({"v", "V", "v/", "V/", "/", "\\/", "√", "Vv", "vV", "VV", "vy", "Y", "y", "w", "W"})
_SCANNED, _READ = 0.95, 0.88
#: Height of the bands in which cells are looked up (points).
_BAND = 24.0

Bands = Mapping[int, Sequence[tuple[float, int, Box]]]


def cell_bands(cells: Sequence[Cell], base: int = 0) -> Bands:
    """Return ``(area, number, box)`` of the cells that each band of the page's height touches, small ones first."""
    bands: dict[int, list[tuple[float, int, Box]]] = defaultdict(list)
    for number, cell in enumerate(cells, base):
        box = cell.box
        for band in range(int(box.top // _BAND), int(box.bottom // _BAND) + 1):
            bands[band].append((box.width * box.height, number, box))
    for members in bands.values():
        members.sort(key=lambda member: member[:2])
    return bands


def cell_at(x: float, y: float, bands: Bands) -> int:
    """Return the number of the smallest cell around a point, -1 where there is none."""
    for _, number, (x0, top, x1, bottom) in bands.get(int(y // _BAND), ()):
        if x0 <= x <= x1 and top <= y <= bottom:
            return number
    return -1


def lone_ticks(page: Page, cells: Sequence[Cell], marks: Sequence[Mark], taken: set[int]) -> list[Mark]:
    """Return the ticks that stand in no tick place; the words they are made of are added to ``taken``."""
    if page.source == "ocr":
        return scanned_ticks(page, cells, marks, taken) if cells else []
    words = [w for w in page.words if id(w) not in taken]
    signs = [w for w in words if w.text in TICKS]
    letters = [w for w in words if w.text in _LETTERS]
    strokes = _small_strokes(page) if cells else []
    if not (signs or letters or strokes):
        return []
    bands = cell_bands(cells)
    held = Counter(cell_at(*w.box.centre, bands) for w in page.words)
    held.update(cell_at(*m.box.centre, bands) for m in marks)
    alone = [w for w in (*signs, *letters) if _bare(cell_at(*w.box.centre, bands), cells, held)]
    heads = [w for w in alone if heads_column(w, cell_at(*w.box.centre, bands), page, cells)]
    letters, alone = [w for w in letters if w not in heads], [w for w in alone if w not in heads]
    beside = [w for w in letters if w not in alone and _in_column(w, marks, signs)]
    found = list({id(w): w for w in (*signs, *alone, *beside)}.values())
    taken.update(id(w) for w in found)
    made = [Mark(w.box, True, SURE * w.confidence) for w in found] + list(_stroked(strokes, cells, bands, held))
    ticked = {cell_at(*m.box.centre, bands) for m in made if held[cell_at(*m.box.centre, bands)] < 2} - {-1}
    return made + bare_places(cells, ticked, held)


def scanned_ticks(page: Page, cells: Sequence[Cell], marks: Sequence[Mark], taken: set[int]) -> list[Mark]:
    """Return the crosses that OCR read as letters alone in their cells, what it makes of hooks in their columns, and the empty cells there."""
    bands = cell_bands(cells)
    at = {id(w): cell_at(*w.box.centre, bands) for w in page.words}
    held = Counter(at.values())
    held.update(cell_at(*m.box.centre, bands) for m in marks)
    alone = [w for w in page.words if id(w) not in taken and _bare(at[id(w)], cells, held)]
    crosses = [w for w in alone if w.text in _LETTERS]
    columns = {_column(cells[at[id(w)]]) for w in crosses}
    hooks = [w for w in alone if w.text in _HOOKS and _column(cells[at[id(w)]]) in columns]
    found = [*crosses, *hooks]
    taken.update(id(w) for w in found)
    made = [Mark(w.box, True, _SCANNED * max(w.confidence, _READ), "ocr") for w in found]
    empty = bare_places(cells, {at[id(w)] for w in found}, held)
    return made + [replace(mark, source="ocr", confidence=_SCANNED) for mark in empty]


def _column(cell: Cell) -> tuple[int, int]:
    return cell.table, cell.column


def _bare(cell: int, cells: Sequence[Cell], held: Mapping[int, int]) -> bool:
    """Tell whether a cell is small, or narrow beside several rows, and holds one word only."""
    return cell >= 0 and held[cell] == 1 and _small(cells[cell].box)


def _small(box: Box) -> bool:
    return (box.width <= _WIDE and box.height <= _HIGH) or (box.width <= _NARROW and box.height <= _MERGED)


def _in_column(word: Word, marks: Sequence[Mark], signs: Sequence[Word]) -> bool:
    """Tell whether a letter stands where the tick places over or under it stand: it was put in the place of one."""
    boxes = [*(m.box for m in marks), *(s.box for s in signs)]
    return any(
        abs(b.centre[0] - word.box.centre[0]) < 4 and 4 < abs(b.centre[1] - word.box.centre[1]) < 2.5 * word.box.height
        for b in boxes
    )


def _small_strokes(page: Page) -> list[Line]:
    strokes = [line for line in page.lines if line.kind in ("free", "fill")]
    if len(strokes) > _DRAWING:
        return []
    low, high = _STROKE
    return [s for s in strokes if low <= max(s.box.width, s.box.height) <= high]


def _stroked(strokes: Iterable[Line], cells: Sequence[Cell], bands: Bands, held: Mapping[int, int]) -> Iterable[Mark]:
    """Yield a tick for each small empty cell over which a cross or a hook was drawn."""
    inside: dict[int, list[Line]] = defaultdict(list)
    for stroke in strokes:
        inside[cell_at(*stroke.box.centre, bands)].append(stroke)
    for cell, members in inside.items():
        if cell < 0 or held[cell] or len(members) > 6:
            continue
        box = cells[cell].box
        if _small(box):
            around = members[0].box
            for stroke in members[1:]:
                around = around.union(stroke.box)
            filled = around.width * around.height > 0.6 * box.width * box.height
            if max(around.width, around.height) <= _STROKE[1] + 2 and not filled:
                yield Mark(around, True, DRAWN)
