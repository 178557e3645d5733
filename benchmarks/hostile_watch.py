"""Did anything change where nothing may? Canaries on the way out of home, snapshots of folders, inotify over both."""

from __future__ import annotations

import ctypes
import os
import struct
from pathlib import Path

_libc = ctypes.CDLL(None, use_errno=True)
#: inotify(7): modified, attributes, closed after writing, moved, created, deleted.
_CHANGES = 0x002 | 0x004 | 0x008 | 0x040 | 0x080 | 0x100 | 0x200
_HEAD = struct.Struct("iIII")
#: Folders of the system in which nothing may appear; other programs' scratch folders are left out.
SYSTEM = tuple(
    Path(p) for p in ("/", "/bin", "/etc", "/etc/cron.d", "/opt", "/root", "/usr/local/bin", "/home", "/srv")
)


class Watcher:
    """Hears every change directly inside the watched folders, also of files that are gone again at the end."""

    def __init__(self, folders: list[Path]) -> None:
        self._handle = _libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        if self._handle < 0:
            raise OSError(ctypes.get_errno(), "inotify_init1")
        self._names = {
            _libc.inotify_add_watch(self._handle, os.fsencode(folder), _CHANGES): folder for folder in folders
        }

    def heard(self) -> list[str]:
        """Return the paths of what changed since the last call."""
        found: list[str] = []
        while True:
            try:
                data = os.read(self._handle, 1 << 16)
            except BlockingIOError:
                return found
            while data:
                watch, _mask, _cookie, length = _HEAD.unpack_from(data)
                name = data[_HEAD.size : _HEAD.size + length].rstrip(b"\0")
                found.append(str(self._names.get(watch, Path("?")) / os.fsdecode(name)))
                data = data[_HEAD.size + length :]


def snapshot(folders: list[Path]) -> dict[str, tuple[int, int]]:
    """Return size and time of change of everything directly inside ``folders`` that is no folder, names of all."""
    found: dict[str, tuple[int, int]] = {}
    for folder in folders:
        for path in folder.iterdir() if folder.is_dir() else ():
            about = path.lstat()
            found[str(path)] = (0, 0) if path.is_dir() else (about.st_size, about.st_mtime_ns)
    return found


def changed(before: dict[str, tuple[int, int]], after: dict[str, tuple[int, int]]) -> list[str]:
    """Name what came, went or changed."""
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
