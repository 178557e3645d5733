"""The one message from the caller to a supervisor: limits and folders in the clear, the work as a pickle of ours.

The supervisor opens only the outer part; the pickle (function name and arguments, made by the caller, trusted) is
opened in the forked child, so whatever it imports or builds costs one document at most.
"""

from __future__ import annotations

import importlib
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.isolation.model import Limits, Task


@dataclass(frozen=True, slots=True)
class Request:
    """What the supervisor needs to fork, and the sealed work for the child."""

    limits: Limits
    writes: tuple[Path, ...]
    work: bytes


def to_bytes(task: Task, limits: Limits) -> bytes:
    """Pack a task; raises ``TypeError``/``pickle.PicklingError`` for arguments that cannot travel."""
    work = pickle.dumps((name_of(task.function), task.args))
    return pickle.dumps(Request(task.limits or limits, task.writes, work))


def from_bytes(message: bytes) -> Request:
    """Unpack what ``to_bytes`` made; the message comes from the caller's own process."""
    request = pickle.loads(message)  # noqa: S301 - from the process that started us, over a private socket
    if not isinstance(request, Request):
        raise TypeError(f"not a request: {type(request)}")
    return request


def open_work(work: bytes) -> tuple[Callable[..., Any], tuple[Any, ...]]:
    """Return function and arguments (child only)."""
    name, args = pickle.loads(work)  # noqa: S301 - as above
    module, _, qualname = name.partition(":")
    function: Any = importlib.import_module(module)
    for part in qualname.split("."):
        function = getattr(function, part)
    return function, args


def name_of(function: str | Callable[..., Any]) -> str:
    """Return ``module:qualname``; raises ``ValueError`` for what a fresh process could not find by name."""
    name = function if isinstance(function, str) else f"{function.__module__}:{function.__qualname__}"
    module, colon, qualname = name.partition(":")
    if not colon or not module or "<" in qualname or module == "__main__":
        raise ValueError(f"a function of a module's top level is needed, not {name!r}")
    return name
