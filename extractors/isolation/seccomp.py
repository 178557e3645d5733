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

#: Audit number of the architecture and its calls: (always refused), (refused without programs), clone.
_MACHINES = {
    "x86_64": (
        0xC000003E,
        # socket ptrace process_vm_readv/writev io_uring_setup unshare setns mount bpf
        (41, 101, 310, 311, 425, 272, 308, 165, 321),
        # fork vfork execve execveat
        (57, 58, 59, 322),
        56,
    ),
    "aarch64": (0xC00000B7, (198, 117, 270, 271, 425, 97, 268, 40, 280), (221, 281), 220),
}
_CLONE3 = 435
_X32_BIT = 0x40000000


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
    arch, never, starting, clone = _MACHINES[machine]
    refused = never if programs else never + starting
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
        steps += [(_EQ, 0, 3, clone), (_LOAD, 0, 0, _ARG0), (_SET, 1, 0, _CLONE_THREAD)]
        steps += [(_RETURN, 0, 0, _ERRNO | _EPERM)]
    steps += [(_RETURN, 0, 0, _ALLOW)]
    return b"".join(struct.pack("<HBBI", *step) for step in steps)
