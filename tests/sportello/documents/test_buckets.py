"""A whole installation on buckets: uploads come from one, bytes rest in another, and nothing differs from folders."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from storage.buckets import connect
from tests.bucket_server import BUCKET
from tests.builders import Desk, pack, pdf

GOOD, LATER = "L-P-25-0000001", "L-P-25-0000002"
UPLOADS = {
    "acme/risposte/R-P-25-0000001_01.pdf": pdf("ecco la risposta"),
    "acme/risposte/lotto.zip": pack([("R-P-25-0000002_01.pdf", pdf("buona")), ("nota.txt", b"ciao")]),
    "acme/comunicazioni/appunti.txt": b"solo testo",
    "fuori.pdf": pdf("di nessuno"),
}


def said_of(document: dict[str, Any]) -> dict[str, Any]:
    """What must not depend on where bytes and uploads lie."""
    return {key: document[key] for key in ("path", "state", "operator", "sha256", "findings")}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, bucket_server: str) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("secchi")).open(GOOD, LATER)
    on_buckets = {
        "SPORTELLO_BLOBS_URL": f"s3://{BUCKET}/casa/blobs",
        "SPORTELLO_INBOX_URL": f"s3://{BUCKET}/casa/inbox",
        "SPORTELLO_S3_ENDPOINT_URL": bucket_server,
    }
    client = connect(bucket_server)
    for path, data in UPLOADS.items():
        said = {"utente": "m.rossi"} if path.startswith("acme") else {}
        client.put_object(Bucket=BUCKET, Key=f"casa/inbox/{path}", Body=data, Metadata=said)
    return replace(desk, env=on_buckets)


@pytest.fixture(scope="module")
def documents(desk: Desk) -> list[dict[str, Any]]:
    assert desk("status", "--json").json["arriving"] == len(UPLOADS)
    said = desk("ingest", "--json")
    assert said.code == 0, said.err
    return [json.loads(line) for line in desk("export").out.splitlines()]


def test_what_comes_from_a_bucket_is_judged_as_from_a_folder(
    desk: Desk, documents: list[dict[str, Any]], tmp_path: Path
) -> None:
    folder = Desk(tmp_path).open(GOOD, LATER)
    for path, data in UPLOADS.items():
        folder.drop(path, data)
    assert folder("ingest").code == 0
    there = [json.loads(line) for line in folder("export").out.splitlines()]
    assert sorted(map(json.dumps, map(said_of, documents))) == sorted(map(json.dumps, map(said_of, there)))


def test_the_bucket_is_empty_afterwards_and_the_ledger_balances(
    desk: Desk, documents: list[dict[str, Any]], bucket_server: str
) -> None:
    assert documents
    left = connect(bucket_server).list_objects_v2(Bucket=BUCKET, Prefix="casa/inbox/")
    assert left.get("Contents", []) == []
    status = desk("status", "--json").json
    assert status["balanced"]
    assert status["arriving"] == 0


def test_bytes_rest_in_the_bucket_alone(desk: Desk, documents: list[dict[str, Any]], bucket_server: str) -> None:
    assert not (desk.home / "blobs").exists()
    stored = connect(bucket_server).list_objects_v2(Bucket=BUCKET, Prefix="casa/blobs/")["Contents"]
    assert {d["sha256"] for d in documents if d["sha256"]} <= {o["Key"].rpartition("/")[2] for o in stored}


def test_the_report_goes_out_and_the_doctor_finds_nothing(desk: Desk, documents: list[dict[str, Any]]) -> None:
    assert documents
    assert desk("nightly", "--day", desk.now[:10], "--json").code == 0
    said = desk("doctor")
    assert said.code == 0, said.out + said.err


def test_a_server_that_is_down_is_one_line_and_takes_nothing(desk: Desk) -> None:
    down = replace(desk, env=desk.env | {"SPORTELLO_S3_ENDPOINT_URL": "http://127.0.0.1:9"})
    said = down("ingest")
    assert said.code == 1
    assert "archivio a oggetti (S3) non risponde" in said.err
    assert "Traceback" not in said.err
