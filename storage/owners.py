"""Who works on what: an owner's name tells another process on this machine whether it is still alive."""

from __future__ import annotations

import os
import socket
from pathlib import Path


def this_owner() -> str:
    """Return the name of this process: host, process number and the moment it started (numbers are reused)."""
    return f"{socket.gethostname()}:{os.getpid()}:{_started(os.getpid())}"


def is_dead(owner: str) -> bool:
    """Tell whether ``owner`` surely runs no more. On another host nobody can tell: then its lease must run out."""
    host, _, rest = owner.rpartition(":")[0].rpartition(":")
    started = owner.rpartition(":")[2]
    if host != socket.gethostname() or not rest.isdecimal():
        return False
    return _started(int(rest)) != started


def _started(process: int) -> str:
    try:
        facts = Path(f"/proc/{process}/stat").read_text("ascii", "replace")
    except OSError:
        return "-"
    after_name = facts.rpartition(")")[2].split()
    return "-" if after_name[0] == "Z" else after_name[19]
