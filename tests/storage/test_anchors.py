"""Anchors are put down after every run, also after one that a power cut ended in the middle of its line."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.anchors import adrift, anchors, drop_anchor
from storage.database import Database
from storage.events import Event, head, record

AT = datetime(2025, 3, 10, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = Database(f"sqlite:///{tmp_path}/catalogue.db")
    made.prepare()
    with made.write() as connection:
        record(connection, [Event(AT, "prova", "qualcuno"), Event(AT, "prova", "qualcuno")])
    return made


def test_the_same_end_is_anchored_once(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "audit" / "ancore.jsonl"
    with database.read() as connection:
        for _ in range(2):
            drop_anchor(path, AT, head(connection))
        assert adrift(connection, path) == []
    assert anchors(path) == 1


@pytest.mark.parametrize("half", [b'{"at": "2025-03-', b"{}\n", b"[1]\n", b"\xff\xfe\n", b'{"digest": 7}\n'])
def test_half_a_line_neither_stops_the_next_run_nor_spoils_its_anchor(
    database: Database, tmp_path: Path, half: bytes
) -> None:
    path = tmp_path / "ancore.jsonl"
    path.write_bytes(half)
    with database.read() as connection:
        drop_anchor(path, AT, head(connection))
        told = adrift(connection, path)
    assert len(told) == 1
    assert "riga 1" in told[0]
    assert anchors(path) == 2


def test_an_empty_log_is_not_anchored_and_no_later_audit_misses_an_event_of_it(tmp_path: Path) -> None:
    database, path = Database(f"sqlite:///{tmp_path}/catalogue.db"), tmp_path / "ancore.jsonl"
    database.prepare()
    with database.write() as connection:
        drop_anchor(path, AT, head(connection))
        assert anchors(path) == 0
        record(connection, [Event(AT, "prova", "qualcuno")])
        drop_anchor(path, AT, head(connection))
        assert adrift(connection, path) == []


def test_an_anchor_that_an_earlier_version_put_down_over_an_empty_log_is_no_trouble(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "ancore.jsonl"
    path.write_text('{"at": "2025-03-10T00:00:00+00:00", "seq": 0, "digest": "' + "0" * 64 + '"}\n')
    with database.read() as connection:
        assert adrift(connection, path) == []
