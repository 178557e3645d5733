"""A bucket of an S3-compatible server: where it is, how it is asked, and what its troubles are called."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO, cast
from urllib.parse import unquote, urlsplit

#: Answers that say "there is no such thing", and "it is not the one you mean any more".
_ABSENT = {"404", "NoSuchKey", "NotFound"}
_OTHER = {"412", "PreconditionFailed", "409", "ConditionalRequestConflict"}
_UNKNOWN = {"501", "NotImplemented"}


class BucketUnreachableError(OSError):
    """The server does not answer, or not to us; the message is one Italian line. Nothing was lost."""


class GoneError(Exception):
    """There is no such object (any more)."""


class ReplacedError(Exception):
    """The object is another one by now."""


class UnsupportedError(Exception):
    """The server does not know the request."""


@dataclass(frozen=True, slots=True)
class Place:
    """A bucket and what all of our keys in it begin with (``""``, or ending in ``/``)."""

    bucket: str
    prefix: str

    def key(self, name: str) -> str:
        """Return the key of a name below the prefix."""
        return self.prefix + name


def place_of(url: str) -> Place | None:
    """Return where ``s3://bucket/prefix`` is, None for what is no such address."""
    parts = urlsplit(url)
    if parts.scheme != "s3" or not parts.netloc:
        return None
    prefix = unquote(parts.path).strip("/")
    return Place(parts.netloc, f"{prefix}/" if prefix else "")


def connect(endpoint: str = "") -> Any:
    """Return a client; who we are is told by the usual ``AWS_...`` variables, files or the machine's role."""
    # boto3 takes 0.3 s to import: only who uses buckets pays for it.
    import boto3  # noqa: PLC0415 - see above
    from botocore.config import Config  # noqa: PLC0415

    # Servers in house answer below one address, not one for each bucket.
    style = {"addressing_style": "path"} if endpoint else {}
    config = Config(retries={"max_attempts": 3, "mode": "standard"}, connect_timeout=10, read_timeout=60, s3=style)
    with told():
        return boto3.client("s3", endpoint_url=endpoint or None, config=config)


@contextmanager
def told() -> Iterator[None]:
    """Turn what boto3 raises into ``GoneError``, ``ReplacedError``, ``UnsupportedError`` or ``BucketUnreachableError``."""
    from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError  # noqa: PLC0415 - as in ``connect``

    try:
        yield
    except ClientError as answer:
        code = str(answer.response.get("Error", {}).get("Code", ""))
        if code in _ABSENT:
            raise GoneError from answer
        if code in _OTHER:
            raise ReplacedError from answer
        if code in _UNKNOWN:
            raise UnsupportedError from answer
        raise BucketUnreachableError(f"l'archivio a oggetti (S3) rifiuta la richiesta: {answer}") from answer
    except (BotoCoreError, HTTPClientError) as trouble:
        raise BucketUnreachableError(f"l'archivio a oggetti (S3) non risponde: {trouble}") from trouble


class Stream(io.RawIOBase):
    """The bytes of an object as they come; a line that breaks is ``BucketUnreachableError``."""

    def __init__(self, body: Any) -> None:
        """``body``: the ``Body`` of an answer."""
        self._body = body

    def readable(self) -> bool:
        """Say yes: that is all it can."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return the next ``size`` bytes, all for -1."""
        with told():
            return cast("bytes", self._body.read(None if size is None or size < 0 else size))

    def close(self) -> None:
        """Let the connection go."""
        self._body.close()
        super().close()


def opened(client: Any, **which: str) -> BinaryIO:
    """Open an object. Raises ``GoneError``, ``ReplacedError``, ``BucketUnreachableError``."""
    with told():
        return cast("BinaryIO", Stream(client.get_object(**which)["Body"]))


def listed(client: Any, place: Place) -> Iterator[dict[str, Any]]:
    """Yield ``Key``, ``ETag``, ``Size`` and ``LastModified`` of every object below the prefix, in order of keys."""
    with told():
        for page in client.get_paginator("list_objects_v2").paginate(Bucket=place.bucket, Prefix=place.prefix):
            yield from page.get("Contents", ())
