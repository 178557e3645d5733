"""The inbox as a bucket: an object is an upload, whole from the moment it is listed; its metadata may be its side-car.

Nothing leaves the bucket before its caller says that it is safe elsewhere, and only the very object that was read.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, cast

from storage.buckets import (
    BucketUnreachableError,
    GoneError,
    Place,
    ReplacedError,
    UnsupportedError,
    listed,
    opened,
    told,
)
from storage.failpoints import reach
from storage.inbox import (
    ARRIVING_SUFFIXES,
    SIDECAR_GRACE,
    SIDECAR_LIMIT,
    SIDECAR_SUFFIX,
    InboxFile,
    Scan,
    StillChangingError,
    is_lone_sidecar,
    passing_name,
    told_apart,
)

#: What a side-car tells (design contract, section 3), also as metadata of the object.
_SAID = ("utente", "caricato_il")


@dataclass(frozen=True, slots=True)
class BucketFile(InboxFile):
    """An object: ``key`` and ``etag`` name it, ``sidecar`` is the object that goes with it (None: metadata may)."""

    key: str = ""
    etag: str = ""
    sidecar: BucketFile | None = None


class BucketInbox:
    """A bucket of operators' folders."""

    def __init__(self, client: Any, place: Place) -> None:
        """``client``: of ``storage.buckets.connect``."""
        self._client, self._place = client, place

    def is_there(self) -> bool:
        """Tell whether the bucket answers."""
        try:
            next(iter(listed(self._client, self._place)), None)
        except BucketUnreachableError:
            return False
        return True

    def scan(self) -> Scan:
        """List what is ready. Raises ``BucketUnreachableError``."""
        found = list(self._objects())
        keys = {f.key for f in found}
        return told_apart((file, _arriving(file, keys)) for file in _with_sidecars(found))

    def open(self, file: InboxFile) -> BinaryIO:
        """Open the bytes of the object that was listed, and of no later one."""
        mine = cast("BucketFile", file)
        if mine.oddity:
            return BytesIO(b"")
        try:
            return opened(self._client, **self._of(mine), IfMatch=mine.etag)
        except GoneError:
            raise FileNotFoundError(mine.key) from None
        except ReplacedError:
            raise StillChangingError(mine.key) from None

    def confirm(self, file: InboxFile) -> None:
        """Raise ``StillChangingError`` when the object is not the one that was listed any more."""
        if not self._is(cast("BucketFile", file)):
            raise StillChangingError(cast("BucketFile", file).key)

    def read_sidecar(self, file: InboxFile) -> bytes | None:
        """Return what goes with an object: the side-car's bytes (at most 64 KiB), else its metadata as JSON, else None."""
        mine = cast("BucketFile", file)
        with suppress(GoneError, ReplacedError):
            if mine.sidecar is None:
                with told():
                    return _from_metadata(self._client.head_object(**self._of(mine)).get("Metadata", {}))
            with opened(self._client, **self._of(mine.sidecar), IfMatch=mine.sidecar.etag) as stream:
                return stream.read(SIDECAR_LIMIT)
        return None

    def remove(self, file: InboxFile) -> None:
        """Take the object and its side-car out of the bucket; one already gone is fine, and newer ones stay."""
        mine = cast("BucketFile", file)
        if mine.sidecar is not None:
            self._remove(mine.sidecar)
        reach("inbox.sidecar-removed")
        self._remove(mine)
        reach("inbox.file-removed")

    def _remove(self, file: BucketFile) -> None:
        with suppress(GoneError, ReplacedError):
            if not self._is(file):
                return
            try:
                with told():
                    self._client.delete_object(**self._of(file), IfMatch=file.etag)
            except UnsupportedError:  # an older server: what was asked a moment ago must do
                with told():
                    self._client.delete_object(**self._of(file))

    def _is(self, file: BucketFile) -> bool:
        try:
            with told():
                head = self._client.head_object(**self._of(file))
        except GoneError:
            return False
        return bool(head["ETag"] == file.etag and _second(head["LastModified"]) == int(file.modified))

    def _objects(self) -> Iterator[BucketFile]:
        for item in listed(self._client, self._place):
            key = str(item["Key"])
            below = key.removeprefix(self._place.prefix)
            folder = below.endswith("/") and not item["Size"]
            parts = tuple(below.rstrip("/").split("/")) if folder else tuple(below.split("/"))
            # Consoles put an empty object for each folder they show; one with the name of a document was meant as one.
            if below and (not folder or parts[-1].lower().endswith((".pdf", ".zip"))):
                yield _bucket_file(self._place, item, parts, "folder" if folder else "")

    def _of(self, file: BucketFile) -> dict[str, str]:
        return {"Bucket": self._place.bucket, "Key": file.key}


def _bucket_file(place: Place, item: dict[str, Any], parts: tuple[str, ...], oddity: str) -> BucketFile:
    key, etag, size, at = str(item["Key"]), str(item["ETag"]), int(item["Size"]), cast("datetime", item["LastModified"])
    return BucketFile(
        path=Path(place.bucket) / key,
        parts=tuple(part or "\ufffd" for part in parts),
        origin=f"s3://{place.bucket}/{key}|{etag}|{at.isoformat()}|{size}",
        size=size,
        modified=at.timestamp(),
        oddity=oddity,
        key=key,
        etag=etag,
    )


def _second(at: datetime) -> int:
    """Return the second of an instant: a list tells thousandths, an object's head does not."""
    return int(at.timestamp())


def _with_sidecars(found: Sequence[BucketFile]) -> Iterator[BucketFile]:
    """Give each object its side-car; a side-car whose object is there is no upload of its own."""
    by_key = {f.key: f for f in found}
    companions = {k for k in by_key if k.endswith(SIDECAR_SUFFIX) and k.removesuffix(SIDECAR_SUFFIX) in by_key}
    companions -= {k for k in companions if k.removesuffix(SIDECAR_SUFFIX) in companions}
    for file in found:
        if file.key not in companions:
            beside = file.key + SIDECAR_SUFFIX
            yield _with(file, by_key[beside]) if beside in companions else file


def _with(file: BucketFile, sidecar: BucketFile) -> BucketFile:
    return BucketFile(
        file.path, file.parts, file.origin, file.size, file.modified, file.oddity,
        sidecar_path=sidecar.path, sidecar_origin=sidecar.origin, key=file.key, etag=file.etag, sidecar=sidecar,
    )  # fmt: skip


def _arriving(file: BucketFile, keys: set[str]) -> str:
    reason = passing_name(file.parts[-1])
    if reason or file.oddity or not is_lone_sidecar(file.parts[-1]):
        return reason
    host = file.key.removesuffix(SIDECAR_SUFFIX)
    coming = any(host + suffix in keys for suffix in ARRIVING_SUFFIXES)
    young = 0 <= time.time() - file.modified < SIDECAR_GRACE
    return "dati di accompagnamento in attesa del loro file" if coming or young else ""


def _from_metadata(metadata: dict[str, str]) -> bytes | None:
    """Return the side-car that metadata make; None where they say nothing of the sort."""
    said = {key: _plain(metadata[key]) for key in _SAID if metadata.get(key)}
    return json.dumps(said, ensure_ascii=False).encode() if said else None


def _plain(value: str) -> str:
    """Return a value as it was meant: clients write other letters than ASCII as mail headers do (RFC 2047)."""
    with suppress(HeaderParseError, LookupError, UnicodeError):
        return str(make_header(decode_header(value)))
    return value
