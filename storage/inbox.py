"""The inbox as a folder: what lies in it, what is still arriving, and the careful way to take one file.

Nothing here follows a link, and nothing leaves the inbox before its caller says that it is safe elsewhere.
"""

from __future__ import annotations

import fcntl
import os
import signal
import stat
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol

from storage.failpoints import reach

#: Names that say "still being written" (design contract, section 3).
ARRIVING_SUFFIXES = (".part", ".tmp", ".crdownload")
SIDECAR_SUFFIX = ".json"
#: A file younger than this is looked at twice before it is taken (seconds).
SETTLE_AGE = 2.0
SETTLE_PAUSE = 0.3
#: How long a side-car may wait alone for its document (seconds).
SIDECAR_GRACE = 10.0
SIDECAR_LIMIT = 64 * 1024
#: Folders below one another that are looked into; the contract knows three.
DEEPEST = 32


@dataclass(frozen=True, slots=True)
class InboxFile:
    """One thing in the inbox.

    ``parts`` are the names below the inbox root (shown form; undecodable bytes as ``�``); ``origin`` identifies this very
    file, so that a leftover of a crash is not taken for a second upload; ``oddity`` says what it is when it is no
    ordinary file (``link``, ``folder``, ``device``); ``sidecar_path``, ``sidecar_origin``:
    its ``<file>.json`` when there is one.
    """

    path: Path
    parts: tuple[str, ...]
    origin: str
    size: int
    modified: float
    oddity: str = ""
    sidecar_path: Path | None = None
    sidecar_origin: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    """A look at the inbox: ``ready`` in path order, and the files left alone with the reason (Italian)."""

    ready: tuple[InboxFile, ...]
    arriving: tuple[tuple[str, str], ...]


def told_apart(files: Iterable[tuple[InboxFile, str]]) -> Scan:
    """Return the look at files that come with the reason why they are left alone, ``""`` where they are ready."""
    ready: list[InboxFile] = []
    arriving: list[tuple[str, str]] = []
    for file, reason in files:
        if reason:
            arriving.append(("/".join(file.parts), reason))
        else:
            ready.append(file)
    return Scan(tuple(sorted(ready, key=lambda f: f.parts)), tuple(arriving))


class StillChangingError(Exception):
    """The file changed while it was read: it is left alone and taken the next time."""


class Inbox(Protocol):
    """The port: where uploads lie until they are safe elsewhere."""

    def is_there(self) -> bool:
        """Tell whether the inbox can be looked into."""

    def scan(self) -> Scan:
        """List what is ready. Raises ``OSError`` when the inbox itself cannot be read."""

    def open(self, file: InboxFile) -> BinaryIO:
        """Open the bytes of a file. Raises ``FileNotFoundError`` or another ``OSError``, ``StillChangingError``."""

    def confirm(self, file: InboxFile) -> None:
        """Raise ``StillChangingError`` when the file is not the one that was listed any more."""

    def read_sidecar(self, file: InboxFile) -> bytes | None:
        """Return what its sender says of a file, None when nothing."""

    def remove(self, file: InboxFile) -> None:
        """Take a file out, with what goes with it; one already gone is fine, and newer ones stay."""


class FolderInbox:
    """A folder of operators' folders."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def is_there(self) -> bool:
        """Look whether the folder exists."""
        return self.root.is_dir()

    def scan(self) -> Scan:
        """List what is ready. Raises ``OSError`` when the inbox itself cannot be read."""
        found = list(self._walk(self.root, ()))
        young = [f for f in found if not f.oddity and time.time() - f.modified < SETTLE_AGE]
        if young:
            time.sleep(SETTLE_PAUSE)
        growing = {f.path for f in young if _identity(f.path) != f.origin}
        return told_apart((file, _arriving(file, growing)) for file in _with_sidecars(found))

    def open(self, file: InboxFile) -> BinaryIO:
        """Open the bytes of ``file``: those of an ordinary file, the target's name of a link, nothing of the rest.

        Raises ``FileNotFoundError`` when it is gone, ``PermissionError`` when it may not be read.
        """
        if file.oddity == "link":
            return BytesIO(os.fsencode(file.path.readlink()))
        if file.oddity:
            return BytesIO(b"")
        handle = os.open(file.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        return os.fdopen(handle, "rb")

    def confirm(self, file: InboxFile) -> None:
        """Raise ``StillChangingError`` when the file is not the one that was listed any more."""
        if not file.oddity and _identity(file.path) != file.origin:
            raise StillChangingError(str(file.path))

    def read_sidecar(self, file: InboxFile) -> bytes | None:
        """Return the side-car's bytes (at most 64 KiB), or None when there is none."""
        if file.sidecar_path is None:
            return None
        with suppress(OSError):
            handle = os.open(file.sidecar_path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            with os.fdopen(handle, "rb") as stream:
                return stream.read(SIDECAR_LIMIT)
        return None

    def remove(self, file: InboxFile) -> None:
        """Take ``file`` and its side-car out of the inbox; one already gone is fine, and newer ones stay.

        The side-car first: left alone by a kill it would be taken for an upload, while the file is known by its origin.
        """
        if file.sidecar_path is not None and _identity(file.sidecar_path) == file.sidecar_origin:
            file.sidecar_path.unlink(missing_ok=True)
        reach("inbox.sidecar-removed")
        with suppress(FileNotFoundError):
            if file.oddity == "folder":
                file.path.rmdir()
            elif file.oddity or _identity(file.path) == file.origin:
                file.path.unlink()
        reach("inbox.file-removed")

    def _walk(self, folder: Path, parts: tuple[str, ...]) -> Iterator[InboxFile]:
        if len(parts) > DEEPEST:
            yield _inbox_file(folder, parts, folder.lstat(), oddity="unreadable")
            return
        with os.scandir(folder) as entries:
            names = sorted(entries, key=lambda e: e.name)
        for entry in names:
            below = (*parts, _shown(entry.name))
            if entry.is_dir(follow_symlinks=False):
                yield from self._folder(Path(entry.path), below)
            else:
                with suppress(FileNotFoundError):  # gone between the listing and the look
                    yield _inbox_file(Path(entry.path), below, entry.stat(follow_symlinks=False))

    def _folder(self, folder: Path, parts: tuple[str, ...]) -> Iterator[InboxFile]:
        try:
            inside = list(self._walk(folder, parts))
        except FileNotFoundError:
            return  # gone between the listing and the look
        except PermissionError:
            yield _inbox_file(folder, parts, folder.lstat(), oddity="unreadable")
            return
        if not inside and parts[-1].lower().endswith((".pdf", ".zip")) and not any(folder.iterdir()):
            yield _inbox_file(folder, parts, folder.lstat(), oddity="folder")
        yield from inside


def _inbox_file(path: Path, parts: tuple[str, ...], facts: os.stat_result, oddity: str = "") -> InboxFile:
    if not oddity and stat.S_ISLNK(facts.st_mode):
        oddity = "link"
    elif not oddity and not stat.S_ISREG(facts.st_mode):
        oddity = "device"
    return InboxFile(path, parts, _origin(path, facts), facts.st_size, facts.st_mtime, oddity)


def _origin(path: Path, facts: os.stat_result) -> str:
    # The change time cannot be set by a sender, so a second upload never has the origin of the first.
    return f"{_shown(str(path))}|{facts.st_ino}|{facts.st_ctime_ns}|{facts.st_size}"


def _identity(path: Path) -> str | None:
    try:
        return _origin(path, path.lstat())
    except FileNotFoundError:
        return None


def _shown(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "replace")


def _with_sidecars(found: list[InboxFile]) -> Iterator[InboxFile]:
    """Give each file its side-car; a side-car whose file is there is no upload of its own."""
    by_path = {f.path: f for f in found}
    companions = {
        p for p, f in by_path.items() if not f.oddity and p.name.endswith(SIDECAR_SUFFIX) and _host(p) in by_path
    }
    companions -= {p for p in companions if _host(p) in companions}  # a side-car has none of its own
    for file in found:
        beside = file.path.with_name(file.path.name + SIDECAR_SUFFIX)
        if file.path not in companions:
            mine = beside in companions
            yield replace(file, sidecar_path=beside, sidecar_origin=by_path[beside].origin) if mine else file


def _host(sidecar: Path) -> Path:
    return sidecar.with_name(sidecar.name.removesuffix(SIDECAR_SUFFIX))


def _arriving(file: InboxFile, growing: set[Path]) -> str:
    name = file.parts[-1]
    if passing := passing_name(name):
        return passing
    if file.oddity:
        return ""
    if file.path in growing:
        return "la dimensione sta ancora cambiando"
    if is_lone_sidecar(name) and (0 <= time.time() - file.modified < SIDECAR_GRACE or _host_arriving(file.path)):
        return "dati di accompagnamento in attesa del loro file"
    return "aperto in scrittura da un altro programma" if _open_for_writing(file.path) else ""


def passing_name(name: str) -> str:
    """Return why a file of this name is still being written (design contract, section 3), ``""`` where it is not."""
    if name.startswith("."):
        return "nome che inizia con un punto"
    return "nome di un file ancora in scrittura" if name.lower().endswith(ARRIVING_SUFFIXES) else ""


def is_lone_sidecar(name: str) -> bool:
    """Tell whether a name is that of data beside a file (which is not there)."""
    return name.endswith(SIDECAR_SUFFIX) and "." in name.removesuffix(SIDECAR_SUFFIX)


def _host_arriving(sidecar: Path) -> bool:
    """Tell whether the file that a side-car belongs to is still being written under its passing name."""
    host = _host(sidecar)
    names = [host.with_name(host.name + suffix) for suffix in ARRIVING_SUFFIXES]
    return any(os.path.lexists(name) for name in (*names, host.with_name(f".{host.name}")))


def _open_for_writing(path: Path) -> bool:
    """Tell whether some process here has the file open for writing: the kernel then grants no read lease."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        if not _break_signal_ignored():
            return False
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except BlockingIOError:
        return True
    except OSError:
        return False  # not our file, or a file system without leases: the size check alone must do
    finally:
        os.close(handle)
    return False


def _break_signal_ignored() -> bool:
    """Make sure that a writer who comes while we hold the lease cannot end this process by SIGIO."""
    if signal.getsignal(signal.SIGIO) is signal.SIG_IGN:
        return True
    if threading.current_thread() is not threading.main_thread():
        return False
    signal.signal(signal.SIGIO, signal.SIG_IGN)
    return True
