"""Watching one child to its end, and judging what the end means."""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import time
from contextlib import suppress

from extractors.isolation import child
from extractors.isolation.model import FailureKind, Limits

_PIECE = 1 << 16
_ERRORS_KEPT = 4096
_MIB = 1 << 20
#: Without pidfd (old kernels, some sandboxes) the child's end is looked for this often.
_TICK_SECONDS = 0.02


class Watch:
    """One child: its answer so far, the tail of what it wrote to standard error, its deadline."""

    def __init__(self, pid: int, answer: int, errors: int, limits: Limits, started: float) -> None:
        self.pid, self.answer_pipe, self.errors_pipe, self.limits = pid, answer, errors, limits
        self.deadline = started + limits.wall_seconds
        self.answer, self.errors = bytearray(), b""
        self.over = self.caller_gone = self.late = self.too_much = False
        os.set_blocking(answer, False)
        os.set_blocking(errors, False)
        try:
            self.pidfd: int | None = os.pidfd_open(pid)
        except OSError:
            self.pidfd = None

    def step(self, control: int) -> None:
        """Wait for the next thing to happen and note it."""
        poll = select.poll()
        for descriptor in (control, self.answer_pipe, self.errors_pipe, self.pidfd):
            if descriptor is not None and descriptor >= 0:
                poll.register(descriptor, select.POLLIN)
        left = max(0.0, self.deadline - time.monotonic())
        ready = {fd for fd, _ in poll.poll(1000 * (left if self.pidfd is not None else min(left, _TICK_SECONDS)))}
        # The caller never speaks while a document is under way: a readable socket means that it is gone.
        self.caller_gone = control in ready
        self.drain()
        self.late = time.monotonic() >= self.deadline
        self.over = self.late or self.too_much or self._ended(ready)

    def _ended(self, ready: set[int]) -> bool:
        if self.pidfd is not None:
            return self.pidfd in ready
        return os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

    def drain(self) -> None:
        """Take what lies in the pipes, up to the limit of the answer and the tail of the errors."""
        while piece := self._read("answer_pipe"):
            self.answer += piece
            if len(self.answer) > self.limits.output_mb * _MIB:
                self.too_much = True
                return
        # Bounded: a child that writes errors without end must not hold us here.
        for _ in range(16):
            if not (piece := self._read("errors_pipe")):
                return
            self.errors = (self.errors + piece)[-_ERRORS_KEPT:]

    def _read(self, pipe: str) -> bytes:
        """Read one piece; a pipe at its end is no longer polled (it would always be ready)."""
        descriptor: int = getattr(self, pipe)
        if descriptor < 0:
            return b""
        try:
            piece = os.read(descriptor, _PIECE)
        except BlockingIOError:
            return b""
        if not piece:
            os.close(descriptor)
            setattr(self, pipe, -1)
        return piece

    def close(self) -> None:
        """Give the descriptors back."""
        for descriptor in (self.answer_pipe, self.errors_pipe, self.pidfd):
            if descriptor is not None and descriptor >= 0:
                with suppress(OSError):
                    os.close(descriptor)


def judge(watch: Watch, status: int, usage: resource.struct_rusage, wall: float) -> bytes:
    """Return the outcome's frame: a line of JSON about the end, then the child's value if there is one."""
    cpu = usage.ru_utime + usage.ru_stime
    cost = {"cpu_seconds": cpu, "wall_seconds": wall, "peak_mb": usage.ru_maxrss / 1024}
    failure = _failure(watch, status, cpu, usage.ru_maxrss / 1024)
    if failure is None:
        return json.dumps({"cost": cost}).encode() + b"\n" + watch.answer[1:]
    kind, diagnosis = failure
    return json.dumps({"cost": cost, "kind": kind, "diagnosis": diagnosis}).encode() + b"\n"


def _failure(watch: Watch, status: int, cpu: float, peak_mb: float) -> tuple[FailureKind, str] | None:
    limits = watch.limits
    if watch.too_much:
        return FailureKind.OUTPUT, f"il risultato supera il limite di {limits.output_mb} MB"
    if watch.late:
        return FailureKind.TIMEOUT, f"superato il limite di {limits.wall_seconds:g} s di durata"
    if not os.WIFSIGNALED(status):
        return _told(watch, os.waitstatus_to_exitcode(status))
    number = os.WTERMSIG(status)
    if number == signal.SIGXCPU or (number == signal.SIGKILL and cpu >= limits.cpu_seconds):
        return FailureKind.TIMEOUT, f"superato il limite di {limits.cpu_seconds} s di CPU"
    if number == signal.SIGKILL:
        return FailureKind.MEMORY, "processo terminato dal sistema (SIGKILL): di solito memoria esaurita"
    name, said = signal.Signals(number).name, watch.errors.decode("utf-8", "replace")[-500:].strip()
    # Native libraries abort when an allocation fails; nothing but their last words or their size tells.
    if "bad_alloc" in said or "memory" in said.lower() or peak_mb > 0.6 * limits.memory_mb:
        return FailureKind.MEMORY, f"memoria esaurita (limite {limits.memory_mb} MB; {name}) {said}".strip()
    return FailureKind.CRASH, f"processo caduto ({name}) {said}".strip()


def _told(watch: Watch, exit_code: int) -> tuple[FailureKind, str] | None:
    """Judge a child that ended by itself: by the first byte of its answer."""
    first, rest = bytes(watch.answer[:1]), bytes(watch.answer[1:4001]).decode("utf-8", "replace")
    if exit_code != 0 or not first:
        return FailureKind.CRASH, f"processo terminato senza risultato (codice {exit_code})"
    if first == child.DONE:
        return None
    if first == child.MEMORY:
        return FailureKind.MEMORY, f"memoria esaurita (limite {watch.limits.memory_mb} MB)"
    return (FailureKind.OUTPUT if first == child.OUTPUT else FailureKind.BUG), rest
