"""Rows of a ruled grid that are rows of the table under its head: their cells stand in the head's columns."""

from __future__ import annotations

from collections.abc import Sequence

from domain.geometry import Box

Band = tuple[str, float, float]
#: Points by which a cell may reach out of its column.
_OUT = 4.0
#: Share of the columns in which a row of the table has cells of its own.
_SHARE = 0.6


def in_columns(boxes: Sequence[Box], bands: Sequence[Band]) -> bool:
    """Tell whether a row's cells are those of the columns: a spreadsheet is one grid, in which a table is followed by other rows.

    A cell over several columns is a heading or a label; one column parted in two holds ``SI`` and ``NO``; a column
    without a cell has one that reaches in from a row above.
    """
    own = sum(any(x0 - _OUT <= b.x0 and b.x1 <= x1 + _OUT for b in boxes) for _, x0, x1 in bands)
    over = any(sum(b.x0 <= (x0 + x1) / 2 <= b.x1 for _, x0, x1 in bands) > 1 for b in boxes)
    return own >= _SHARE * len(bands) or not over
