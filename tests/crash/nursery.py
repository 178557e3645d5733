"""Forks supervisors on request: a small process with the workers' libraries loaded, asked through a socket.

    python tests/crash/nursery.py SOCKET MODULE...      says "ready", ends when its standard input closes

Supervisors that are forks of the tests' own process would carry all of its pages into every document's fork.
"""

from __future__ import annotations

import gc
import importlib
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from extractors.isolation import supervisor, workshop
from extractors.isolation.slot import Slot

_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class _Process:
    """A supervisor that is no child of ours, as ``Slot`` handles a started one."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        try:
            self._handle = os.pidfd_open(pid)
        except ProcessLookupError:
            self._handle = -1

    def wait(self, timeout: float | None = None) -> None:
        """Wait for its end."""
        if self._handle < 0:
            return
        ended, _, _ = select.select([self._handle], [], [], timeout)
        if not ended:
            raise subprocess.TimeoutExpired("supervisor", timeout or 0.0)
        os.close(self._handle)
        self._handle = -1

    def kill(self) -> None:
        """Kill it."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)


class Nursery:
    """The process as its users see it."""

    def __init__(self, address: Path, modules: Iterable[str]) -> None:
        self.address = address
        command = [sys.executable, __file__, str(address), *modules]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, **_ONE_THREAD}
        )
        assert self._process.stdout is not None
        self._process.stdout.readline()

    def adopt(self) -> None:
        """Have every workshop of this process and of its forks take its supervisors from here."""
        address = self.address

        class NurserySlot(Slot):
            """A slot whose supervisor is forked by the nursery."""

            def start(self) -> None:
                """Ask for a supervisor if there is none."""
                if self._process is not None:
                    return
                ours, theirs = socket.socketpair()
                with theirs, socket.socket(socket.AF_UNIX) as line:
                    line.connect(str(address))
                    socket.send_fds(line, [b"1"], [theirs.fileno()])
                    self._process = _Process(int(line.recv(20)))
                self._socket, self._guards = ours, None

        workshop.Slot = NurserySlot  # a patch: what is tested here is dying, not starting

    def close(self) -> None:
        """End it."""
        self._process.communicate(timeout=20)


def _supervise(control: int) -> NoReturn:
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        nothing = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(nothing, number)
        os.closerange(3, control)
        os.closerange(control + 1, 1024)
        os._exit(supervisor.main([str(control)]))
    finally:
        os._exit(1)


def _asked(line: socket.socket) -> list[int]:
    """Return the control socket handed over; none where the caller was killed before it could ask."""
    try:
        return socket.recv_fds(line, 1, 1)[1]
    except OSError:
        return []


def main() -> None:
    """Serve."""
    for name in sys.argv[2:]:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # they are reaped by the kernel
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(sys.argv[1])
        server.listen(64)
        print("ready", flush=True)
        while True:
            ready, _, _ = select.select([server, sys.stdin], [], [])
            if sys.stdin in ready:
                return
            line, _ = server.accept()
            with line:
                for control in _asked(line):
                    pid = os.fork()
                    if pid == 0:
                        _supervise(control)
                    os.close(control)
                    with suppress(OSError):
                        line.sendall(str(pid).encode())


if __name__ == "__main__":
    main()
