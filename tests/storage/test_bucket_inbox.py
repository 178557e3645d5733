"""The inbox as a bucket, on a real S3 protocol: what is read is what is removed, and nothing else."""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest

from storage.addresses import open_inbox
from storage.bucket_inbox import BucketInbox
from storage.buckets import BucketUnreachableError, connect
from storage.inbox import StillChangingError
from tests.bucket_server import BUCKET

_COUNT = itertools.count()


class Bucket:
    """An inbox of its own in the server's bucket."""

    def __init__(self, server: str) -> None:
        self.name, self.prefix, self.client = BUCKET, f"casella{next(_COUNT)}/", connect(server)
        inbox = open_inbox(f"s3://{self.name}/{self.prefix}", server)
        assert isinstance(inbox, BucketInbox)
        self.inbox = inbox

    def put(self, path: str, data: bytes, **metadata: str) -> None:
        self.client.put_object(Bucket=self.name, Key=self.prefix + path, Body=data, Metadata=metadata)

    def left(self) -> list[str]:
        """What is still there, below the inbox."""
        listed = self.client.list_objects_v2(Bucket=self.name, Prefix=self.prefix)
        return [o["Key"].removeprefix(self.prefix) for o in listed.get("Contents", ())]

    def only(self) -> Any:
        (file,) = self.inbox.scan().ready
        return file


@pytest.fixture
def bucket(bucket_server: str) -> Bucket:
    return Bucket(bucket_server)


def test_an_object_is_read_and_taken_out(bucket: Bucket) -> None:
    bucket.put("acme/risposte/R.pdf", b"%PDF")
    file = bucket.only()
    assert file.parts == ("acme", "risposte", "R.pdf")
    assert file.size == 4
    with bucket.inbox.open(file) as stream:
        assert stream.read(2) + stream.read() == b"%PDF"
    bucket.inbox.confirm(file)
    assert bucket.inbox.read_sidecar(file) is None
    bucket.inbox.remove(file)
    bucket.inbox.remove(file)  # again, after a kill
    assert bucket.left() == []


def test_folders_that_consoles_show_are_no_uploads(bucket: Bucket) -> None:
    for path in ("", "acme/", "acme/moduli/", "acme/moduli/tre.pdf/"):
        bucket.put(path, b"")
    bucket.put("acme/vuoto.pdf", b"")
    assert [(f.parts[-1], f.oddity) for f in bucket.inbox.scan().ready] == [("tre.pdf", "folder"), ("vuoto.pdf", "")]


def test_a_side_car_goes_with_its_object(bucket: Bucket) -> None:
    bucket.put("acme/risposte/R.pdf", b"%PDF")
    bucket.put("acme/risposte/R.pdf.json", b'{"utente": "m.rossi"}')
    file = bucket.only()
    assert bucket.inbox.read_sidecar(file) == b'{"utente": "m.rossi"}'
    bucket.inbox.remove(file)
    assert bucket.left() == []


def test_a_side_car_may_be_metadata(bucket: Bucket) -> None:
    bucket.put(
        "acme/R.pdf", b"%PDF", utente="=?utf-8?q?Nicol=C3=B2?=", caricato_il="2025-03-10T09:00:00+01:00", altro="x"
    )
    said = bucket.inbox.read_sidecar(bucket.only())
    assert said is not None
    assert json.loads(said) == {"utente": "Nicolò", "caricato_il": "2025-03-10T09:00:00+01:00"}


def test_what_is_still_being_written_is_left_alone(bucket: Bucket) -> None:
    for name in (".nascosto.pdf", "a.pdf.part", "b.tmp", "solo.pdf.json"):
        bucket.put(f"acme/risposte/{name}", b"x")
    scan = bucket.inbox.scan()
    assert scan.ready == ()
    assert [path.rpartition("/")[2] for path, _ in scan.arriving] == [
        ".nascosto.pdf",
        "a.pdf.part",
        "b.tmp",
        "solo.pdf.json",
    ]


def test_a_newer_object_under_the_same_key_is_neither_read_for_the_old_one_nor_removed(bucket: Bucket) -> None:
    bucket.put("acme/R.pdf", b"prima")
    file = bucket.only()
    bucket.put("acme/R.pdf", b"dopo, e altro")
    with pytest.raises(StillChangingError):
        bucket.inbox.open(file)
    with pytest.raises(StillChangingError):
        bucket.inbox.confirm(file)
    bucket.inbox.remove(file)
    assert bucket.left() == ["acme/R.pdf"]
    assert bucket.only().origin != file.origin


def test_an_object_that_is_gone_is_told_as_a_missing_file(bucket: Bucket) -> None:
    bucket.put("acme/R.pdf", b"x")
    file = bucket.only()
    bucket.inbox.remove(file)
    with pytest.raises(FileNotFoundError):
        bucket.inbox.open(file)
    with pytest.raises(StillChangingError):
        bucket.inbox.confirm(file)


def test_odd_keys_are_uploads_all_the_same(bucket: Bucket) -> None:
    for path in ("acme/risposte/è 🙂 100%.pdf", "acme/a+b c.pdf", "nessuno/x", "fuori.pdf"):
        bucket.put(path, path.encode())
    ready = bucket.inbox.scan().ready
    assert len(ready) == 4
    assert {bucket.inbox.open(f).read() for f in ready} == {k.encode() for k in bucket.left()}
    for file in ready:
        bucket.inbox.remove(file)
    assert bucket.left() == []


def test_a_bucket_that_does_not_exist_is_trouble_and_not_an_empty_inbox(bucket: Bucket, bucket_server: str) -> None:
    assert bucket.inbox.is_there()
    missing = open_inbox("s3://mai-visto/x", bucket_server)
    assert not missing.is_there()
    with pytest.raises(BucketUnreachableError):
        missing.scan()
