"""Functions that the isolation tests run inside workers: each does one bad thing."""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from domain.geometry import Box
from domain.pages import Page, Word


def double(number: int) -> int:
    return 2 * number


def a_page(words: int) -> Page:
    return Page(1, 595.0, 842.0, tuple(Word("parola", Box(1.0, 2.0, 3.5, 4.0), size=9.5) for _ in range(words)))


def hog_memory() -> int:
    return len([bytes(10_000_000) for _ in range(1_000_000)])


def loop_for_ever() -> None:
    while True:
        pass


def sleep_for_ever() -> None:
    time.sleep(3600)


def write_pid_and_sleep(path: Path) -> None:
    path.write_text(str(os.getpid()))
    time.sleep(3600)


def touch_null() -> bytes:
    return ctypes.string_at(0)


def leave(code: int) -> None:
    os._exit(code)


def kill_supervisor() -> None:
    os.kill(os.getppid(), 9)
    time.sleep(1)


def fork_without_end() -> int:
    started = 0
    while True:
        if os.fork():
            started += 1


def start_a_program() -> str:
    return subprocess.run(["/bin/echo", "ciao"], capture_output=True, text=True, check=True).stdout


def leave_a_daemon(path: Path) -> str:
    subprocess.Popen(["/bin/sh", "-c", f"echo $$ > {path}; exec sleep 3600"], start_new_session=True)
    while not path.exists() or not path.read_text():
        time.sleep(0.01)
    return path.read_text().strip()


def huge_output() -> bytes:
    return bytes(20_000_000)


def noisy(size: int) -> str:
    os.write(2, b"x" * size)
    return "fine"


def raise_error() -> None:
    raise ValueError("una cifra non torna")


def raise_exit() -> None:
    raise SystemExit(0)


def return_foreign() -> object:
    return socket.socketpair


def forge_answer(answer: bytes) -> None:
    os.write(3, answer)
    os._exit(0)


def open_socket() -> str:
    try:
        socket.create_connection(("127.0.0.1", 9), timeout=1)
    except OSError as error:
        return type(error).__name__
    return "connected"


def connect_to(port: int) -> str:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=2).close()
    except OSError as error:
        return type(error).__name__
    return "connected"


def write_file(path: Path, size: int) -> int:
    with path.open("wb") as file:
        for _ in range(size // 65536):
            file.write(bytes(65536))
    return path.stat().st_size


def make_link(path: Path, target: Path) -> None:
    path.symlink_to(target)


def open_many(path: Path) -> int:
    return len([path.open("rb") for _ in range(1000)])


def environment() -> list[str]:
    return sorted(os.environ)


def modules() -> list[str]:
    return sorted(sys.modules)
