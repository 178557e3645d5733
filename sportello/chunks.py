"""Slices of long runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield ``items`` in lists of ``size``, the last one shorter (``itertools.batched`` comes with Python 3.12)."""
    waiting = iter(items)
    while chunk := list(islice(waiting, size)):
        yield chunk
