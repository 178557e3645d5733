"""Forms through the whole pipeline: verdicts, what decides them, companions, plants, letters, reviews, replays."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from tests.builders import codes, pdf


def by_name(worked: Any) -> dict[str, dict]:
    return {d["path"]: d for d in worked.desk.export()}


def test_a_faultless_form_is_accepted_and_nothing_decides_against_it(worked: Any) -> None:
    found = by_name(worked)["moduli/buono.pdf"]
    assert (found["state"], codes(found), found["verdict"]["deciding"]) == ("accepted", [], [])


def test_every_fault_is_found_with_page_and_box(worked: Any) -> None:
    found = by_name(worked)["moduli/errato.pdf"]
    assert found["state"] == "rejected"
    assert "stored_as" not in found
    assert {"FMT-07a", "FMT-01", "TAR-02a"} <= set(found["verdict"]["deciding"])
    shown = [f for f in found["findings"] if f["code"] in {"FMT-07a", "FMT-01", "TAR-02a"}]
    assert all(f["page"] >= 1 and len(f["bbox"]) == 4 for f in shown)


def test_what_weighs_nothing_is_told_as_such(worked: Any) -> None:
    findings = by_name(worked)["moduli/buono.pdf"]["findings"]
    light = [f for f in findings if f["severity"] == "unverifiable" and "at_stake" not in f]
    assert light
    assert all(f["follows"] for f in light)


def test_an_unknown_document_waits_for_an_analyst(worked: Any) -> None:
    found = by_name(worked)["moduli/altro.pdf"]
    assert (found["state"], [f["code"] for f in found["findings"]]) == ("review", ["MOD-10"])


def test_a_zip_with_a_declaration_is_one_form(worked: Any) -> None:
    found = by_name(worked)["moduli/annessi.zip"]
    assert (found["state"], found["form"]["form"]) == ("accepted", "regolamento-esercizio-mt")
    said = worked.desk("plants", "list", "--operator", "rivo", "--json").json
    assert all("REX-40" not in plant["mancano"] for plant in said if plant["ultima_prova_relè"])
    assert [p["ultima_prova_relè"] for p in said] == ["2026-03-12"]


def test_a_letter_goes_to_the_sender_of_the_refused_form_once(worked: Any) -> None:
    first = worked.desk("nightly", "--json").json
    files = [each["file"] for each in first["rettifiche"]]
    assert len(files) == 1
    assert "errato" in files[0]
    assert worked.desk("nightly", "--json").json["rettifiche"] == []
    waiting = [p.name for p in (worked.desk.home / "outbox").glob("richiesta*.eml")]
    assert len(waiting) == 1


def test_a_companion_alone_goes_to_the_plant_and_completes_it(worked: Any) -> None:
    desk, pod = worked.desk, worked.desk("plants", "list", "--operator", "acme", "--json").json[0]["pod"]
    before = desk("plants", "show", pod, "--operator", "acme", "--json").json["mancano"]
    desk.drop(
        "acme/moduli/spi.pdf",
        pdf("DICHIARAZIONE DEL COSTRUTTORE", "Allegato E CEI 0-16", "Protezione di interfaccia", f"POD: {pod}"),
    )
    assert desk.run("ingest").code == 0
    found = by_name(worked)
    assert found["moduli/spi.pdf"]["state"] == "accepted"
    assert found["moduli/buono.pdf"]["state"] == "accepted"
    after = desk("plants", "show", pod, "--operator", "acme", "--json").json["mancano"]
    assert ("REX-38" in before, "REX-38" in after) == (True, False)


def test_the_checks_of_a_plant_are_reminded_once(worked: Any) -> None:
    desk, pod = worked.desk, worked.desk("plants", "list", "--operator", "acme", "--json").json[0]["pod"]
    chosen = ("plants", "set", pod, "--operator", "acme", "--user", "m.rossi")
    assert desk(*chosen, "--verifica-visiva", "2025-07-01").code == 0
    assert desk(*chosen, "--verifica-visiva", "2031-07-01").code == 2
    told = desk("nightly", "--json").json["promemoria"]
    assert [(r["pod"], r["entro"]) for r in told] == [(pod, "2026-07-01")]
    assert desk("nightly", "--json").json["promemoria"] == []


def test_a_correction_judges_again_and_survives_a_rerun(worked: Any) -> None:
    desk, found = worked.desk, by_name(worked)["moduli/errato.pdf"]
    chosen = ("review", "set", found["document"], "impianto.pod", "IT001E99999999", "--user", "anna")
    assert desk(*chosen).code == 0
    assert "X-01" in by_name(worked)["moduli/errato.pdf"]["verdict"]["deciding"]
    assert desk.run("rerun", "--document", found["document"]).code == 0
    again = by_name(worked)["moduli/errato.pdf"]
    assert again["form"]["fields"]["impianto.pod"]["value"] == "IT001E99999999"
    assert "X-01" in again["verdict"]["deciding"]


def test_a_replay_without_apply_writes_nothing(worked: Any, tmp_path: Any) -> None:
    changed = tmp_path / "prova.toml"
    changed.write_text('[severities]\n"FMT-07a" = "warning"\n"TAR-02a" = "warning"\n"FMT-01" = "warning"\n')
    base = worked.desk.home / "catalogue.db"

    def content() -> list[str]:
        with sqlite3.connect(base) as ledger:
            return list(ledger.iterdump())

    before = content()
    assert worked.desk("rejudge", "--rules-at", "2025-01-01", "--json").code == 0
    said = worked.desk("rules", "--what-if", str(changed), "--json")
    assert said.code == 0, said.err
    assert content() == before


def test_check_says_what_the_pipeline_says(worked: Any, tmp_path: Any) -> None:
    found = by_name(worked)["moduli/buono.pdf"]
    place = tmp_path / "buono.pdf"
    app = worked.desk.app()
    place.write_bytes(app.blobs.local_path(found["sha256"]).read_bytes())
    said = worked.desk.run("check", str(place), "--as", "form", "--json").json
    assert (said["state"], said["verdict"]) == ("accepted", {"deciding": [], "pending": []})
    images = tmp_path / "ritagli"
    read = json.loads(worked.desk.run("extract", str(place), "--images", str(images), "--json").out)
    doubtful = [f"{k}.png" for k, v in read["fields"].items() if v["confidence"] < 0.8 and v.get("bbox")]
    pages = {f"pagina-{v['page']:03d}.png" for v in read["fields"].values() if v.get("bbox")}
    assert {p.name for p in images.glob("*.png")} == {*doubtful, *pages}
    assert set(read["images"]) == {*doubtful, *pages}
