"""A page as read, whatever it was read from: words, strokes, boxes, widgets, annotations, pictures.

Every reader (text layer, AcroForm, OCR) gives this one shape, so the forms reader sees one world.
All boxes are in points from the top left of the page as displayed, page rotation applied.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from domain.geometry import Box


class Word(NamedTuple):
    """A word; ``confidence`` is 1.0 for a text layer; ``source`` is text, ocr, annotation or acroform.

    ``font`` is the font's name where the reader knows it: values typed in often differ from the printed form.
    """

    text: str
    box: Box
    confidence: float = 1.0
    source: str = "text"
    size: float = 0.0
    font: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A ruled line (horizontal or vertical), a free stroke, a dark filled shape or a shaded row, given by its box."""

    box: Box
    kind: str = "h"  # h, v, free, fill or shade
    source: str = "text"  # text or annotation


def edges_of(box: Box, source: str = "text") -> tuple[Line, ...]:
    """Return the sides of a drawn box as ruled lines."""
    return (
        Line(Box(box.x0, box.top, box.x1, box.top), "h", source),
        Line(Box(box.x0, box.bottom, box.x1, box.bottom), "h", source),
        Line(Box(box.x0, box.top, box.x0, box.bottom), "v", source),
        Line(Box(box.x1, box.top, box.x1, box.bottom), "v", source),
    )


@dataclass(frozen=True, slots=True)
class MarkBox:
    """A tick place: ``fill`` is 0.0 (empty) to 1.0, ``ticked`` None when doubtful."""

    box: Box
    ticked: bool | None
    fill: float
    source: str = "mark"


@dataclass(frozen=True, slots=True)
class Widget:
    """An AcroForm field on the page. ``kind``: text, check, radio, choice, signature, button."""

    name: str
    tooltip: str
    kind: str
    value: str | None
    on_state: str | None
    box: Box
    appearance: str | None = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """An embedded image; ``cover`` is the share of the page that it fills."""

    box: Box
    cover: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page: ``number`` from 1, size in points as displayed, ``source`` text, ocr or unreadable.

    ``rotation`` is the turn (degrees clockwise) that was undone to read it; ``skew`` the small angle in degrees.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    lines: tuple[Line, ...] = ()
    marks: tuple[MarkBox, ...] = ()
    widgets: tuple[Widget, ...] = ()
    pictures: tuple[Picture, ...] = ()
    source: str = "text"
    rotation: int = 0
    skew: float = 0.0
    notes: tuple[str, ...] = field(default=())
