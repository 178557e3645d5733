"""Annotations without an appearance stream: PDFium draws nothing for them, so their own data speak."""

from __future__ import annotations

from typing import Any


from domain.geometry import Box
from domain.pages import Line, Word
from extractors.pages.frame import Frame
from extractors.pages.widgets import annotations_of, number_of, rect_of, text_of

_NOT_SHOWN = 2 | 32  # hidden, no view


def read_bare(page: Any, frame: Frame) -> tuple[list[Word], list[Line]]:
    """Return the words of FreeText and the strokes of Ink annotations that carry no appearance."""
    words: list[Word] = []
    lines: list[Line] = []
    for annotation in annotations_of(page):
        rect = rect_of(annotation)
        if rect is None or "/AP" in annotation or number_of(annotation.get("/F")) & _NOT_SHOWN:
            continue
        subtype = str(annotation.get("/Subtype"))
        if subtype == "/FreeText":
            words.extend(_spread(text_of(annotation.get("/Contents")) or "", frame.box(*rect)))
        elif subtype in ("/Ink", "/Stamp", "/Square", "/Circle", "/Line", "/PolyLine"):
            lines.append(Line(frame.box(*rect), "free", "annotation"))
    return words, lines


def has_shown(page: Any) -> bool:
    """Tell whether the page has annotations that PDFium can draw into it (links and pop-ups aside)."""
    quiet = ("/Link", "/Popup")
    return any("/AP" in a and str(a.get("/Subtype")) not in quiet for a in annotations_of(page))


def _spread(text: str, box: Box) -> list[Word]:
    """Lay the words of a text evenly over its box: the exact places are the viewer's choice."""
    rows = [row for row in text.replace("\r", "\n").split("\n") if row.strip()]
    if not rows:
        return []
    high = box.height / len(rows)
    longest = max(len(row) for row in rows)
    pace = min(box.width / longest, 0.6 * high)
    found = []
    for number, row in enumerate(rows):
        at = 0
        for word in row.split():
            start = row.index(word, at)
            at = start + len(word)
            left, top = box.x0 + start * pace, box.top + number * high
            found.append(Word(word, Box(left, top, left + len(word) * pace, top + high), 1.0, "annotation", high))
    return found


