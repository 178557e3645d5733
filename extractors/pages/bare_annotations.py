"""Annotations without an appearance stream: PDFium draws nothing for them, so their own data speak."""

from __future__ import annotations

from collections.abc import Sequence

from domain.geometry import Box
from domain.pages import Line, Word
from extractors.pages.annotations import Annotation
from extractors.pages.frame import Frame


def read_bare(annotations: Sequence[Annotation], frame: Frame) -> tuple[list[Word], list[Line]]:
    """Return the words of FreeText and the strokes of Ink annotations that carry no appearance."""
    words: list[Word] = []
    lines: list[Line] = []
    for annotation in annotations:
        if annotation.rect is None or annotation.looks or not annotation.shown:
            continue
        if annotation.subtype == "FreeText":
            words.extend(_spread(annotation.entries.text("/Contents") or "", frame.box(*annotation.rect)))
        elif annotation.subtype in ("Ink", "Stamp", "Square", "Circle", "Line", "PolyLine"):
            lines.append(Line(frame.box(*annotation.rect), "free", "annotation"))
    return words, lines


def drawn_alone(annotations: Sequence[Annotation]) -> list[Annotation]:
    """Return the annotations besides fields that say something only once PDFium has drawn them."""
    return [a for a in annotations if a.looks and a.shown and a.subtype not in ("Link", "Popup", "Widget")]


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
