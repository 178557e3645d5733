"""The walls around a worker process: limits, no network, no programs, no writing outside, death with its parent.

Each wall is tried and its absence reported (``Guards``): old kernels and some containers lack one or the other.
Plain ctypes on prctl(2), unshare(2), seccomp(2) and landlock(7): no library and no privilege needed.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
from collections.abc import Iterable
from pathlib import Path

from extractors.isolation.model import Limits
from extractors.isolation.seccomp import deny_syscalls

_libc = ctypes.CDLL(None, use_errno=True)

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_SET_CHILD_SUBREAPER = 1, 38, 36
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_MIB = 1 << 20


def die_with_parent(parent: int) -> None:
    """Have the kernel kill this process when its parent ends; ends at once if it already has."""
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def adopt_orphans() -> None:
    """Make grandchildren that lose their parent our children, so that none survives its document."""
    _libc.prctl(_PR_SET_CHILD_SUBREAPER, 1)


def cut_network() -> bool:
    """Move this process (single-threaded!) and all its children into a network of their own; True if it worked.

    With privilege only the network is left, so that root keeps reading other users' files; without it a user
    namespace in which we are ourselves gives the right to do so.
    """
    if _libc.unshare(_CLONE_NEWNET) == 0:
        return True
    uid, gid = os.geteuid(), os.getegid()
    if _libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
        return False
    try:
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1", encoding="ascii")
    except OSError:
        # Unmapped, we are nobody by name but still the owner of our files: the worker can do its work.
        return True
    return True


def limit_resources(limits: Limits, base_bytes: int) -> None:
    """Set the rlimits of this process; ``base_bytes`` is the address space that it had before the document."""
    memory = base_bytes + limits.memory_mb * _MIB
    for what, soft, hard in (
        (resource.RLIMIT_AS, memory, memory),
        # Soft: SIGXCPU, tells a time-out from other deaths. Hard, one second later: SIGKILL.
        (resource.RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 1),
        (resource.RLIMIT_FSIZE, limits.file_mb * _MIB, limits.file_mb * _MIB),
        (resource.RLIMIT_NOFILE, limits.open_files, limits.open_files),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        ceiling = resource.getrlimit(what)[1]
        if ceiling != resource.RLIM_INFINITY:
            soft, hard = min(soft, ceiling), min(hard, ceiling)  # noqa: PLW2901 - the administrator's limit wins
        resource.setrlimit(what, (soft, hard))


def forbid_privileges() -> None:
    """No set-uid program can give privileges from here on; seccomp and Landlock require it of ordinary users."""
    _libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def forbid_syscalls(*, programs: bool) -> bool:
    """Deny sockets and meddling with other processes; without ``programs`` also new processes and programs."""
    return deny_syscalls(_libc, platform.machine(), programs=programs)


# landlock(7), ABI 1 to 7: every right that changes the file system; reading stays free.
_RULESET, _ADD_RULE, _RESTRICT = 444, 445, 446
_WRITE_RIGHTS = {1: 0b1_1111_1111_0010, 2: 1 << 13, 3: 1 << 14, 5: 1 << 15}
_FILE_RIGHTS = 1 << 1 | 1 << 14 | 1 << 15
_O_PATH = 0o10000000
#: No devices, sockets or symbolic links, not even where writing is allowed.
_NEVER = 1 << 6 | 1 << 9 | 1 << 11 | 1 << 12


class _Ruleset(ctypes.Structure):
    _fields_ = (("fs", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("access", ctypes.c_uint64), ("parent", ctypes.c_int32))


def landlock_version() -> int:
    """Return the kernel's Landlock ABI, 0 when it has none."""
    return max(0, int(_libc.syscall(_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(1))))


def confine_writes(folders: Iterable[Path]) -> bool:
    """Let this process change files only below ``folders`` (and write to /dev/null); True if the kernel does it."""
    version = landlock_version()
    if version == 0:
        return False
    rights = sum(bits for since, bits in _WRITE_RIGHTS.items() if since <= version)
    # ABI 4: no TCP; ABI 6: no abstract sockets and no signals to processes outside.
    attributes = _Ruleset(rights, 0b11 if version >= 4 else 0, 0b11 if version >= 6 else 0)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    ruleset = _libc.syscall(_RULESET, ctypes.byref(attributes), ctypes.c_size_t(size), ctypes.c_uint32(0))
    if ruleset < 0:
        return False
    for path in (Path(os.devnull), *folders):
        target = os.open(path, _O_PATH | os.O_CLOEXEC)
        rule = _Beneath(rights & ~_NEVER if path.is_dir() else rights & _FILE_RIGHTS, target)
        _libc.syscall(_ADD_RULE, ruleset, 1, ctypes.byref(rule), ctypes.c_uint32(0))
        os.close(target)
    done = _libc.syscall(_RESTRICT, ruleset, ctypes.c_uint32(0)) == 0
    os.close(ruleset)
    return bool(done)
