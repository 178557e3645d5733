"""A tick place on the pixels, and what stands against its sides."""

from __future__ import annotations

from typing import NamedTuple

from extractors.ocr.sheet import Sheet


class Place(NamedTuple):
    """A tick place in pixels; ``round_`` for a circle; ``fill`` is the share of ink inside, 0 to 1."""

    x0: int
    top: int
    x1: int
    bottom: int
    round_: bool
    fill: float

    @property
    def size(self) -> float:
        """Mean of width and height."""
        return (self.x1 - self.x0 + self.bottom - self.top) / 2


def overlap(a: Place, b: Place) -> bool:
    """Tell whether two places share more than a fifth of the smaller one."""
    wide = min(a.x1, b.x1) - max(a.x0, b.x0)
    high = min(a.bottom, b.bottom) - max(a.top, b.top)
    return wide > 0 and high > 0 and wide * high > 0.2 * min(a.size, b.size) ** 2


def begins(sheet: Sheet, box: tuple[int, int, int, int], size: float, own: int | None = None) -> bool:
    """Tell whether the strip left of ``box`` is free. A speck is no neighbour, nor is component ``own``."""
    x0, y0, _, y1 = box
    return not sheet.neighbours(x0 - max(2, round(0.3 * size)) - 1, y0, x0 - 1, y1, own=own)


def alone(sheet: Sheet, box: tuple[int, int, int, int], size: float, own: int | None = None) -> bool:
    """Tell whether the strips left and right of ``box`` are free: letters of a word stand nearer than a label does."""
    _, y0, x1, y1 = box
    right = (x1 + 1, y0, x1 + 1 + max(2, round(0.2 * size)), y1)
    return begins(sheet, box, size, own) and not sheet.neighbours(*right, own=own)
