"""A document that kills its worker is an error first, tried again with more room, and then unreadable: page named."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.isolation import Done, Failed, FailureKind, Limits, Task
from sportello.documents.second_try import MAX_LOOKS, Unreadable, _narrow, given_up
from sportello.documents.work import WORK, Job
from tests.builders import Desk, codes, details, pdf

SMALL = {"SPORTELLO_WORKER_MEMORY_MB": "128", "SPORTELLO_WORKER_CPU_SECONDS": "20"}


def test_error_then_rejected_with_the_page(tmp_path: Path, heavy: bytes) -> None:
    desk = Desk(tmp_path, env=SMALL).open()
    desk.drop("acme/comunicazioni/prima.pdf", pdf("vicina"))
    desk.drop("acme/comunicazioni/pesante.pdf", heavy)
    desk.drop("acme/comunicazioni/ultima.pdf", pdf("altra vicina"))
    assert desk.run("ingest").code == 1
    first = desk.by_path()
    assert first["acme/comunicazioni/pesante.pdf"]["state"] == "error"
    assert codes(first["acme/comunicazioni/pesante.pdf"]) == ["E004"]
    assert [first[f"acme/comunicazioni/{n}.pdf"]["state"] for n in ("prima", "ultima")] == ["accepted"] * 2
    assert desk.run("nightly").code == 0
    last = desk.by_path()["acme/comunicazioni/pesante.pdf"]
    assert (last["state"], codes(last)) == ("rejected", ["E002"])
    assert "PDF-20" in details(last)
    assert any("pagina 6" in f["message"] for f in last["findings"])
    assert [a["outcome"] for a in last["attempts"]] == ["error", "rejected"]
    assert desk.status()["balanced"]


@pytest.mark.parametrize(("pages", "bad"), [(1, 1), (2, 2), (7, 4), (2000, 1999), (2000, 1)])
def test_the_page_is_found_by_halving(pages: int, bad: int) -> None:
    asked: list[tuple[int, int]] = []

    def dies(first: int, last: int) -> bool:
        asked.append((first, last))
        return first <= bad - 1 < last

    assert _narrow(dies, pages, float("inf")) == f"pagina {bad}"
    assert len(asked) <= MAX_LOOKS


def test_no_page_by_itself_and_no_time() -> None:
    assert _narrow(lambda _a, _b: False, 9, float("inf")) == "nessuna pagina da sola"
    assert _narrow(lambda _a, _b: True, 9, 0.0) == "nessuna pagina da sola"


def test_a_bug_of_ours_is_never_a_refusal(tmp_path: Path) -> None:
    task = Task("x", WORK, (None,), limits=Limits())
    bug = Failed(FailureKind.BUG, "ValueError")
    assert given_up(task, bug, tmp_path, Limits()) is bug
    fine = Done(None)
    assert given_up(task, fine, tmp_path, Limits()) is fine


def test_an_archive_that_kills_twice_is_refused_as_an_archive(tmp_path: Path, job_of_an_archive: Job) -> None:
    died = Failed(FailureKind.TIMEOUT, "troppo tempo")
    ended = given_up(Task("x", WORK, (job_of_an_archive,), limits=Limits()), died, tmp_path, Limits())
    assert isinstance(ended, Unreadable)
    assert ended.opened.archive is not None
    assert ended.opened.archive.problem == "ZIP-17"
