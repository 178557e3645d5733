"""A date in three boxes with a stroke between each: one box and one word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from domain.geometry import Box
from domain.pages import Page, Widget, Word

#: Signs between the parts of a date, and the most room between their boxes (points).
_SIGNS, _GAP = frozenset({"/", "-", ".", "–"}), 14.0
_PARTS = 3
#: Sources of what is printed or written on a page.
WRITTEN = ("text", "annotation", "ocr")
#: Widest a part may be (points).
_WIDE = 60.0


def dates_joined(page: Page, boxes: Sequence[Box]) -> tuple[Page, list[Box]]:
    """Return the page and its boxes, the parts of each date made one; empty parts leave an empty box without the signs."""
    kept: list[Box] = []
    signs = [w for w in page.words if w.text in _SIGNS]
    run: list[Box] = []
    for box in [*boxes, None]:
        if run and box is not None and len(run) < _PARTS and _between(run[-1], box, signs):
            run.append(box)
            continue
        if len(run) == _PARTS:
            page = _joined(page, run)
            kept.append(run[0].union(run[-1]))
        else:
            kept += run
        run = [] if box is None else [box]
    return page, kept


def _between(left: Box, right: Box, signs: Sequence[Word]) -> bool:
    """Tell whether a sign and nothing else parts two narrow boxes of one height."""
    level = abs(left.top - right.top) < 1 and abs(left.bottom - right.bottom) < 1
    close = 0 < right.x0 - left.x1 < _GAP and max(left.width, right.width) < _WIDE
    return level and close and bool(_signs_in(left, right, signs))


def _signs_in(left: Box, right: Box, signs: Sequence[Word]) -> list[Word]:
    return [
        s
        for s in signs
        if left.x1 - 1 <= s.box.centre[0] <= right.x0 + 1 and left.top <= s.box.centre[1] <= left.bottom
    ]


def _joined(page: Page, run: Sequence[Box]) -> Page:
    """Join the words and the fields in the parts of a date."""
    signs = {id(s) for a, b in pairwise(run) for s in _signs_in(a, b, [w for w in page.words if w.text in _SIGNS])}
    whole = run[0].union(run[-1])
    inside = [w for w in page.words if whole.holds(w.box) and id(w) not in signs]
    words = [w for w in inside if w.source in WRITTEN]
    # A label that a field brings along stands at its left edge: that of the first part is the date's.
    signs |= {id(w) for w in inside if w.source not in WRITTEN and w.box.x0 > run[0].x1}
    fields = [w for w in page.widgets if w.kind == "text" and whole.holds(w.box)]
    left = [w for w in page.words if id(w) not in signs and not any(w is own for own in words)]
    if words:
        words.sort(key=lambda w: w.box.x0)
        box = words[0].box.union(words[-1].box)
        left.append(words[0]._replace(text="/".join(w.text for w in words), box=box))
    widgets = tuple(w for w in page.widgets if not any(w is own for own in fields))
    made = (_one_field(fields),) if fields else ()
    return replace(page, words=tuple(left), widgets=(*widgets, *made))


def _one_field(fields: Sequence[Widget]) -> Widget:
    parts = sorted(fields, key=lambda w: w.box.x0)
    said = [t for w in parts if (t := (w.value or "").strip() or (w.appearance or "").strip())]
    return replace(parts[0], value="/".join(said) or None, appearance=None, box=parts[0].box.union(parts[-1].box))
