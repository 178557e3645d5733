"""A small seccomp filter: system calls that reading a document never needs are refused with EPERM."""

from __future__ import annotations

import ctypes
import struct

_PR_SET_SECCOMP, _MODE_FILTER = 22, 2
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_EPERM, _ENOSYS = 1, 38
_CLONE_THREAD = 0x00010000

# BPF: load a word of seccomp_data, jump if equal, if bits set, if at least; return.
_LOAD, _EQ, _SET, _GE, _RETURN = 0x20, 0x15, 0x45, 0x35, 0x06
_NR, _ARCH, _ARG0 = 0, 4, 16

#: Audit number of the architecture (linux/audit.h) and the column of its numbers in the tables below.
_MACHINES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}
_CLONE = (56, 220)
_CLONE3 = 435
_X32_BIT = 0x40000000

#: Never needed to read a document: numbers on x86_64 and aarch64, None where the call does not exist.
_NEVER: dict[str, tuple[int | None, int | None]] = {
    "socket": (41, 198),
    # Other processes.
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "perf_event_open": (298, 241),
    # Rights and owners of files: Landlock watches over contents and names only.
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "lchown": (94, None),
    "fchown": (93, 55),
    "fchownat": (260, 54),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    # The machine: mounts, namespaces, modules, clocks, keys; io_uring would do all this past the filter.
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "unshare": (272, 97),
    "setns": (308, 268),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "acct": (163, 89),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
}

#: Needed only by whoever may start programs. An abort of one's own is ``tgkill``, which stays.
_STARTING: dict[str, tuple[int | None, int | None]] = {
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "kill": (62, 129),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def deny_syscalls(libc: ctypes.CDLL, machine: str, *, programs: bool) -> bool:
    """Install the filter in this process for ever; False where the machine or kernel has none."""
    if machine not in _MACHINES:
        return False
    code = _compile(machine, programs=programs)
    program = _Program(len(code) // 8, code)
    return bool(libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def _compile(machine: str, *, programs: bool) -> bytes:
    """Return the filter: instructions of eight bytes ``(code, jump if true, jump if false, operand)``."""
    arch, column = _MACHINES[machine]
    tables = (_NEVER,) if programs else (_NEVER, _STARTING)
    refused = [number for table in tables for numbers in table.values() if (number := numbers[column]) is not None]
    steps = [
        (_LOAD, 0, 0, _ARCH),
        (_EQ, 1, 0, arch),
        (_RETURN, 0, 0, _ERRNO | _EPERM),  # calls of another architecture (32 bit) have other numbers
        (_LOAD, 0, 0, _NR),
        (_GE, 0, 1, _X32_BIT),
        (_RETURN, 0, 0, _ERRNO | _EPERM),
    ]
    for number in refused:
        steps += [(_EQ, 0, 1, number), (_RETURN, 0, 0, _ERRNO | _EPERM)]
    if not programs:
        # Threads may start, processes not; clone3 hides its flags, so libc is sent back to clone.
        steps += [(_EQ, 0, 1, _CLONE3), (_RETURN, 0, 0, _ERRNO | _ENOSYS)]
        steps += [(_EQ, 0, 3, _CLONE[column]), (_LOAD, 0, 0, _ARG0), (_SET, 1, 0, _CLONE_THREAD)]
        steps += [(_RETURN, 0, 0, _ERRNO | _EPERM)]
    steps += [(_RETURN, 0, 0, _ALLOW)]
    return b"".join(struct.pack("<HBBI", *step) for step in steps)
