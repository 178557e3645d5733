"""The stores that addresses name: folders (``file:///...``) or buckets (``s3://bucket/prefix``)."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from storage.blobs import Blobs, LocalBlobs
from storage.bucket_blobs import BucketBlobs
from storage.bucket_inbox import BucketInbox
from storage.buckets import connect, place_of
from storage.inbox import FolderInbox, Inbox


def open_blobs(url: str, endpoint: str, copies: Path) -> Blobs:
    """Open the store of bytes. ``copies``: where what lies in a bucket is kept for reading.

    Raises ``ValueError`` with one Italian line for an address that means nothing here.
    """
    if folder := _folder(url):
        return LocalBlobs(folder)
    if place := place_of(url):
        return BucketBlobs(connect(endpoint), place, copies)
    raise ValueError(f"SPORTELLO_BLOBS_URL: {_unknown(url, 'blobs')}")


def open_inbox(url: str, endpoint: str) -> Inbox:
    """Open the inbox. Raises ``ValueError`` with one Italian line for an address that means nothing here."""
    if folder := _folder(url):
        return FolderInbox(folder)
    if place := place_of(url):
        return BucketInbox(connect(endpoint), place)
    raise ValueError(f"SPORTELLO_INBOX_URL: {_unknown(url, 'inbox')}")


def _folder(url: str) -> Path | None:
    parts = urlsplit(url)
    return Path(unquote(parts.path)) if parts.scheme == "file" else None


def _unknown(url: str, name: str) -> str:
    return (
        f"indirizzo '{url}' non gestito; indicare una cartella, ad esempio file:///srv/sportello/{name}, "
        f"oppure un archivio a oggetti, ad esempio s3://sportello/{name}."
    )
