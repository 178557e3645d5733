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
    """Return each line of a text as one word over the annotation's width: where its letters stand is the viewer's choice."""
    rows = [row.strip() for row in text.replace("\r", "\n").split("\n") if row.strip()]
    if not rows:
        return []
    high = box.height / len(rows)
    tall = min(high, 12.0)
    middle = [box.top + (n + 0.5) * high for n in range(len(rows))]
    return [
        Word(row, Box(box.x0, y - tall / 2, box.x1, y + tall / 2), 1.0, "annotation", tall)
        for row, y in zip(rows, middle, strict=True)
    ]
