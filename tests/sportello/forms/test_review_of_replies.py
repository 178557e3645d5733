"""An analyst's decision on a reply: recorded with who and when, kept by every rerun, exported as data."""

import json

import pytest

from tests.builders import pdf

STEM = "L-P-25-0000001"
REGISTER = (
    "operatore;lettera;data_pubblicazione;destinatario_principale;id_caso;richieste\n"
    f"acme;{STEM};2025-03-03T10:00:00;SI;77;la data della richiesta di voltura|l'importo della penale applicata\n"
)


@pytest.fixture
def reply(desk):
    """A desk with a reply that answers one of two requests; returns the desk and the document's id."""
    desk.open()
    (desk.root / "richieste.csv").write_text(REGISTER)
    assert desk("letters", "load", str(desk.root / "richieste.csv")).code == 0
    desk.download(STEM)
    text = ("Spett.le Sportello, in riscontro alla Vostra", "la richiesta di voltura e' pervenuta il 3 marzo 2025.")
    desk.drop(f"acme/risposte/{STEM}/risposta.pdf", pdf(*text, "Cordiali saluti, il Servizio Clienti di ACME."))
    assert desk("ingest").code == 0
    (document,) = desk.export()
    return desk, document


def test_the_proposal_names_its_evidence_and_its_place(reply):
    _, document = reply
    first, second = document["completeness"]["requests"]
    assert first["text"] == "la data della richiesta di voltura"
    assert first["status"] == "answered"
    assert "3 marzo 2025" in first["evidence"]
    assert (first["page"], len(first["bbox"])) == (1, 4)
    assert second["status"] == "missing"
    assert document["completeness"]["label"] == "assente"


def test_a_decision_survives_a_rerun_and_is_exported(reply):
    desk, document = reply
    said = desk("review", "set", document["document"], "richiesta.2", "answered", "--user", "m.rossi", "--json")
    assert said.json["label"] == ""
    assert desk("review", "approve", document["document"], "--user", "m.rossi").code == 0
    assert desk("rerun", "--document", document["document"]).code == 0
    (again,) = desk.export()
    judged = again["completeness"]
    assert (judged["label"], judged["review"], judged["deciso_da"]) == ("", False, "m.rossi")
    assert [r["status"] for r in judged["requests"]] == ["answered", "answered"]
    (pair,) = [json.loads(line) for line in desk("review", "export").out.splitlines()]
    assert {d["name"] for d in pair["decisions"]} == {"richiesta.2", "*"}
    (letter,) = desk("letters", "list", "--json").json
    assert letter["completezza"] == ""


def test_a_decision_leaves_no_reason_that_says_the_opposite(reply):
    desk, document = reply
    name = document["document"]
    assert desk("review", "set", name, "richiesta.1", "missing", "--user", "m.rossi").code == 0
    (judged,) = (d["completeness"] for d in desk.export())
    assert judged["requests"][0]["reason"] == "Deciso da m.rossi."
    assert judged["reasons"][0] == "1) Deciso da m.rossi."
    assert "3 marzo 2025" in judged["requests"][0]["evidence"]
    for number in (1, 2):
        assert desk("review", "set", name, f"richiesta.{number}", "answered", "--user", "m.rossi").code == 0
    (judged,) = (d["completeness"] for d in desk.export())
    assert judged["label"] == ""
    assert "reasons" not in judged


def test_where_the_desk_allows_nothing_automatic_everything_waits(reply):
    desk, document = reply
    desk.env["SPORTELLO_COMPLETENESS_AUTOMATIC"] = "false"
    assert desk("rerun", "--document", document["document"]).code == 0
    (again,) = desk.export()
    assert again["completeness"]["review"] is True
    (waiting,) = desk("review", "list", "--json").json
    assert waiting["document"] == document["document"]


def test_a_wrong_status_is_wrong_usage(reply):
    desk, document = reply
    said = desk("review", "set", document["document"], "richiesta.9", "answered", "--user", "m.rossi")
    assert said.code == 2
    assert "richiesta.9" in said.err
