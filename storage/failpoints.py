"""Places where a test may end the process at once, as ``kill -9`` or a power cut would.

``SPORTELLO_FAILPOINT=name:count`` ends the process at the count-th passing of ``name`` (``*``: any name). Without that
variable a passing costs one comparison. ``SPORTELLO_FAILPOINT=list`` writes every name passed to standard error.
"""

from __future__ import annotations

import os
import sys

_WANTED, _, _COUNT = os.environ.get("SPORTELLO_FAILPOINT", "").partition(":")
_left = int(_COUNT) if _COUNT.isdecimal() else 1

#: What the shell reports of a process that was killed.
KILLED = 137


def reach(name: str) -> None:
    """Pass the place ``name``, or end there without any clean-up."""
    if _WANTED:
        _stop_at(name)


def _stop_at(name: str) -> None:
    global _left  # noqa: PLW0603 - counts down once in the life of the process
    if _WANTED == "list":
        sys.stderr.write(f"failpoint {name}\n")
    elif _WANTED in {"*", name}:
        _left -= 1
        if _left == 0:
            os._exit(KILLED)
