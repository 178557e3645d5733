"""The same again: the same inbox, the same bytes, the same archive, and documents run once more."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.isolation import Limits
from storage import documents
from tests.builders import Desk, codes, pack, pdf, timeless

ONE, TWO, THREE = "L-P-25-0000001", "L-P-25-0000002", "L-P-25-0000003"


@pytest.fixture
def replies(tmp_path: Path) -> Desk:
    return Desk(tmp_path).open(ONE, TWO, THREE)


def ingest(desk: Desk, code: int = 0) -> dict:
    said = desk("ingest", "--json")
    assert said.code == code, said.err
    assert desk.status()["balanced"]
    return said.json


def test_the_same_bytes_again_are_linked_to_the_first(replies: Desk) -> None:
    data = pdf("nota")
    replies.drop("acme/comunicazioni/prima.pdf", data)
    ingest(replies)
    replies.drop("acme/comunicazioni/seconda.pdf", data)
    replies.drop("rivo/comunicazioni/altra.pdf", data)
    ingest(replies)
    found = replies.by_path()
    second = found["acme/comunicazioni/seconda.pdf"]
    assert (second["state"], codes(second)) == ("duplicate", ["E009"])
    assert second["duplicate_of"] == found["acme/comunicazioni/prima.pdf"]["document"]
    assert found["rivo/comunicazioni/altra.pdf"]["state"] == "accepted"  # another sender, another purpose


def test_the_same_bytes_for_two_letters_are_two_replies(replies: Desk) -> None:
    data = pdf("la stessa risposta")
    replies.drop(f"acme/risposte/{ONE}/r.pdf", data)
    replies.drop(f"acme/risposte/{TWO}/r.pdf", data)
    ingest(replies)
    assert [d["state"] for d in replies.export()] == ["accepted", "accepted"]


def test_a_refused_upload_may_be_sent_again_as_it_is(tmp_path: Path) -> None:
    desk = Desk(tmp_path).open(ONE, downloaded=False)
    data = pdf("troppo presto")
    desk.drop("acme/risposte/R-P-25-0000001.pdf", data)
    ingest(desk)
    desk.download(ONE)
    desk.drop("acme/risposte/R-P-25-0000001.pdf", data)
    ingest(desk)
    first, second = desk.export()
    assert (first["state"], codes(first), second["state"]) == ("rejected", ["E011"], "accepted")
    assert first["document"] != second["document"]


def test_an_archive_sent_again_is_a_duplicate_when_all_of_it_came_in(replies: Desk) -> None:
    data = pack({"R-P-25-0000001.PDF": pdf("uno"), "R-P-25-0000002.PDF": pdf("due")})
    for _ in range(2):
        replies.drop("acme/risposte/lotto.zip", data)
        ingest(replies)
    states = [(d["path"], d["state"]) for d in replies.export()]
    assert len(states) == 4
    assert states[-1] == ("risposte/lotto.zip", "duplicate")


def test_an_archive_with_a_refused_entry_is_opened_again(replies: Desk) -> None:
    data = pack({"R-P-25-0000001.PDF": pdf("uno"), "R-P-25-0000002.PDF": b"rotta"})
    for _ in range(2):
        replies.drop("acme/risposte/lotto.zip", data)
        ingest(replies)
    second = replies.export()[3:]
    assert [d["state"] for d in second] == ["accepted", "duplicate", "rejected"]


def test_an_archive_run_again_enters_no_entry_twice(replies: Desk) -> None:
    replies.drop(
        "acme/risposte/lotto.zip",
        pack([("R-P-25-0000001.PDF", pdf("uno")), ("nome.pdf", pdf("due")), ("nome.pdf", pdf("tre"))]),
    )
    ingest(replies)
    before = replies.export()
    assert len(before) == 4
    assert replies("rerun", "--document", before[0]["document"]).code == 0
    after = replies.export()
    assert [d["document"] for d in after] == [d["document"] for d in before]
    assert [a["outcome"] for a in after[0]["attempts"]] == ["accepted", "accepted"]
    assert replies.status()["balanced"]


def test_an_error_is_cured_by_a_rerun_that_keeps_the_earlier_attempt(
    replies: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    replies.drop("acme/comunicazioni/buona.pdf", pdf("buona"))
    replies.drop("acme/risposte/lotto.zip", pack({"R-P-25-0000001.PDF": pdf("uno")}))
    monkeypatch.setattr("sportello.documents.process.worker_limits", lambda _settings: Limits(1024, 60, 0.0001))
    summary = ingest(replies, code=1)
    monkeypatch.undo()
    assert set(summary["esiti"]) == {"error"}
    stuck = replies.export()
    assert all(codes(d) == ["E004"] for d in stuck)
    assert all("timeout" in d["attempts"][0]["diagnosis"] for d in stuck)
    said = replies("rerun", "--failed", "--json")
    assert (said.code, said.json["ripresi"]) == (0, 2)
    done = replies.export()
    assert [d["state"] for d in done] == ["accepted"] * 3
    cured = [d for d in done if len(d["attempts"]) == 2]
    assert [[a["outcome"] for a in d["attempts"]] for d in cured] == [["error", "accepted"]] * 2
    assert all(d["attempts"][0]["diagnosis"] and "diagnosis" not in d["attempts"][1] for d in cured)
    assert replies("rerun", "--failed", "--json").json["ripresi"] == 0


def test_a_named_batch_runs_only_what_failed(replies: Desk) -> None:
    replies.drop("acme/comunicazioni/buona.pdf", pdf("buona"))
    batch = ingest(replies)["batch"]
    before = timeless(replies.export())
    assert replies("rerun", "--batch", batch, "--json").json["ripresi"] == 0
    assert timeless(replies.export()) == before


@pytest.mark.parametrize(
    "words",
    [
        ("--batch", "ingest-20000101-001"),
        ("--document", "abcdef"),
        ("--document", "%%%%%%"),
        (),
        ("--failed", "--batch", "x"),
    ],
)
def test_a_rerun_of_nothing_known_is_wrong_usage(replies: Desk, words: tuple[str, ...]) -> None:
    said = replies("rerun", *words)
    assert said.code == 2
    assert said.err.startswith("sportello: ")
    assert len(said.err.splitlines()) == 1


def test_a_bug_over_one_document_ends_only_that_one(replies: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    import sportello.documents.process as module

    inner = module.decide

    def decide(app, ledger, document, *rest):
        if document.name == "guasta.pdf":
            raise ZeroDivisionError("guasto di prova")
        return inner(app, ledger, document, *rest)

    monkeypatch.setattr(module, "decide", decide)
    replies.drop("acme/comunicazioni/guasta.pdf", pdf("guasta"))
    replies.drop("acme/comunicazioni/sana.pdf", pdf("sana"))
    ingest(replies, code=1)
    found = replies.by_path()
    assert found["acme/comunicazioni/sana.pdf"]["state"] == "accepted"
    broken = found["acme/comunicazioni/guasta.pdf"]
    assert (broken["state"], codes(broken)) == ("error", ["E004"])
    assert "guasto di prova" in broken["attempts"][0]["diagnosis"]
    monkeypatch.undo()
    assert replies("rerun", "--failed").code == 0
    assert replies.by_path()["acme/comunicazioni/guasta.pdf"]["state"] == "accepted"


def test_a_leftover_of_a_crash_is_no_second_upload(replies: Desk) -> None:
    from sportello.documents.intake import take_in

    app = replies.app()
    place = replies.drop("acme/comunicazioni/nota.pdf", pdf("nota"))
    app.inbox.remove = lambda file: None  # killed before the removal
    assert take_in(app, "ingest-1", lambda *_: None).taken == 1
    assert place.exists()
    assert take_in(replies.app(), "ingest-1", lambda *_: None).taken == 0
    assert not place.exists()
    with app.database.read() as connection:
        assert len(list(documents.each(connection))) == 1
