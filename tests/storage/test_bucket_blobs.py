"""Blobs in a bucket, on a real S3 protocol: durable, kept once, checked when they come back."""

from __future__ import annotations

import hashlib
import io
import itertools
import os
import time
from pathlib import Path

import pytest

from storage.addresses import open_blobs
from storage.blobs import Blobs, read_all
from storage.bucket_blobs import KEPT, BucketBlobs, DamagedBlobError
from storage.buckets import BucketUnreachableError, connect, place_of
from tests.bucket_server import BUCKET

_COUNT = itertools.count()
WORDS = b"una risposta" * 100_000


@pytest.fixture
def address() -> str:
    return f"s3://{BUCKET}/archivio{next(_COUNT)}"


@pytest.fixture
def blobs(address: str, bucket_server: str, tmp_path: Path) -> Blobs:
    return open_blobs(address, bucket_server, tmp_path / "copie")


def other_machine(address: str, server: str, tmp_path: Path) -> Blobs:
    return open_blobs(address, server, tmp_path / "altrove")


def test_what_is_put_here_is_read_there(blobs: Blobs, address: str, bucket_server: str, tmp_path: Path) -> None:
    stored = blobs.put(io.BytesIO(WORDS))
    assert stored.sha256 == hashlib.sha256(WORDS).hexdigest()
    assert stored.size == len(WORDS)
    there = other_machine(address, bucket_server, tmp_path)
    assert read_all(there, stored.sha256) == WORDS
    path = there.local_path(stored.sha256)
    assert path is not None
    assert path.read_bytes() == WORDS
    assert list(there.hashes()) == [stored.sha256]
    assert there.has(stored.sha256)
    assert 0 <= (there.age(stored.sha256) or 0) < 60


def test_the_same_bytes_are_sent_once(blobs: Blobs, address: str, bucket_server: str) -> None:
    stored = blobs.put(io.BytesIO(WORDS))
    place, client = place_of(address), connect(bucket_server)
    assert place is not None
    key = place.key(f"{stored.sha256[:2]}/{stored.sha256[2:4]}/{stored.sha256}")
    before = client.head_object(Bucket=place.bucket, Key=key)["LastModified"]
    time.sleep(1.1)
    assert blobs.put(io.BytesIO(WORDS)) == stored
    assert client.head_object(Bucket=place.bucket, Key=key)["LastModified"] == before


def test_what_is_not_there_is_none(blobs: Blobs) -> None:
    absent = "0" * 64
    assert blobs.open(absent) is None
    assert blobs.local_path(absent) is None
    assert blobs.age(absent) is None
    assert not blobs.has(absent)
    assert not blobs.remove(absent)
    with pytest.raises(FileNotFoundError):
        read_all(blobs, absent)


def test_bytes_that_changed_in_the_bucket_are_never_read_as_the_document(
    blobs: Blobs, address: str, bucket_server: str, tmp_path: Path
) -> None:
    stored = blobs.put(io.BytesIO(WORDS))
    place = place_of(address)
    assert place is not None
    key = place.key(f"{stored.sha256[:2]}/{stored.sha256[2:4]}/{stored.sha256}")
    connect(bucket_server).put_object(Bucket=place.bucket, Key=key, Body=b"altro")
    with pytest.raises(DamagedBlobError, match="sono cambiati"):
        other_machine(address, bucket_server, tmp_path).local_path(stored.sha256)
    assert read_all(blobs, stored.sha256) == b"altro"  # who checks the store sees what lies there
    assert blobs.put(io.BytesIO(WORDS)) == stored
    assert read_all(blobs, stored.sha256) == WORDS


def test_removed_is_removed_everywhere(blobs: Blobs) -> None:
    stored = blobs.put(io.BytesIO(WORDS))
    assert blobs.remove(stored.sha256)
    assert not blobs.has(stored.sha256)
    assert blobs.local_path(stored.sha256) is None


def test_copies_that_nobody_asks_for_go_the_blob_stays(blobs: Blobs) -> None:
    assert isinstance(blobs, BucketBlobs)
    stored = blobs.put(io.BytesIO(WORDS))
    path = blobs.local_path(stored.sha256)
    assert path is not None
    assert blobs.sweep() == 0
    old = time.time() - KEPT - 60
    os.utime(path, (old, old))
    assert blobs.sweep() == 1
    assert not path.exists()
    assert read_all(blobs, stored.sha256) == WORDS


def test_a_server_that_is_down_and_addresses_that_mean_nothing_are_one_italian_line(tmp_path: Path) -> None:
    down = open_blobs("s3://sportello/x", "http://127.0.0.1:9", tmp_path)
    with pytest.raises(BucketUnreachableError, match=r"archivio a oggetti \(S3\) non risponde"):
        down.put(io.BytesIO(b"x"))
    with pytest.raises(ValueError, match=r"SPORTELLO_BLOBS_URL: indirizzo 'ftp://x/y' non gestito"):
        open_blobs("ftp://x/y", "", tmp_path)
    with pytest.raises(ValueError, match="SPORTELLO_BLOBS_URL"):
        open_blobs("s3:///senza-secchio", "", tmp_path)
