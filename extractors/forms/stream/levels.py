"""Things of a page by the height they stand at: what is level with a box is found without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from domain.geometry import Box

T = TypeVar("T")


class Levels(Generic[T]):
    """Things in order of the height of their middles."""

    def __init__(self, things: Iterable[T], box_of: Callable[[T], Box]) -> None:
        self._things = sorted(things, key=lambda thing: box_of(thing).centre[1])
        self._heights = [box_of(thing).centre[1] for thing in self._things]

    def between(self, top: float, bottom: float) -> list[T]:
        """Return the things whose middles stand between two heights."""
        return self._things[bisect_left(self._heights, top) : bisect_right(self._heights, bottom)]
