"""The forked child: walls up, one function, one answer, gone."""

from __future__ import annotations

import errno
import os
import traceback
from pathlib import Path
from typing import NoReturn

from extractors.isolation import guards
from extractors.isolation.codec import CodecError, encode
from extractors.isolation.request import Request, open_work

#: First byte of the answer: a value, out of memory, too large a file, a bug.
DONE, MEMORY, OUTPUT, BUG = b"D", b"M", b"O", b"B"

_DIAGNOSIS_BYTES = 4000


def run(request: Request, answer: int, errors: int, supervisor: int, base_bytes: int) -> NoReturn:
    """Do the work of ``request`` and write the answer to the descriptor ``answer``; never returns."""
    guards.die_with_parent(supervisor)
    os.setpgid(0, 0)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(errors, 1)
    os.dup2(errors, 2)
    os.dup2(answer, 3)
    # Above all the supervisor's control socket: a taken-over child must not speak for it.
    os.closerange(4, 1024)
    _answer(_work(request, base_bytes))
    os._exit(0)


def _work(request: Request, base_bytes: int) -> bytes:
    try:
        guards.forbid_privileges()
        guards.confine_writes(request.writes)
        guards.forbid_syscalls(programs=request.limits.processes)
        guards.limit_resources(request.limits, base_bytes)
        function, args = open_work(request.work)
        return DONE + encode(function(*args))
    except MemoryError:
        return MEMORY
    except CodecError as error:
        return BUG + f"il risultato non può uscire dal processo: {error}".encode()
    except Exception as error:  # noqa: BLE001 - the process boundary: whatever happened must become a diagnosis
        if isinstance(error, OSError) and error.errno == errno.EFBIG:
            return OUTPUT + b"un file scritto supera il limite"
        if _no_memory(error):
            return MEMORY
        return BUG + _describe(error).encode("utf-8", "replace")


def _no_memory(error: Exception) -> bool:
    """Tell whether a library reports failed memory by an exception of its own (OpenCV, Pillow, Tesseract's wrapper)."""
    said = str(error).lower()
    return any(
        words in said for words in ("insufficient memory", "bad_alloc", "cannot allocate memory", "out of memory")
    )


def _describe(error: Exception) -> str:
    """Say what happened and where; the last five places are enough to find it."""
    places = traceback.extract_tb(error.__traceback__)[-5:]
    where = " < ".join(f"{Path(p.filename).name}:{p.lineno} {p.name}" for p in reversed(places))
    return f"{type(error).__name__}: {str(error)[:1000]} [{where}]"[:_DIAGNOSIS_BYTES]


def _answer(message: bytes) -> None:
    view = memoryview(message)
    while view:
        view = view[os.write(3, view) :]
