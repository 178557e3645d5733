"""Combs: rows of equal boxes, one for each letter, that hold one value (codes, dates, postal codes)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from domain.geometry import Box
from domain.pages import MarkBox, Page, Word
from extractors.forms.stream.grid import Cell

#: Boxes that touch from which on a row is a comb; two will do beside another comb, as in dates.
_MANY = 4
#: Points by which equal boxes may differ, and the room between touching ones.
_SAME, _TOUCH = 1.2, 1.8
#: Share of a box by which thick borders make it overlap the next.
_OVERLAP = 0.3
#: Widths of a box within which the next part of a date begins.
_NEXT = 1.6


@dataclass(frozen=True)
class Comb:
    """A row of boxes that touch, left to right."""

    boxes: tuple[Box, ...]

    @property
    def box(self) -> Box:
        """The frame around the boxes."""
        return self.boxes[0].union(self.boxes[-1])


def with_combs(page: Page, cells: Sequence[Cell]) -> tuple[Page, list[Cell], list[Box]]:
    """Return the page, the cells that are no boxes of a comb, and the combs' frames.

    In the page the letters of each comb are one word, and its boxes are no tick places. Boxes that hold a tick field of the PDF are tick places, however close they stand.
    """
    if page.source != "text" or len(page.marks) + len(cells) < _MANY:
        return page, list(cells), []
    ticked = [w.box for w in page.widgets if w.kind in ("check", "radio")]
    drawn = [m for m in page.marks if m.source == "box" and not any(_in(t.centre, m.box) for t in ticked)]
    ruled = [comb for comb in _ruled(cells) if not any(_in(t.centre, comb.box) for t in ticked) and _led(page, comb)]
    combs = find_combs(m.box for m in drawn) + ruled
    if not combs:
        return page, list(cells), []
    boxes = {box for comb in combs for box in comb.boxes}
    words = page.words
    for comb in combs:
        words = _spelled(words, comb)
    marks: tuple[MarkBox, ...] = tuple(m for m in page.marks if m.box not in boxes)
    kept = [cell for cell in cells if cell.box not in boxes]
    return replace(page, words=words, marks=marks), kept, [comb.box for comb in combs]


def _ruled(cells: Sequence[Cell]) -> list[Comb]:
    """Return the combs that are drawn with lines: grids of one row of equal narrow cells."""
    grids: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells:
        grids[cell.table].append(cell)
    found = []
    for grid in grids.values():
        boxes = sorted((cell.box for cell in grid), key=lambda b: b.x0)
        high = boxes[0].height
        small = 7 < high < 30 and all(0.4 * high < b.width < 1.5 * high for b in boxes)
        if len(boxes) >= _MANY and small and len(_runs(boxes)) == 1 and len({round(b.top) for b in boxes}) == 1:
            found.append(Comb(tuple(boxes)))
    return found


def _led(page: Page, comb: Comb) -> bool:
    """Tell whether words lead to a comb on its own level: boxes under their label are found there."""
    frame = comb.box
    return any(
        0 <= frame.x0 - w.box.x1 < 25 and frame.top - 2 <= w.box.centre[1] <= frame.bottom + 2 for w in page.words
    )


def find_combs(boxes: Iterable[Box]) -> list[Comb]:
    """Return the rows of equal boxes that touch each other."""
    rows: dict[int, list[Box]] = defaultdict(list)
    for box in sorted(boxes, key=lambda b: (b.top, b.x0)):
        near = next((top for top in (round(box.top), round(box.top) - 1, round(box.top) + 1) if top in rows), None)
        rows[round(box.top) if near is None else near].append(box)
    found: list[Comb] = []
    for row in rows.values():
        runs = _runs(sorted(row, key=lambda b: b.x0))
        found += [Comb(tuple(run)) for n, run in enumerate(runs) if len(run) >= _MANY or _is_part(runs, n)]
    return found


def _runs(row: Sequence[Box]) -> list[list[Box]]:
    runs = [[row[0]]]
    for before, box in pairwise(row):
        same = abs(before.width - box.width) < _SAME and abs(before.height - box.height) < _SAME
        if same and -_OVERLAP * box.width < box.x0 - before.x1 < _TOUCH:
            runs[-1].append(box)
        else:
            runs.append([box])
    return runs


def _is_part(runs: Sequence[Sequence[Box]], at: int) -> bool:
    """Tell whether two or three boxes are a part of a date: another run of such boxes follows or goes before closely."""
    run = runs[at]
    near = [r for r in (runs[at - 1] if at else (), *runs[at + 1 : at + 2]) if len(r) > 1]
    gaps = (max(r[0].x0 - run[-1].x1, run[0].x0 - r[-1].x1) for r in near)
    return len(run) > 1 and any(gap < _NEXT * run[0].width for gap in gaps)


def _spelled(words: tuple[Word, ...], comb: Comb) -> tuple[Word, ...]:
    """Join the letters that stand in a comb; an empty box between them is a space."""
    frame = comb.box
    inside = sorted((w for w in words if _in(w.box.centre, frame)), key=lambda w: w.box.x0)
    if not inside:
        return words
    text = inside[0].text
    width = frame.width / len(comb.boxes)
    for before, word in pairwise(inside):
        text += (" " if word.box.x0 - before.box.x1 > 1.2 * width else "") + word.text
    box = inside[0].box.union(inside[-1].box)._replace(top=frame.top + 1, bottom=frame.bottom - 1)
    ours = {id(w) for w in inside}
    return (*(w for w in words if id(w) not in ours), inside[0]._replace(text=text, box=box))


def _in(point: tuple[float, float], box: Box) -> bool:
    return box.x0 <= point[0] <= box.x1 and box.top - 2 <= point[1] <= box.bottom + 2
