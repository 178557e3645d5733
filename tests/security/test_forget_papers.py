"""Issued papers that name a forgotten person: listed, removed with every copy, and nothing else is touched."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.person_words import Words
from extractors.paper_text import paper_text
from storage import feedback, outbox
from storage.papers import WITHDRAWN
from storage.tables import receipts, reports, solleciti
from tests.builders import DAY, Desk, pdf

NIGHT, NEXT = "2025-03-11T01:00:00+01:00", "2025-03-12T01:00:00+01:00"
NAME, CF, POD = "Annunziata Verdebosco", "VRDNNZ80A41H501X", "IT001E98765432"
PERSON = Words([NAME, CF, POD])
FORGET = ("forget", "--person", CF, "--person", NAME, "--person", POD, "--user", "dpo", "--json")
REGISTER = (
    "operatore,lettera,data_pubblicazione,destinatario_principale,id_caso,tipo_servizio,utenza,denominazione_cliente,"
    "giorni_risposta\n"
    f"acme,L-P-25-0000001,2025-03-03T10:00:00,SI,77,Elettrico,{POD},{NAME.upper()},3\n"
    "acme,L-P-25-0000002,2025-03-03T10:00:00,SI,78,Elettrico,IT001E11111111,Altra Cliente,3\n"
)


@pytest.fixture
def told(tmp_path: Path) -> Desk:
    """A night that reminded of two letters and reported a note named after the person; nothing has been sent yet."""
    desk = Desk(tmp_path).open()
    (tmp_path / "r.csv").write_text(REGISTER)
    assert desk("letters", "load", str(tmp_path / "r.csv")).code == 0
    desk.drop(f"acme/comunicazioni/R_{CF}_1.pdf", pdf("nota"), sidecar={"utente": "Anna"})
    desk.drop("rivo/comunicazioni/altra.pdf", pdf("altra nota"))
    assert desk("ingest").code == 0
    (desk.home / "ricevute").mkdir()
    (desk.home / "ricevute" / "r.eml").write_bytes(f"Subject: pratica\r\n\r\nSi scrive di {NAME}.\r\n".encode())
    desk.now = NIGHT
    assert desk("nightly", "--day", DAY).code == 0
    assert desk("report", "xlsx", "solleciti", "--operator", "acme").code == 0
    rectify(desk)
    return desk


def rectify(desk: Desk) -> None:
    """Enter a letter of rectification whose words name the person, about a document that does not."""
    app = desk.app()
    other = next(d["document"] for d in desk.export() if d["operator"] == "rivo")
    stored = app.blobs.put(BytesIO(pdf(f"Il valore {CF[:7]}", f"{CF[7:]} non e valido"))).sha256
    with app.database.write() as connection:
        feedback.add(
            connection,
            document=other,
            digest="0" * 64,
            operator="rivo",
            issued_at=app.now(),
            deadline=date(2025, 4, 10),
            pdf=stored,
            message_id="<feedback.x@pec.example>",
        )


def naming(desk: Desk) -> list[str]:
    """Return the files below home in which the person is named, read as a person would."""
    files = [path for path in sorted(desk.home.rglob("*")) if path.is_file() and path.parts[-2] != "casa"]
    return [str(p.relative_to(desk.home)) for p in files if PERSON.on_paper(paper_text(p.read_bytes()))]


def test_every_paper_is_found_and_every_copy_removed(told: Desk) -> None:
    before = naming(told)
    assert {place.partition("/")[0] for place in before} == {"blobs", "reports", "solleciti", "outbox"}
    trial = told(*FORGET, "--dry-run").json
    kinds = ["report giornaliero", "richiesta di rettifica", "ricevuta PEC", "elenco Excel", "sollecito"]
    assert [paper["tipo"] for paper in trial["emessi"]] == kinds
    assert (trial["emessi_cancellati"], naming(told)) == (False, before)
    said = told(*FORGET)
    assert (said.code, said.err) == (0, "")
    assert [paper["tipo"] for paper in said.json["emessi"]] == kinds
    assert said.json["messaggi_ritirati"] == 1
    assert naming(told) == []
    assert not any(word in said.out for word in (NAME, CF, POD))


def test_the_ledger_balances_the_log_proves_itself_and_others_keep_their_papers(told: Desk) -> None:
    others = [p for p in told.home.rglob("*.pdf") if "rivo" in p.name] + [
        told.home / "solleciti/acme/S-P-25-0000002.PDF"
    ]
    with told.app().database.read() as connection:
        rows = connection.execute(select(reports.c.pdf, reports.c.xlsx, reports.c.digest)).all()
    assert told(*FORGET).code == 0
    with told.app().database.read() as connection:
        assert connection.execute(select(reports.c.pdf, reports.c.xlsx, reports.c.digest)).all() == rows
        assert len(connection.execute(select(solleciti)).all()) == 2
        assert len(connection.execute(select(receipts)).all()) == 1
        stopped = [m for m in outbox.every(connection) if m.state == outbox.FAILED]
    assert [(m.operator, m.last_error) for m in stopped] == [("acme", WITHDRAWN)]
    assert len(others) == 2
    assert all(p.is_file() for p in others)
    assert told.status()["balanced"]
    health = told("doctor", "--audit", "--json")
    assert (health.code, health.json["problemi"]) == (0, [])


def test_the_next_night_goes_on_and_issues_the_day_again_without_the_person(told: Desk) -> None:
    assert told(*FORGET).code == 0
    told.now = NEXT
    assert told("nightly").code == 0
    assert naming(told) == []
    again = told.home / "reports" / DAY / "acme"
    assert sorted(p.name for p in again.iterdir()) == [
        f"report-giornaliero_acme_{DAY}_v2.pdf",
        f"report-giornaliero_acme_{DAY}_v2.xlsx",
    ]
    assert told("doctor", "--audit").code == 0


def test_by_setting_papers_are_only_listed(told: Desk) -> None:
    told.env["SPORTELLO_FORGET_ISSUED"] = "elenca"
    before = [place for place in naming(told) if place.partition("/")[0] in {"reports", "solleciti", "outbox"}]
    said = told(*FORGET).json
    assert len(said["emessi"]) == 5
    assert (said["emessi_cancellati"], said["messaggi_ritirati"]) == (False, 0)
    assert [place for place in naming(told) if not place.startswith("blobs")] == before
    assert told("doctor", "--audit").code == 0


def test_a_copy_that_a_kill_left_is_found_and_removed(told: Desk) -> None:
    report = next((told.home / "reports" / DAY / "acme").glob("*.xlsx"))
    data = report.read_bytes()
    assert told(*FORGET).code == 0
    report.write_bytes(data)
    found = told("doctor", "--json").json["problemi"]
    assert [trouble["controllo"] for trouble in found] == ["riservatezza"]
    assert told("doctor", "--repair").code == 0
    assert not report.exists()


def test_a_paper_that_cannot_be_read_is_told_not_passed_over(told: Desk) -> None:
    (told.home / "reports" / "xlsx" / "rotto.xlsx").write_bytes(b"PK\x03\x04 rotto")
    said = told(*FORGET)
    assert said.code == 1
    assert said.json["non_letti"] == [{"tipo": "elenco Excel", "operatore": "", "nome": "rotto.xlsx"}]


def test_words_in_file_names_and_across_lines() -> None:
    assert PERSON.in_(f"R_{CF}_1.pdf")
    assert PERSON.in_("verdebosco_annunziata") is False
    assert PERSON.in_("Annunziata_Verdebosco.pdf")
    assert PERSON.on_paper(f"{CF[:9]}\n{CF[9:]}")
    assert not PERSON.in_(f"X{CF}")
