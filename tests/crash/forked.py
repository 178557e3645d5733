"""Hundreds of runs without starting an interpreter for each: everything is imported once, each run is a fork.

A run is the real command in a process of its own, which may be killed as any other. Its supervisors are forks too
(``ForkedSlot``); they put up the same walls and fork once more for every document, as those that are started do.
"""

from __future__ import annotations

import functools
import gc
import importlib
import os
import pickle
import select
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import typer.main

from extractors.isolation import guards, supervisor, workshop
from extractors.isolation.slot import Slot
from sportello.cli.main import app as commands
from storage import failpoints

#: No file descriptor of ours is above this.
_HIGHEST = 4096


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
        return pickle.loads(data)  # noqa: S301 - our own child's

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
        code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        with suppress(ChildProcessError):  # supervisors that lost their caller fall to us
            while os.waitpid(-1, os.WNOHANG)[0]:
                continue
        return code


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


@dataclass
class _Process:
    """A forked supervisor, as ``Slot`` handles a started one."""

    pid: int

    def wait(self, _timeout: float | None = None) -> int:
        return os.waitpid(self.pid, 0)[1]

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)


class ForkedSlot(Slot):
    """A slot whose supervisor is forked from this process, which has imported everything."""

    def start(self) -> None:
        """Fork the supervisor if there is none."""
        if self._process is not None:
            return
        ours, theirs = socket.socketpair()
        pid = os.fork()
        if pid == 0:
            _supervise(theirs)
        theirs.close()
        self._process = _Process(pid)
        self._socket, self._guards = ours, None


def _supervise(control: socket.socket) -> None:
    try:
        failpoints.arm("")
        os.setsid()
        nothing, line = os.open(os.devnull, os.O_RDWR), control.detach()
        for number in (0, 1, 2):
            os.dup2(nothing, number)
        # The caller's end above all: while a copy of it is open, nobody sees the caller die.
        os.closerange(3, line)
        os.closerange(line + 1, _HIGHEST)
        os._exit(supervisor.main([str(line)]))  # what it would import is there, or loaded where it is needed
    finally:
        os._exit(1)


def warm_up(first: Callable[[], Any], supervisors: Iterable[str]) -> None:
    """Have every later run be a fork of this process, with everything imported.

    ``first`` is done once to see what it imports; ``supervisors``: what these import before their first document.
    """
    workshop.Slot = ForkedSlot  # the two patches: what is tested here is dying, not starting
    typer.main.get_command = functools.cache(typer.main.get_command)
    guards.adopt_orphans()
    for name in supervisors:
        importlib.import_module(name)
    for name in Fork(lambda: (first(), sorted(sys.modules))).value()[1]:
        with suppress(ImportError):  # found under another name by its importer
            importlib.import_module(name)
    typer.main.get_command(commands)
    gc.collect()
    gc.freeze()
