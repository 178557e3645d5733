"""Places where a test may end the process at once, as ``kill -9`` or a power cut would.

``SPORTELLO_FAILPOINT=name:count`` ends the process at the count-th passing of ``name`` (``*``: any name). Without that
variable a passing costs one comparison. ``SPORTELLO_FAILPOINT=list`` writes every name passed to standard error.
"""

from __future__ import annotations

import os
import sys

_wanted = ""
_left = 1

#: What the shell reports of a process that was killed.
KILLED = 137


def arm(said: str) -> None:
    """Set what ``SPORTELLO_FAILPOINT`` says; a forked process has read the variable long ago."""
    global _wanted, _left  # noqa: PLW0603 - one failpoint in the life of a process
    _wanted, _, count = said.partition(":")
    _left = int(count) if count.isdecimal() else 1


def reach(name: str) -> None:
    """Pass the place ``name``, or end there without any clean-up."""
    if _wanted:
        _stop_at(name)


def _stop_at(name: str) -> None:
    global _left  # noqa: PLW0603 - counts down once in the life of the process
    if _wanted == "list":
        sys.stderr.write(f"failpoint {name}\n")
    elif _wanted in {"*", name}:
        _left -= 1
        if _left == 0:
            os._exit(KILLED)


arm(os.environ.get("SPORTELLO_FAILPOINT", ""))
