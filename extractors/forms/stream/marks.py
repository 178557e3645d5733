"""Tick places of a page and whether they are ticked: glyphs, drawn boxes, brackets, widgets, ink."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from domain.geometry import Box
from domain.pages import Line, Page, Word

EMPTY_GLYPHS = frozenset("☐□▢❏❐❑❒◻◽⬜○◯◌❍⚪⭘")
FULL_GLYPHS = frozenset("☑☒▣■◼◾⬛●◉◎⦿⚫⬤🗹🗷🗵🅇🞅⊠⊗⮽🗸")
TICKS = frozenset("✓✔✗✘✕✖❌×╳")
_LETTER_TICKS = frozenset("XxVv") | TICKS
# No V: "(V)" and "[V]" are volts.
_BRACKETS = re.compile(r"^[\[(]\s*([xX✓✔✗✘×•●■]?)\s*[\])]$")
#: Confidence of a state: glyphs are sure; a drawn box is judged by what was drawn over it.
SURE, DRAWN, _DOUBT = 0.99, 0.98, 0.5


@dataclass(slots=True)
class Mark:
    """A tick place and its state; ``ticked`` None = doubtful. ``option`` is filled in by the flow."""

    box: Box
    ticked: bool | None
    confidence: float
    source: str = "mark"
    name: str = ""
    on_state: str | None = None
    tooltip: str = ""
    used: list[Word] = field(default_factory=list)


_GLUED_AFTER = re.compile(r"^(\[[xX✓✔✗×]?\]|\([xX]?\)|\])([^\W\d_].*|>?\d)$")
_GLUED_BEFORE = re.compile(r"^([^\W\d_][^\[\]()]*)(\[[xX✓✔✗×]?\]?)$")


def part_brackets(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Part brackets from the wording that stands against them: ``]SI``, ``[X]NO``, ``SI[``."""
    if not any("[" in w.text or "]" in w.text or "(" in w.text for w in words):
        return words
    found: list[Word] = []
    for word in words:
        parts = _GLUED_AFTER.match(word.text) or _GLUED_BEFORE.match(word.text)
        if parts is None or (word.text.startswith("(") and len(parts.group(1)) < 2):
            found.append(word)
            continue
        cut = word.box.x0 + word.box.width * len(parts.group(1)) / len(word.text)
        left, right = word.box._replace(x1=cut), word.box._replace(x0=cut)
        found += [word._replace(text=parts.group(1), box=left), word._replace(text=parts.group(2), box=right)]
    return tuple(found)


def find_marks(page: Page) -> tuple[list[Mark], set[int]]:
    """Return the tick places of a page and the ``id`` of the words that are part of them."""
    marks, taken = _glyph_marks(page.words)
    for box in page.marks:
        source = "mark" if page.source == "text" else "ocr"
        sure = 0.96 if box.ticked is not None else _DOUBT
        state = box.ticked
        if page.source == "text":
            state, sure = False, DRAWN
        elif state is not None and 0.03 < box.fill < 0.06:
            sure = 0.7
        if not any(_same_place(m.box, box.box) for m in marks):
            marks.append(Mark(box.box, state, sure, source))
    for widget in page.widgets:
        if widget.kind in ("check", "radio"):
            near = next((m for m in marks if not m.name and _same_place(m.box, widget.box)), None)
            mark = near or Mark(widget.box, None, SURE)
            mark.ticked, mark.confidence, mark.source = bool(widget.value), SURE, "acroform"
            mark.name, mark.on_state, mark.tooltip = widget.name, widget.on_state, widget.tooltip
            if near is None:
                marks.append(mark)
    if page.source == "text" or any(line.source == "annotation" for line in page.lines):
        _ink(marks, page, taken)
    return marks, taken


def _glyph_marks(words: tuple[Word, ...]) -> tuple[list[Mark], set[int]]:
    marks, taken = [], set()
    for i, word in enumerate(words):
        text = word.text
        source = "ocr" if word.source == "ocr" else "mark"
        if len(text) == 1 and (text in EMPTY_GLYPHS or text in FULL_GLYPHS):
            marks.append(Mark(word.box, text in FULL_GLYPHS, SURE * word.confidence, source))
            taken.add(id(word))
        elif (found := _BRACKETS.match(text)) and len(text) <= 3 and (found.group(1) or text in ("[]", "()")):
            marks.append(Mark(word.box, bool(found.group(1)), 0.95 * word.confidence, source))
            taken.add(id(word))
        elif text in ("[", "(") and (end := _closing(words, i)):
            inside = words[i + 1 : end]
            marks.append(Mark(word.box.union(words[end].box), bool(inside), 0.95 * word.confidence, source))
            taken.update(id(w) for w in words[i : end + 1])
    return marks, taken


def _closing(words: tuple[Word, ...], start: int) -> int:
    """Return the index of the bracket that closes an empty or ticked pair of brackets, 0 where there is none."""
    for j in (start + 1, start + 2):
        if (
            j >= len(words)
            or abs(words[j].box.centre[1] - words[start].box.centre[1]) > 3
            or words[j].box.x0 - words[start].box.x1 > 25
        ):
            return 0
        if words[j].text in ("]", ")"):
            return j if j == start + 1 or words[start + 1].text in _LETTER_TICKS - {"V", "v"} else 0
    return 0


def _same_place(a: Box, b: Box) -> bool:
    small = min(a.width * a.height, b.width * b.height)
    return a.overlap(b) > 0.4 * small


def _ink(marks: list[Mark], page: Page, taken: set[int]) -> None:
    """Tick the places over which strokes, fills or a cross-like letter lie."""
    strokes = [line for line in page.lines if max(line.box.width, line.box.height) <= 26]
    letters = [w for w in page.words if w.text in _LETTER_TICKS and id(w) not in taken]
    for mark in marks:
        reach = Box(mark.box.x0 - 1.5, mark.box.top - 1.5, mark.box.x1 + 1.5, mark.box.bottom + 1.5)
        drawn = [s for s in strokes if _inside(s.box.centre, reach) and _is_tick(s, mark.box)]
        written = [w for w in letters if _inside(w.box.centre, reach)]
        taken.update(id(w) for w in written)
        if (drawn or written) and not mark.ticked:
            if mark.source == "acroform":
                mark.ticked, mark.confidence = None, _DOUBT
            else:
                mark.ticked, mark.confidence = True, DRAWN


def _is_tick(stroke: Line, place: Box) -> bool:
    """Tell whether a stroke marks the place, unlike the place's own border."""
    wide, high = stroke.box.width, stroke.box.height
    if stroke.kind in ("h", "v"):
        edge = (
            min(abs(stroke.box.top - place.top), abs(stroke.box.bottom - place.bottom))
            if stroke.kind == "h"
            else min(abs(stroke.box.x0 - place.x0), abs(stroke.box.x1 - place.x1))
        )
        return edge > 1.5 and max(wide, high) >= 0.4 * max(place.width, place.height)
    return max(wide, high) >= 0.3 * min(place.width, place.height)


def _inside(point: tuple[float, float], box: Box) -> bool:
    return box.x0 <= point[0] <= box.x1 and box.top <= point[1] <= box.bottom
