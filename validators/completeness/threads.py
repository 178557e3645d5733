"""One core for a short sum: numpy's library spreads it over all of them and lets them wait awake, which costs ten times as much."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module

_NAMES = ("scipy_openblas_{}_num_threads64_", "scipy_openblas_{}_num_threads", "openblas_{}_num_threads")


@contextmanager
def one_thread() -> Iterator[None]:
    """Let numpy's matrix library (OpenBLAS) use one thread inside; nothing happens where numpy has another library."""
    found = _switches()
    if found is None:
        yield
        return
    get, put = found
    before = get()
    put(1)
    try:
        yield
    finally:
        put(before)


@lru_cache(maxsize=1)
def _switches() -> tuple[ctypes._NamedFuncPointer, ctypes._NamedFuncPointer] | None:
    library = ctypes.CDLL(import_module("numpy._core._multiarray_umath").__file__)
    for name in _NAMES:
        if hasattr(library, name.format("set")):
            return getattr(library, name.format("get")), getattr(library, name.format("set"))
    return None
