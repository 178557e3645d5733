"""From PDF user space to points from the top left of the page as displayed."""

from __future__ import annotations

from dataclasses import dataclass

from domain.geometry import Box

#: Coefficients ``(a, b, c, d, e, f)`` of a PDF matrix.
Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def compose(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that applies ``inner`` first and then ``outer``."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible box of a page in user space and its clockwise turn (0, 90, 180, 270)."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as displayed, in points."""
        wide, high = self.right - self.left, self.top - self.bottom
        return (high, wide) if self.turn in (90, 270) else (wide, high)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a user-space point is displayed (ISO 32000-1, 7.7.3.3: Rotate is clockwise)."""
        if self.turn == 90:
            return y - self.bottom, x - self.left
        if self.turn == 180:
            return self.right - x, y - self.bottom
        if self.turn == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """Return the displayed box of a user-space rectangle given by any two opposite corners."""
        if self.turn == 0 and x0 <= x1 and y0 <= y1:
            return Box(x0 - self.left, self.top - y1, x1 - self.left, self.top - y0)
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
