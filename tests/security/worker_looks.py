"""In a worker: which of our modules a piece of work has to load first."""

from __future__ import annotations

import importlib
import sys
from typing import Any

OURS = ("domain", "extractors", "validators", "sportello", "storage", "reports")


def loads(function: str, *args: Any) -> list[str]:
    """Do the work named ``module:function`` and return the modules of ours that were not there before."""
    before = set(sys.modules)
    module, _, name = function.partition(":")
    getattr(importlib.import_module(module), name)(*args)
    return sorted(new for new in set(sys.modules) - before if new.partition(".")[0] in OURS)
