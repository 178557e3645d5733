"""Boxes on a page, in PDF points from the top left of the page as displayed."""

from __future__ import annotations

from typing import NamedTuple


class Box(NamedTuple):
    """``x0 <= x1``, ``top <= bottom``; points (1/72 inch), origin top left, after page rotation."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Height in points."""
        return self.bottom - self.top

    @property
    def centre(self) -> tuple[float, float]:
        """Middle point ``(x, y)``."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    def overlap(self, other: Box) -> float:
        """Area shared with ``other`` in square points; 0 when apart."""
        wide = min(self.x1, other.x1) - max(self.x0, other.x0)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide * high if wide > 0 and high > 0 else 0.0

    def holds(self, other: Box, beyond: float = 0.0) -> bool:
        """Whether the middle of ``other`` stands in this box or at most ``beyond`` points outside."""
        x, y = other.centre
        return self.x0 - beyond <= x <= self.x1 + beyond and self.top - beyond <= y <= self.bottom + beyond

    def union(self, other: Box) -> Box:
        """Smallest box that holds both."""
        return Box(
            min(self.x0, other.x0), min(self.top, other.top), max(self.x1, other.x1), max(self.bottom, other.bottom)
        )
