"""Slices of long lists: a statement takes a limited number of values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

T = TypeVar("T")

#: SQLite before 3.32 takes 999 values in a statement.
SIZE = 400


def slices(values: list[T], size: int = SIZE) -> Iterator[list[T]]:
    """Yield ``values`` in their order, at most ``size`` at a time."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
