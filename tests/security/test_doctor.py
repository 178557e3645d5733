"""The doctor finds each kind of difference, mends what is safe, and proves the event log."""

from __future__ import annotations

import io
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, text, update

from storage.tables import documents, events, letters
from tests.builders import DAY, Desk, pdf

NEXT = {"SPORTELLO_NOW": "2025-03-11T01:00:00+01:00"}


@pytest.fixture
def busy(tmp_path: Path) -> Desk:
    """A desk after one night: a reply, a communication, a report in its folder and in the outbox."""
    desk = Desk(tmp_path, env=NEXT).open("L-P-25-0000001")
    desk.drop("acme/risposte/L-P-25-0000001/a.pdf", pdf("risposta"))
    desk.drop("acme/comunicazioni/nota.pdf", pdf("nota"))
    assert desk("nightly", "--day", DAY).code == 0
    return desk


def troubles(desk: Desk, *words: str) -> dict[str, list[bool]]:
    said = desk("doctor", "--json", *words)
    found: dict[str, list[bool]] = {}
    for each in said.json["problemi"]:
        found.setdefault(each["controllo"], []).append(each["riparato"])
    assert said.code == int(not said.json["sano"]) == int(any(not all(r) for r in found.values()))
    return found


def first_blob(desk: Desk) -> Path:
    sha256 = next(d["sha256"] for d in desk.export() if d["path"].endswith("nota.pdf"))
    return Path(desk.app().blobs.local_path(sha256))


def test_a_sound_installation(busy: Desk) -> None:
    assert troubles(busy, "--audit") == {}


def test_lost_and_changed_bytes_are_told_never_mended(busy: Desk) -> None:
    blob = first_blob(busy)
    blob.write_bytes(b"altro")
    assert troubles(busy, "--repair") == {"somme di controllo": [False]}
    blob.unlink()
    assert troubles(busy, "--repair") == {"byte mancanti": [False]}


def test_orphans_are_set_aside_when_old(busy: Desk) -> None:
    stored = busy.app().blobs.put(io.BytesIO(b"di nessuno"))
    assert troubles(busy) == {}, "their row may be about to come"
    path = Path(busy.app().blobs.local_path(stored.sha256))
    os.utime(path, (time.time() - 7200,) * 2)
    assert troubles(busy) == {"byte orfani": [False]}
    assert troubles(busy, "--repair") == {"byte orfani": [True]}
    assert (busy.home / "orfani" / stored.sha256).read_bytes() == b"di nessuno"
    assert troubles(busy) == {}


def test_stale_leases_are_given_back(busy: Desk) -> None:
    late = datetime.now(UTC) - timedelta(hours=1)
    with busy.app().database.write() as connection:
        some = update(documents).where(documents.c.path.like("%nota.pdf"))
        connection.execute(some.values(state="pending", lease_owner="altrove:1:1", lease_until=late))
    assert troubles(busy, "--repair") == {"prenotazioni scadute": [True]}
    assert troubles(busy) == {}


def test_an_unbalanced_ledger_is_told(busy: Desk) -> None:
    with busy.app().database.write() as connection:
        connection.execute(delete(documents).where(documents.c.path.like("%nota.pdf")))
    assert not any(troubles(busy, "--repair")["quadratura"])


def test_a_letter_out_of_step_is_put_right(busy: Desk) -> None:
    with busy.app().database.write() as connection:
        connection.execute(update(letters).values(reply=None, replies=0))
    assert troubles(busy) == {"lettere": [False]}
    assert troubles(busy, "--repair") == {"lettere": [True]}
    assert troubles(busy) == {}


def test_missing_files_come_back_and_leftovers_go(busy: Desk) -> None:
    reports = sorted((busy.home / "reports").rglob("*.pdf"))
    mails = sorted((busy.home / "outbox").glob("*.eml"))
    assert reports
    assert mails
    before = reports[0].read_bytes(), mails[0].read_bytes()
    reports[0].unlink()
    mails[0].unlink()
    (busy.home / "tmp" / "run,nessuno:x").mkdir(parents=True)
    from storage.owners import this_owner

    host = this_owner().partition(":")[0]
    (busy.home / "tmp" / f"run,{host}:999999:1").mkdir()
    found = troubles(busy, "--repair")
    assert found == {"report": [True], "posta in uscita": [True], "file temporanei": [True]}
    assert (reports[0].read_bytes(), mails[0].read_bytes()) == before
    assert troubles(busy) == {}


def test_a_cut_off_end_is_found_by_the_anchor(busy: Desk) -> None:
    with busy.app().database.write() as connection:
        connection.execute(text("DROP TRIGGER events_kept"))
        last = connection.execute(text("SELECT max(seq) FROM events")).scalar_one()
        connection.execute(delete(events).where(events.c.seq > last - 12))
    assert "giornale" in troubles(busy, "--audit")


def test_a_changed_event_is_found(busy: Desk) -> None:
    with busy.app().database.write() as connection:
        connection.execute(text("DROP TRIGGER events_unchanged"))
        connection.execute(update(events).where(events.c.seq == 3).values(who="altri"))
    assert troubles(busy, "--audit") == {"giornale": [False]}
