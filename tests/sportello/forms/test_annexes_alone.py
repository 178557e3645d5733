"""Annexes that come alone: they complete and replace what the plant has, by their POD or by a person's word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from domain.forms import Value
from sportello.demo.filled_form import filled
from tests.builders import Desk
from validators.forms.examples import base_case

POD, OTHER = "IT001E12345678", "IT001E87654321"


def only(*parts: str) -> bytes:
    """Return the form with nothing filled but these parts: what people send when an annex was missing.

    Our blank shows a frame for the diagram, which is a drawing whether or not it is used: Allegato 1 comes along.
    """
    return filled({name: None for name in base_case() if not name.startswith((*parts, "allegato1."))})


def without(part: str, change: dict[str, Value] | None = None) -> bytes:
    return filled({**dict.fromkeys(n for n in base_case() if n.startswith(part)), **(change or {})})


def send(desk: Desk, name: str, pdf: bytes, day: str) -> dict[str, Any]:
    """Send a file on a day and return its document."""
    desk.now = f"{day}T12:00:00+02:00"
    desk.drop(f"acme/moduli/{name}", pdf, sidecar={"utente": "acme", "caricato_il": f"{day}T11:00:00+02:00"})
    assert desk("ingest", "--json").code == 0
    return desk.by_path()[f"acme/moduli/{name}"]


def deciding(document: dict[str, Any]) -> set[str]:
    return set(document["verdict"]["deciding"])


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, now="2026-06-10T12:00:00+02:00").open()


@pytest.mark.slow
def test_an_annex_with_a_pod_completes_the_form_that_lacked_it(desk: Desk) -> None:
    first = send(desk, "modulo.pdf", without("allegato6."), "2026-06-10")
    assert first["state"] == "rejected"
    assert "FMT-01" in deciding(first)
    annex = send(desk, "allegato6.pdf", only("allegato6."), "2026-06-12")
    assert (annex["state"], deciding(annex)) == ("accepted", set())
    assert annex["form"]["fields"]["impianto.denominazione"]["value"] == "Impianto Cala Creta"
    said = desk("plants", "show", POD, "--operator", "acme", "--json").json
    assert "REX-42" not in said["mancano"]


@pytest.mark.slow
def test_an_annex_without_a_place_for_the_pod_goes_to_the_only_plant(desk: Desk) -> None:
    first = send(desk, "modulo.pdf", without("allegato5."), "2026-06-10")
    assert "REX-41" in deciding(first)
    annex = send(desk, "allegato5.pdf", only("allegato5."), "2026-06-12")
    assert (annex["state"], deciding(annex)) == ("accepted", set())


@pytest.mark.slow
def test_with_several_plants_it_waits_until_a_person_files_it(desk: Desk) -> None:
    pods: dict[str, Value] = {
        f"{p}.pod": OTHER for p in ("impianto", "allegato2", "allegato3", "allegato4", "scheda", "allegato6")
    }
    send(desk, "altro.pdf", filled(pods), "2026-06-09")
    send(desk, "modulo.pdf", without("allegato5."), "2026-06-10")
    annex = send(desk, "allegato5.pdf", only("allegato5."), "2026-06-12")
    assert (annex["state"], [f["code"] for f in annex["findings"]]) == ("review", ["MOD-12"])
    wrong = desk("plants", "file", annex["document"], "IT001E1", "--user", "anna")
    assert (wrong.code, "non valido" in wrong.err) == (2, True)
    nobody = desk("plants", "file", "f" * 20, POD, "--user", "anna")
    assert (nobody.code, "non esiste" in nobody.err) == (2, True)
    filed = desk("plants", "file", annex["document"], POD, "--user", "anna", "--json")
    assert (filed.code, filed.json["state"], filed.json["pod"]) == (0, "accepted", POD)
    after = desk.by_path()["acme/moduli/allegato5.pdf"]
    assert (after["state"], deciding(after)) == ("accepted", set())
    assert after["form"]["fields"]["impianto.pod"]["value"] == POD
    assert desk("rerun", "--document", annex["document"]).code == 0
    assert desk.by_path()["acme/moduli/allegato5.pdf"]["state"] == "accepted"


@pytest.mark.slow
def test_annexes_2_and_4_stay_in_step(desk: Desk) -> None:
    form = send(desk, "modulo.pdf", filled({}), "2026-06-10")
    assert "REX-15" not in {f["code"] for f in form["findings"]}
    second = send(desk, "allegato2.pdf", only("allegato2."), "2026-09-01")
    (told,) = [f for f in second["findings"] if f["code"] == "REX-15"]
    assert (told["severity"], second["state"]) == ("warning", "accepted")
    assert "01/09/2026" in told["message"]
    fourth = send(desk, "allegato4.pdf", only("allegato4.", "scheda."), "2026-09-03")
    assert (fourth["state"], "REX-15" in {f["code"] for f in fourth["findings"]}) == ("accepted", False)
