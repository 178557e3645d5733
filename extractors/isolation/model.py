"""What goes into a worker process and what comes out of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may use; policy with defaults of ours (issue 7, point 1), to be set by the settings.

    ``memory_mb``: address space beyond what the warm libraries have already mapped. ``cpu_seconds``,
    ``wall_seconds``: time. ``open_files``: descriptors. ``file_mb``: largest single file it may write.
    ``output_mb``: largest result it may hand back. ``processes``: may start programs (only where a tool such as
    the tesseract command needs it).
    """

    memory_mb: int = 1024
    cpu_seconds: int = 60
    wall_seconds: float = 120.0
    open_files: int = 128
    file_mb: int = 512
    output_mb: int = 64
    processes: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One document's work: ``function`` is ``"module:function"`` or a function of a module's top level.

    ``args`` travel as a pickle of ours to the worker. ``writes`` are the only folders in which it may create,
    change or remove files (kernel permitting: Landlock); none by default. ``limits`` overrides the workshop's,
    for instance for the second try with larger limits.
    """

    key: Any
    function: str | Callable[..., Any]
    args: tuple[Any, ...] = ()
    writes: tuple[Path, ...] = ()
    limits: Limits | None = None


class FailureKind(StrEnum):
    """Why a worker gave no value."""

    MEMORY = "memory"
    TIMEOUT = "timeout"
    CRASH = "crash"
    OUTPUT = "output"
    BUG = "bug"


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU (user + system) and wall time in seconds, peak resident memory in MiB (the warm libraries included)."""

    cpu_seconds: float = 0.0
    wall_seconds: float = 0.0
    peak_mb: float = 0.0


@dataclass(frozen=True, slots=True)
class Done:
    """The worker's value. It is well-formed, not necessarily true: it comes from a process that ate foreign bytes."""

    value: Any
    cost: Cost = Cost()


@dataclass(frozen=True, slots=True)
class Failed:
    """No value. ``diagnosis`` is for analysts (Italian), and holds no content of the document beyond messages."""

    kind: FailureKind
    diagnosis: str
    cost: Cost = Cost()


Outcome = Done | Failed


@dataclass(frozen=True, slots=True)
class Guards:
    """Which walls are in force in the workers of this machine.

    ``network``: ``namespace`` (no interface but a dead loopback), ``seccomp`` (no sockets) or ``none``.
    ``processes``: ``seccomp`` (cannot start any) or ``group`` (killed as a group afterwards).
    ``files``: ``landlock`` (writes only where the task allows) or ``none``.
    ``threads``: threads of the supervisor after warming; must be 1, for a fork copies only one.
    ``base_mb``: address space taken by the warm libraries.
    """

    network: str
    processes: str
    files: str
    threads: int
    base_mb: float
