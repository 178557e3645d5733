"""Blobs in a bucket: ``<prefix>/ab/cd/<sha256>``, with copies in a folder here for the processes that read them."""

from __future__ import annotations

import base64
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

from storage.blobs import LocalBlobs, Stored
from storage.buckets import GoneError, Place, listed, opened, told
from storage.failpoints import reach

#: How long a copy that nobody asked for is kept (seconds).
KEPT = 7 * 24 * 3600
_HASH_LETTERS = 64


class DamagedBlobError(OSError):
    """The bytes that came are not those that were put away; the message is one Italian line."""


class BucketBlobs:
    """A bucket and the folder of copies; what the copies lack is fetched, and checked against its hash."""

    def __init__(self, client: Any, place: Place, copies: Path) -> None:
        """``client``: of ``storage.buckets.connect``; ``copies``: a folder that may be emptied at any time."""
        self._client, self._place = client, place
        self._copies = LocalBlobs(copies)

    def put(self, source: BinaryIO) -> Stored:
        """Keep a copy here, then put it into the bucket unless it has these bytes; the server checks what it got."""
        stored = self._copies.put(source)
        if self._size(stored.sha256) == stored.size:
            return stored
        path = self._copies.local_path(stored.sha256)
        if path is None:
            raise FileNotFoundError(f"blob {stored.sha256}")
        with path.open("rb") as copy, told():
            self._client.put_object(
                **self._of(stored.sha256),
                Body=copy,
                ContentLength=stored.size,
                ChecksumSHA256=base64.b64encode(bytes.fromhex(stored.sha256)).decode(),
            )
        reach("blob.uploaded")
        return stored

    def open(self, sha256: str) -> BinaryIO | None:
        """Stream the object itself, never a copy: who checks the store must see what lies there."""
        try:
            return opened(self._client, **self._of(sha256))
        except GoneError:
            return None

    def local_path(self, sha256: str) -> Path | None:
        """Return a copy's path, fetched if need be. Raises ``DamagedBlobError`` when other bytes came."""
        if self._copies.local_path(sha256) is None:
            stream = self.open(sha256)
            if stream is None:
                return None
            with stream:
                came = self._copies.put(stream).sha256
            if came != sha256:
                self._copies.remove(came)
                raise DamagedBlobError(f"i byte sotto {sha256} sono cambiati nell'archivio: ripristinarli da una copia")
        path = self._copies.local_path(sha256)
        if path is not None:
            path.touch()  # the sweep spares what is in use
        return path

    def has(self, sha256: str) -> bool:
        """Ask the bucket."""
        return self._size(sha256) is not None

    def age(self, sha256: str) -> float | None:
        """Return the seconds since the object was put."""
        head = self._head(sha256)
        return None if head is None else time.time() - cast("datetime", head["LastModified"]).timestamp()

    def remove(self, sha256: str) -> bool:
        """Remove object and copy."""
        there = self.has(sha256)
        with told():
            self._client.delete_object(**self._of(sha256))
        self._copies.remove(sha256)
        return there

    def sweep(self, older_than: float = 24 * 3600) -> int:
        """Remove what killed processes left half written, and copies that nobody asked for in a week."""
        swept = self._copies.sweep(older_than)
        for sha256 in list(self._copies.hashes()):
            age = self._copies.age(sha256)
            if age is not None and age > KEPT:
                swept += self._copies.remove(sha256)
        return swept

    def hashes(self) -> Iterator[str]:
        """List the bucket."""
        for found in listed(self._client, self._place):
            name = str(found["Key"]).rpartition("/")[2]
            if len(name) == _HASH_LETTERS:
                yield name

    def _of(self, sha256: str) -> dict[str, str]:
        return {"Bucket": self._place.bucket, "Key": self._place.key(f"{sha256[:2]}/{sha256[2:4]}/{sha256}")}

    def _head(self, sha256: str) -> dict[str, Any] | None:
        with suppress(GoneError), told():
            return cast("dict[str, Any]", self._client.head_object(**self._of(sha256)))
        return None

    def _size(self, sha256: str) -> int | None:
        head = self._head(sha256)
        return None if head is None else int(head["ContentLength"])
