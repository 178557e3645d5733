"""One supervisor process as the caller sees it: start, send a task, collect its outcome, stop, start again."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO, Any

import extractors
from extractors.isolation.codec import CodecError, decode
from extractors.isolation.frames import receive_frame, send_frame
from extractors.isolation.model import Cost, Done, Failed, FailureKind, Guards, Limits, Outcome, Task
from extractors.isolation.request import to_bytes

#: A supervisor answers at the wall-time limit; this much later it is taken for dead.
_GRACE_SECONDS = 15.0
#: Importing the heaviest libraries on a loaded machine takes seconds; longer than this, something hangs.
_START_SECONDS = 120.0

#: What a worker needs of the environment; passwords and addresses of ours stay outside.
_ENVIRONMENT = ("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
#: One thread in every library: threads do not survive a fork, and documents are our parallelism.
_ONE_THREAD = ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

_ROOT = Path(next(iter(extractors.__path__))).resolve().parent


class Slot:
    """A place for one supervisor and at most one task under way."""

    def __init__(self, warm: tuple[str, ...], path: tuple[Path, ...]) -> None:
        self._warm, self._path = warm, path
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None
        self._words: IO[bytes] | None = None
        self._guards: Guards | None = None
        self._task: Task | None = None
        self.patience = 0.0

    @property
    def socket(self) -> socket.socket:
        """Our end of the line; readable when there is an outcome (or the supervisor is gone)."""
        assert self._socket is not None, "the slot was not started"
        return self._socket

    def start(self) -> None:
        """Start the supervisor if there is none; does not wait for it to be warm."""
        if self._process is not None:
            return
        ours, theirs = socket.socketpair()
        environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
        environment |= dict.fromkeys(_ONE_THREAD, "1")
        environment["PYTHONPATH"] = os.pathsep.join(map(str, (_ROOT, *self._path)))
        # -P: the folder in which the user happens to stand is no place to import from.
        command = [sys.executable, "-P", "-m", "extractors.isolation.supervisor", str(theirs.fileno()), *self._warm]
        # What it says is for the error below, not for the user's terminal.
        self._words = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the supervisor; stop() closes it
        with theirs:
            self._process = subprocess.Popen(
                command,
                env=environment,
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._words,
                start_new_session=True,  # Ctrl-C is the caller's to answer; it closes the line
            )
        self._socket, self._guards = ours, None

    def hello(self) -> Guards:
        """Wait until the supervisor is warm; raises ``RuntimeError`` with its last words when it cannot start."""
        self.start()
        if self._guards is None:
            self.socket.settimeout(_START_SECONDS)
            try:
                greeting = receive_frame(self.socket)
            except TimeoutError:
                greeting = None
            self.socket.settimeout(None)
            if greeting is None:
                raise RuntimeError(f"the worker's supervisor did not start: {self._last_words()}")
            self._guards = Guards(**json.loads(greeting))
        return self._guards

    def _last_words(self) -> str:
        """Stop the supervisor and return the end of what it wrote to standard error."""
        words, self._words = self._words, None
        self.stop()
        if words is None:
            return ""
        with words:
            words.seek(0)
            return words.read()[-500:].decode("utf-8", "replace").strip()

    def send(self, task: Task, limits: Limits) -> None:
        """Hand a task over; a supervisor that died idle is replaced."""
        message = to_bytes(task, limits)
        self.hello()
        try:
            send_frame(self.socket, message)
        except OSError:
            self.stop()
            self.hello()
            send_frame(self.socket, message)
        self._task = task
        self.patience = time.monotonic() + (task.limits or limits).wall_seconds + _GRACE_SECONDS

    def collect(self) -> tuple[Any, Outcome]:
        """Return the key and outcome of the task under way; a stuck or dead supervisor is stopped."""
        assert self._task is not None, "no task under way"
        key, self._task = self._task.key, None
        if time.monotonic() >= self.patience:
            self.stop()
            return key, Failed(FailureKind.TIMEOUT, "il supervisore non ha risposto nel tempo previsto")
        frame = receive_frame(self.socket)
        if frame is None:
            self.stop()
            return key, Failed(FailureKind.CRASH, "il supervisore del processo è caduto")
        return key, _outcome(frame)

    def stop(self) -> None:
        """Close the line (the supervisor kills its child and ends) and make sure that it is gone."""
        if self._socket is not None:
            self._socket.close()
        if self._process is not None:
            try:
                self._process.wait(2.0)
            except subprocess.TimeoutExpired:
                # Its child dies with it (PR_SET_PDEATHSIG).
                self._process.kill()
                self._process.wait()
        if self._words is not None:
            self._words.close()
        self._process = self._socket = self._words = self._guards = self._task = None


def _outcome(frame: bytes) -> Outcome:
    head, _, value = frame.partition(b"\n")
    about = json.loads(head)
    cost = Cost(**about["cost"])
    if "kind" in about:
        return Failed(FailureKind(about["kind"]), about["diagnosis"], cost)
    try:
        return Done(decode(value), cost)
    except CodecError as error:
        return Failed(FailureKind.OUTPUT, f"risultato illeggibile: {error}", cost)
