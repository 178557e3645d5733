"""Communications after 72 hours (ARC-06), TIRV (TIR-04), the load window (OPE-01): warnings on accepted uploads."""

from __future__ import annotations

import pytest

from tests.builders import Desk, details, pdf
from tests.sportello.letters.conftest import publish

QUOTED = "A integrazione della risposta alla lettera L-P-25-0000001, ID Caso 4711, cliente Rossi Mario."


@pytest.fixture
def answered(desk: Desk) -> Desk:
    """A letter answered at noon of 10 March."""
    publish(desk, [{"lettera": "L-P-25-0000001", "id_caso": "4711", "denominazione_cliente": "Rossi Mario"}])
    desk.download("L-P-25-0000001")
    desk.drop("acme/risposte/L-P-25-0000001/r.pdf", pdf("risposta"))
    assert desk("ingest").code == 0
    return desk


def say(desk: Desk, now: str, text: str, name: str = "nota.pdf", **sidecar: str) -> dict:
    desk.now = now
    desk.drop(f"acme/comunicazioni/{name}", pdf(text), sidecar=sidecar or None)
    assert desk("ingest").code == 0
    return desk.by_path()[f"acme/comunicazioni/{name}"]


@pytest.mark.parametrize(
    ("now", "text", "warned"),
    [
        ("2025-03-13T12:00:01+01:00", QUOTED, False),
        ("2025-03-13T12:00:01+01:00", "In merito alla lettera L-P-25-0000001 si aggiunge la fattura.", True),
        ("2025-03-13T12:00:01+01:00", "Ad integrazione della risposta inviata si allega la fattura.", True),
        ("2025-03-13T12:00:01+01:00", "Gli uffici sono chiusi.", False),
        ("2025-03-13T12:00:00+01:00", "In merito alla lettera L-P-25-0000001 si aggiunge la fattura.", False),
    ],
)
def test_an_addition_after_72_hours_quotes_its_letter(answered, now, text, warned):
    found = say(answered, now, text)
    assert found["state"] == "accepted"
    assert ("ARC-06" in details(found)) is warned
    assert all(f["severity"] == "warning" for f in found["findings"])


def test_what_a_tirv_rejection_lacks_is_told(answered):
    found = say(answered, "2025-03-11T12:00:00+01:00", "Il reclamo è respinto.", "RIGETTO_TIRV 1.pdf")
    assert (found["state"], found["kind"]) == ("accepted", "tirv_rejection")
    assert "TIR-04" in details(found)


@pytest.mark.parametrize(
    ("said", "env", "warned"),
    [
        ({"caricato_il": "2025-03-11T01:00:00+01:00"}, {}, True),
        ({"caricato_il": "2025-03-11T03:00:00+01:00"}, {}, False),
        ({"caricato_il": "2025-03-11T02:00:00+01:00"}, {"SPORTELLO_UPLOAD_WINDOW_NOTICE": "false"}, False),
        ({}, {}, False),
    ],
)
def test_uploads_in_the_load_window_by_the_senders_word(answered, said, env, warned):
    answered.env.update(env)
    found = say(answered, "2025-03-12T01:00:00+01:00", "Gli uffici sono chiusi.", **said)
    assert found["state"] == "accepted"
    assert ("OPE-01" in details(found)) is warned
