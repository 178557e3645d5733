"""``show`` tells a document's story in Italian; ``review`` says so where there is nothing to look at."""

from __future__ import annotations

import pytest

from tests.builders import Desk, pdf

STEM = "L-P-25-0000001"
REGISTER = (
    "operatore,lettera,data_pubblicazione,destinatario_principale,richieste\n"
    f"acme,{STEM},2025-03-03,SI,la data della richiesta di voltura\n"
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Desk:
    made = Desk(tmp_path_factory.mktemp("storia")).open()
    (made.root / "richieste.csv").write_text(REGISTER)
    assert made("letters", "load", str(made.root / "richieste.csv")).code == 0
    made.download(STEM)
    made.drop(f"acme/risposte/{STEM}/mia.pdf", pdf("La richiesta di voltura e' pervenuta il 3 marzo 2025."))
    made.drop("acme/comunicazioni/appunti.txt", b"testo", sidecar=b"{rotto")
    assert made("ingest").code == 0
    return made


def shown(desk: Desk, path: str) -> str:
    (document,) = (d["document"] for d in desk.export() if d["path"] == path)
    said = desk("show", document)
    assert said.code == 0
    return said.out


def test_a_reply_is_shown_with_what_it_answers(desk: Desk) -> None:
    told = shown(desk, f"risposte/{STEM}/mia.pdf")
    for words in (
        "Esito",
        "accettato",
        "risposta data",
        "10/03/2025 12:00:00",
        "documento ricevuto",
        "Nome nel portale",
    ):
        assert words in told
    for word in ("accepted", "answered", "document.received", "received_at", "{"):
        assert word not in told


def test_side_data_that_could_not_be_used_are_shown_with_their_source(desk: Desk) -> None:
    told = shown(desk, "comunicazioni/appunti.txt")
    assert "respinto" in told
    assert "INT-01" in told
    assert "Contratto del prodotto" in told


def test_where_there_is_nothing_to_look_at_review_says_so(desk: Desk) -> None:
    (document,) = (d["document"] for d in desk.export() if d["path"].endswith("appunti.txt"))
    assert "non c'è alcun valore da guardare" in desk("review", "show", document).out
    said = desk("review", "approve", document, "--user", "m.rossi")
    assert (said.code, "non ha nulla da rivedere" in said.err) == (2, True)
