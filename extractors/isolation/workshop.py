"""The caller's side: supervisors, one task in flight on each, outcomes as they come."""

from __future__ import annotations

import selectors
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from extractors.isolation.model import Guards, Limits, Outcome, Task
from extractors.isolation.slot import Slot


class Workshop:
    """A number of warm supervisors. Not to be shared between threads; a process may have several.

    ``warm``: modules that every supervisor imports once, so that a document pays a fork and not an import.
    ``path``: further folders from which the supervisors may import (tests).
    """

    def __init__(
        self,
        workers: int = 1,
        limits: Limits | None = None,
        warm: tuple[str, ...] = (),
        path: tuple[Path, ...] = (),
    ) -> None:
        self.limits = limits or Limits()
        self._slots = [Slot(warm, path) for _ in range(max(1, workers))]

    def __enter__(self) -> Self:
        """Start the supervisors; they warm up side by side."""
        for slot in self._slots:
            slot.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        """Stop the supervisors and whatever they have under way."""
        for slot in self._slots:
            slot.stop()

    @property
    def guards(self) -> Guards:
        """Which walls are in force on this machine."""
        return self._slots[0].hello()

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Any, Outcome]]:
        """Yield ``(key, outcome)`` as documents end, in no particular order.

        A task is taken from ``tasks`` only when a worker is free for it, so memory does not grow with their
        number. A dead supervisor is replaced; its document ends as ``crash``. If the caller stops listening,
        what is under way is ended.
        """
        waiting = iter(tasks)
        selector = selectors.DefaultSelector()
        try:
            for slot in self._slots:
                self._feed(slot, waiting, selector)
            while selector.get_map():
                for slot in self._ready(selector):
                    selector.unregister(slot.socket)
                    ended = slot.collect()
                    self._feed(slot, waiting, selector)
                    yield ended
        finally:
            for key in list(selector.get_map().values()):
                key.data.stop()
            selector.close()

    def _feed(self, slot: Slot, waiting: Iterator[Task], selector: selectors.BaseSelector) -> None:
        task = next(waiting, None)
        if task is not None:
            slot.send(task, self.limits)
            selector.register(slot.socket, selectors.EVENT_READ, slot)

    def _ready(self, selector: selectors.BaseSelector) -> list[Slot]:
        """Wait until a slot has an outcome, or one is so late that its supervisor itself must be stuck."""
        busy: list[Slot] = [key.data for key in selector.get_map().values()]
        left = min(slot.patience for slot in busy) - time.monotonic()
        ready = [key.data for key, _ in selector.select(max(0.0, left))]
        return ready or [slot for slot in busy if slot.patience <= time.monotonic()]


def run_here(
    function: str | Callable[..., Any],
    args: tuple[Any, ...] = (),
    limits: Limits | None = None,
    writes: tuple[Path, ...] = (),
) -> Outcome:
    """Do one task in a worker of its own and return its outcome (a fresh interpreter: about half a second)."""
    with Workshop(1, limits) as shop:
        for _, outcome in shop.run([Task("here", function, args, writes)]):
            return outcome
    raise AssertionError("a workshop gives one outcome for one task")
