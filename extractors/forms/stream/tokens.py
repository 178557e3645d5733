"""The smallest thing that the reading of a form knows: a word, a place to write on, a tick place."""

from __future__ import annotations

from dataclasses import dataclass

from domain.geometry import Box
from domain.pages import Widget
from extractors.forms.stream.marks import Mark


@dataclass(slots=True, eq=False)
class Token:
    """A word, a blank to write on, a tick place or a text field, in its line, cell (or -1) and row."""

    kind: str  # word, blank, mark, widget
    text: str
    box: Box
    page: int
    norm: tuple[str, ...] = ()
    source: str = "text"
    confidence: float = 1.0
    font: str = ""
    size: float = 0.0
    mark: Mark | None = None
    widget: Widget | None = None
    cell: int = -1
    line: int = -1
    row: int = -1
    index: int = -1
