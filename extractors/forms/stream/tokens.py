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

    @property
    def type(self) -> tuple[str, int]:
        """Font and size in whole points: what tells values from print."""
        return self.font, round(self.size)

    @property
    def style(self) -> tuple[str, float]:
        """Font and size to a tenth of a point: what tells a heading or a label from the words beside it."""
        return self.font, round(self.size, 1)


def alike(one: Token, other: Token) -> bool:
    """Tell whether two tokens are printed in one style and read from one source."""
    return one.style == other.style and one.source == other.source
