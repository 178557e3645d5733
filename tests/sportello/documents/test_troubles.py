"""A world outside that is broken: disks, permissions, other processes. One Italian line, and nothing is lost."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import Desk, Said, pack, pdf


@pytest.fixture
def mount(tmp_path: Path) -> Iterator:
    """Mount things below a folder; undone at the end. Skips where that is not permitted."""
    mounted: list[Path] = []

    def mount(*words: str, at: Path) -> None:
        at.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(["mount", *words, str(at)], capture_output=True, check=False)
        if done.returncode != 0:
            pytest.skip("qui non si può montare un file system")
        if at not in mounted:
            mounted.append(at)

    yield mount
    for place in reversed(mounted):
        subprocess.run(["umount", "-l", str(place)], check=False)


def one_line(said: Said, code: int) -> str:
    assert said.code == code, said
    assert "Traceback" not in said.err + said.out
    assert len(said.err.strip().splitlines()) == 1, said.err
    return said.err


def test_a_read_only_inbox_is_told_and_nothing_comes_twice(tmp_path: Path, mount) -> None:
    desk = Desk(tmp_path)
    mount("-t", "tmpfs", "-o", "size=4m", "tmpfs", at=desk.inbox)
    desk.open()
    desk.drop("acme/comunicazioni/nota.pdf", pdf("nota"))
    mount("-o", "remount,ro", at=desk.inbox)
    first, second = desk("ingest", "--json"), desk("ingest", "--json")
    assert (first.code, first.json["ricevuti"], first.json["esiti"]) == (1, 1, {"accepted": 1})
    assert "non si può togliere dalla casella" in first.json["problemi"][0]["motivo"]
    assert (second.json["ricevuti"], second.json["esiti"]) == (0, {})
    mount("-o", "remount,rw", at=desk.inbox)
    assert desk("ingest").code == 0
    assert not list(desk.inbox.rglob("*.pdf"))
    assert len(desk.export()) == 1


def test_a_full_disk_is_told_and_the_next_run_goes_on(tmp_path: Path, mount) -> None:
    desk = Desk(tmp_path).open()
    mount("-t", "tmpfs", "-o", "size=256k", "tmpfs", at=desk.home / "blobs")
    for number in range(6):
        desk.drop(f"acme/comunicazioni/n{number}.pdf", pdf(f"n{number}") + b"%" * 90_000)
    line = one_line(desk("ingest"), 1)
    assert "spazio su disco esaurito" in line
    mount("-o", "remount,size=8m", at=desk.home / "blobs")
    assert desk("ingest").code == 0
    assert sorted(d["state"] for d in desk.export()) == ["accepted"] * 6
    assert desk.status()["balanced"]
    assert not list((desk.home / "blobs/tmp").iterdir())


def test_a_database_locked_for_some_seconds_is_waited_for(desk: Desk) -> None:
    desk.drop("acme/comunicazioni/nota.pdf", pdf("nota"))
    other = sqlite3.connect(desk.home / "catalogue.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(2.0, lambda: other.execute("COMMIT")).start()
    start = time.monotonic()
    assert desk("ingest").code == 0
    assert time.monotonic() - start > 1.5
    assert [d["state"] for d in desk.export()] == ["accepted"]


def test_two_ingests_at_once_take_every_file_once(tmp_path: Path) -> None:
    letters = [f"L-P-25-00000{n:02d}" for n in range(1, 5)]
    desk = Desk(tmp_path).open(*letters)
    for number in range(40):
        desk.drop(f"{'acme' if number % 2 else 'rivo'}/comunicazioni/n{number}.pdf", pdf(f"n{number // 4}"))
    desk.drop("acme/risposte/lotto.zip", pack({f"R{stem[1:]}.PDF": pdf(stem) for stem in letters}))
    both = [desk.start("ingest") for _ in range(2)]
    for process in both:
        assert "Traceback" not in process.communicate(timeout=200)[1]
    assert [process.returncode for process in both] == [0, 0]
    found = desk.by_path()
    assert len(found) == 45
    status = desk.status()
    assert status["balanced"]
    assert (status["pending"], status["error"]) == (0, 0)
    assert status["accepted"] == 5 + 20  # of every four equal ones each sender's first
    assert status["duplicate"] == 20


def test_a_clock_set_back_changes_nothing(desk: Desk) -> None:
    desk.drop("acme/comunicazioni/a.pdf", pdf("a"))
    assert desk("ingest").code == 0
    desk.now = "2025-03-09T08:00:00+01:00"
    desk.drop("acme/comunicazioni/b.pdf", pdf("b"))
    desk.drop("acme/comunicazioni/orfano.pdf.json", "{}")
    os.utime(desk.inbox / "acme/comunicazioni/orfano.pdf.json", (4e9, 4e9))  # its own clock ran ahead
    assert desk("ingest").code == 0
    assert {d["state"] for d in desk.export()} == {"accepted", "rejected"}
    assert len(desk.export()) == 3


def test_a_file_taken_away_while_it_is_read_is_only_left(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from sportello.documents import intake
    from storage.inbox import FolderInbox

    gone = desk.drop("acme/comunicazioni/via.pdf", pdf("via"))
    changed = desk.drop("acme/comunicazioni/cambia.pdf", pdf("prima"))
    swapped = desk.drop("acme/comunicazioni/scambio.pdf", pdf("scambio"))
    desk.drop("acme/comunicazioni/resta.pdf", pdf("resta"))
    inner = FolderInbox.open

    def open_(self, file):
        if file.path == gone:
            gone.unlink()
        if file.path == swapped:
            swapped.unlink()
            swapped.symlink_to("/etc/hostname")
        stream = inner(self, file)
        if file.path == changed:
            changed.write_bytes(pdf("dopo"))
        return stream

    monkeypatch.setattr(FolderInbox, "open", open_)
    run = intake.take_in(desk.app(), "ingest-1", lambda *_: None)
    assert run.taken == 1
    assert {path.rsplit("/", 1)[-1] for path, _ in run.left} == {"via.pdf", "cambia.pdf"}
    assert [path.rsplit("/", 1)[-1] for path, _ in run.trouble] == ["scambio.pdf"]
    assert changed.exists()


WRONG = [
    "codice,denominazione,settore,pec\nnuovo,Nuovo,energia,a@pec.it\nrotto,,gas,niente\nultimo,Ultimo,idrico,b@pec.it\n",
    '[{"codice":"nuovo","denominazione":"N","settore":"energia","pec":"a@pec.it"},{"codice":"rotto","settore":"gas","pec":"x"},{"codice":"ultimo","denominazione":"U","settore":"idrico","pec":"b@pec.it"}]',
]


@pytest.mark.parametrize("content", WRONG, ids=["csv", "json"])
def test_wrong_rows_name_line_and_column_and_stop_no_other(desk: Desk, content: str) -> None:
    file = desk.root / "registro"
    file.write_text(content)
    said = desk("operators", "load", str(file), "--json")
    assert said.code == 1
    assert said.json["nuovi"] == 2
    line = 3 if content.startswith("codice") else 2
    assert [(e["riga"], e["colonna"]) for e in said.json["errori"]] == [
        (line, c) for c in ("denominazione", "settore", "pec")
    ]


@pytest.mark.parametrize("data", [b"", b"\0\1\2", b"PK\x03\x04rotto", b"[1, 2", b"\xff\xfea", b"[" * 5000, b'{"a": 1}'])
def test_a_file_that_is_no_register_is_one_line(desk: Desk, data: bytes) -> None:
    file = desk.root / "registro"
    file.write_bytes(data)
    one_line(desk("operators", "load", str(file)), 2)
    one_line(desk("letters", "load", str(desk.root)), 2)


def test_a_letter_for_an_unknown_operator_is_a_wrong_row(desk: Desk) -> None:
    file = desk.root / "lettere.csv"
    file.write_text(
        "operatore,lettera,data_pubblicazione,destinatario_principale\nnessuno,L-P-25-0000001,2025-03-03,SI\nacme,L-P-25-0000002,2025-03-03,SI\n"
    )
    said = desk("letters", "load", str(file), "--json")
    assert (said.code, said.json["nuovi"]) == (1, 1)
    assert [(e["riga"], e["colonna"]) for e in said.json["errori"]] == [(2, "operatore")]


@pytest.mark.parametrize(
    "words",
    [("ingest", "--now", "ieri"), ("ingest", "--bo"), ("niente",), ("report", "xlsx", "niente"), ("show", "xyz")],
)
def test_wrong_words_are_one_line_and_code_2(desk: Desk, words: tuple[str, ...]) -> None:
    one_line(desk(*words), 2)
