"""Where bytes rest, under their SHA-256. A path comes from the hash, never from a sender."""

from __future__ import annotations

import hashlib
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from storage.durable import make_folder, sync_folder
from storage.failpoints import reach

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Stored:
    """What was put away: SHA-256 in lower-case hex and the size in bytes."""

    sha256: str
    size: int


class Blobs(Protocol):
    """The port. Every ``put`` returns only when the bytes are durable; the same bytes are kept once."""

    def put(self, source: BinaryIO) -> Stored:
        """Read ``source`` to its end and keep it."""

    def open(self, sha256: str) -> BinaryIO | None:
        """Open a blob for reading; None when there is none of this hash."""

    def local_path(self, sha256: str) -> Path | None:
        """Give a path that a worker process can read; None when there is no such blob."""

    def hashes(self) -> Iterator[str]:
        """Name every blob, in no order."""

    def has(self, sha256: str) -> bool:
        """Tell whether there is such a blob."""

    def age(self, sha256: str) -> float | None:
        """Return the seconds since the blob was put away; None when there is none."""

    def remove(self, sha256: str) -> bool:
        """Remove a blob for good; tells whether it was there."""

    def sweep(self, older_than: float = 24 * 3600) -> int:
        """Remove what killed processes left half written (age in seconds); returns how many."""


class LocalBlobs:
    """A folder: ``ab/cd/<sha256>``, written beside its place and renamed into it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, source: BinaryIO) -> Stored:
        """Stream ``source`` into a temporary file, then rename it to its hash."""
        make_folder(self.root / "tmp")
        temporary = self.root / "tmp" / f"{os.getpid()}-{uuid.uuid4().hex}.part"
        digest, size = hashlib.sha256(), 0
        try:
            with temporary.open("xb") as out:
                while chunk := source.read(CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            reach("blob.written")
            stored = Stored(digest.hexdigest(), size)
            self._settle(temporary, self._place(stored.sha256), size)
        finally:
            with suppress(FileNotFoundError):
                temporary.unlink()
        return stored

    def open(self, sha256: str) -> BinaryIO | None:
        """Open the file of this hash."""
        try:
            return self._place(sha256).open("rb")
        except FileNotFoundError:
            return None

    def local_path(self, sha256: str) -> Path | None:
        """Return the file's own path."""
        place = self._place(sha256)
        return place if place.exists() else None

    def sweep(self, older_than: float = 24 * 3600) -> int:
        """Remove what killed processes left half written; returns how many files."""
        stale = [p for p in self.root.glob("tmp/*.part") if time.time() - p.stat().st_mtime > older_than]
        for path in stale:
            path.unlink(missing_ok=True)
        return len(stale)

    def hashes(self) -> Iterator[str]:
        """Walk the folder."""
        for path in self.root.glob("??/??/*"):
            yield path.name

    def has(self, sha256: str) -> bool:
        """Look whether the file is there."""
        return self._place(sha256).exists()

    def age(self, sha256: str) -> float | None:
        """Return the seconds since the file was written."""
        with suppress(FileNotFoundError):
            return time.time() - self._place(sha256).stat().st_mtime
        return None

    def remove(self, sha256: str) -> bool:
        """Unlink the file."""
        try:
            self._place(sha256).unlink()
        except FileNotFoundError:
            return False
        return True

    def _place(self, sha256: str) -> Path:
        return self.root / sha256[:2] / sha256[2:4] / sha256

    @staticmethod
    def _settle(temporary: Path, place: Path, size: int) -> None:
        make_folder(place.parent)
        if not place.exists() or place.stat().st_size != size:  # absent, or cut short by a broken disk
            temporary.rename(place)
            reach("blob.named")
        sync_folder(place.parent)  # also of a name that another process has just given: its own fsync may be to come


def read_all(blobs: Blobs, sha256: str) -> bytes:
    """Return a whole small blob; a missing one is a broken store and raises ``FileNotFoundError``."""
    stream = blobs.open(sha256)
    if stream is None:
        raise FileNotFoundError(f"blob {sha256}")
    with stream:
        return stream.read()
