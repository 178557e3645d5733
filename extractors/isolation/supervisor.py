"""The warm supervisor: a fresh interpreter, one thread, the libraries imported once, a fork for every document.

Started by ``Workshop`` as ``python -m extractors.isolation.supervisor FD MODULE...``. It never looks at foreign
bytes itself. It ends when the caller's end of the socket closes, whatever the caller died of.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import resource
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from extractors.isolation import child, guards
from extractors.isolation.frames import receive_frame, send_frame
from extractors.isolation.model import Guards
from extractors.isolation.request import Request, from_bytes
from extractors.isolation.watch import Watch, judge


def main(arguments: list[str]) -> int:
    """Warm up, say hello, then serve until the caller is gone."""
    control = socket.socket(fileno=int(arguments[0]))
    os.set_inheritable(control.fileno(), False)
    guards.adopt_orphans()
    # Before the libraries: a user namespace can be entered only while there is one thread.
    network = guards.cut_network()
    for module in arguments[1:]:
        importlib.import_module(module)
    # The children must not dirty our pages by collecting what they inherited.
    gc.collect()
    gc.freeze()
    send_frame(control, json.dumps(asdict(_survey(network))).encode())
    while (message := receive_frame(control)) is not None:
        send_frame(control, serve(control, from_bytes(message)))
    return 0


def serve(control: socket.socket, request: Request) -> bytes:
    """Fork for one document, watch it to its end, and return the outcome's frame."""
    answer_in, answer_out = os.pipe()
    errors_in, errors_out = os.pipe()
    supervisor, base, started = os.getpid(), _address_space(), time.monotonic()
    pid = os.fork()
    if pid == 0:
        child.run(request, answer_out, errors_out, supervisor, base)
    os.close(answer_out)
    os.close(errors_out)
    watch = Watch(pid, answer_in, errors_in, request.limits, started)
    try:
        while not watch.over:
            watch.step(control.fileno())
            if watch.caller_gone:
                sys.exit(0)
    finally:
        # Whatever the document started ends with it, before its leader's number can be used again.
        _kill_group(pid)
    status, usage = _reap(pid)
    watch.drain()
    watch.close()
    return judge(watch, status, usage, time.monotonic() - started)


def _kill_group(pid: int) -> None:
    for kill in (os.killpg, os.kill):
        try:
            kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


def _reap(pid: int) -> tuple[int, resource.struct_rusage]:
    """Collect the child, and any grandchild that left its group and fell to us."""
    _, status, usage = os.wait4(pid, 0)
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    while stray := (children.read_text(encoding="ascii").split() if children.exists() else []):
        for number in map(int, stray):
            os.kill(number, signal.SIGKILL)
            os.waitpid(number, 0)
    return status, usage


def _address_space() -> int:
    """Return the bytes of address space in use (field 1 of statm, in pages)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _tried(wall: Callable[[], bool]) -> bool:
    """Put a wall up in a child of no consequence and tell whether it stood."""
    pid = os.fork()
    if pid == 0:
        guards.forbid_privileges()
        os._exit(0 if wall() else 1)
    return os.waitpid(pid, 0)[1] == 0


def _survey(network: bool) -> Guards:
    """Find out which walls this kernel gives."""
    filtered = _tried(lambda: guards.forbid_syscalls(programs=False))
    return Guards(
        network="namespace" if network else "seccomp" if filtered else "none",
        processes="seccomp" if filtered else "group",
        files="landlock" if _tried(lambda: guards.confine_writes(())) else "none",
        threads=len(list(Path("/proc/self/task").iterdir())),
        base_mb=_address_space() / (1 << 20),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
