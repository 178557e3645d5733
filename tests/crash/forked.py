"""Hundreds of runs without starting an interpreter for each: everything is imported once, each run is a fork.

A run is the real command in a process of its own, which may be killed as any other. Its supervisors come from
``nursery.py``; they put up the same walls and fork once more for every document, as those that are started do.
"""

from __future__ import annotations

import functools
import gc
import importlib
import os
import pickle
import select
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import typer.main

from sportello.cli.commands import MODULES, command_line


class Fork:
    """One piece of work in a forked process: wait for its value, or kill it."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self._read, write = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._read)
            _do(work, write)
        os.close(write)

    def value(self) -> Any:
        """Wait for the end and return the value; ``RuntimeError`` when there is none (it was killed, or broke)."""
        with os.fdopen(self._read, "rb") as pipe:
            data = pipe.read()
        status = self._reap()
        if status != 0:
            raise RuntimeError(f"the forked run ended with {status}")
        return pickle.loads(data)

    def end(self) -> int:
        """Wait for the end and return the exit code (negative: the signal)."""
        with os.fdopen(self._read, "rb") as pipe:
            pipe.read()
        return self._reap()

    def killed_after(self, seconds: float) -> bool:
        """Kill it with -9 at that moment; False when it had ended by then."""
        ready, _, _ = select.select([self._read], [], [], seconds)
        if not ready:
            os.kill(self.pid, signal.SIGKILL)
        return self.end() == -signal.SIGKILL

    def _reap(self) -> int:
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def _do(work: Callable[[], Any], write: int) -> None:
    code = 70
    try:
        value = work()
        with os.fdopen(write, "wb") as out:
            pickle.dump(value, out)
        code = 0
    except BaseException:  # noqa: BLE001 - the end of a process of ours: told, never passed on to the parent's stack
        traceback.print_exc(file=sys.__stderr__)
    finally:
        os._exit(code)


def warm_up(first: Callable[[], Any]) -> None:
    """Have every later run be a fork of this process, with everything imported that ``first``, done once, imports."""
    # A patch: the commands are put together once, not by every run.
    typer.main.get_command = functools.cache(typer.main.get_command)
    for name in Fork(lambda: (first(), sorted(sys.modules))).value()[1]:
        with suppress(ImportError):  # found under another name by its importer
            importlib.import_module(name)
    for command in MODULES:
        typer.main.get_command(command_line(command))
    gc.collect()
    gc.freeze()
