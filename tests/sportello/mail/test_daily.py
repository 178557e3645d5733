"""The daily report from the ledger: its rows, its refusal, its versions, its day."""

from __future__ import annotations

from datetime import UTC, date
from email import message_from_bytes
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import delete, update

from domain.daily import SECTIONS
from sportello.mail.daily import window_of
from storage.reports import issued
from storage.tables import documents
from tests.builders import DAY, Desk, pdf

MORNING = "2025-03-11T01:00:00+01:00"
ONE, TWO = "L-P-25-0000001", "L-P-25-0000002"


@pytest.fixture
def worked(tmp_path: Path) -> Desk:
    """The day before: one reply, one communication, one refusal, two downloads."""
    desk = Desk(tmp_path).open(ONE, TWO)
    desk.drop(f"acme/risposte/{ONE}/r.pdf", pdf("risposta"), sidecar={"utente": "Anna Bo"})
    desk.drop("acme/comunicazioni/nota.pdf", pdf("nota"))
    desk.drop("acme/comunicazioni/testo.pdf", b"testo")
    assert desk("ingest").code == 0
    desk.now = MORNING
    return desk


def report(desk: Desk, *words: str, code: int = 0) -> list[dict]:
    said = desk("report", "daily", "--day", DAY, "--json", *words)
    assert said.code == code, said.err
    found: list[dict] = said.json["report"]
    return found


def text_of(path: Path) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(path).pages)


def test_the_six_sections_hold_the_days_rows(worked: Desk) -> None:
    acme, rivo = report(worked)
    assert (acme["operatore"], acme["versione"], acme["nuovo"], acme["righe"]) == ("acme", 1, True, 5)
    assert (rivo["operatore"], rivo["righe"]) == ("rivo", 0)
    folder = worked.home / "reports" / DAY / "acme"
    text = text_of(next(folder.glob("*.pdf")))
    assert len(SECTIONS) == 6
    for section in SECTIONS:
        assert section.caption in text
        assert section.caption in text_of(next((folder.parent / "rivo").glob("*.pdf")))
    for row in (
        "R-P-25-0000001",
        "Anna Bo",
        "nota.pdf",
        "testo.pdf",
        ONE,
        TWO,
        "Il formato del file 'testo.pdf' non è valido",
    ):
        assert row in text, row
    assert len(list(folder.glob("*.xlsx"))) == 1
    (mail,) = (worked.home / "outbox").glob("*acme*.eml")
    message = message_from_bytes(mail.read_bytes())
    assert message["Message-ID"] == acme["message_id"]
    assert "acme@pec.acme.example" in message["To"]
    assert len([part for part in message.walk() if part.get_filename()]) == 2


def test_a_pending_document_holds_the_report_back(worked: Desk) -> None:
    app = worked.app()
    with app.database.write() as connection:
        connection.execute(update(documents).where(documents.c.name == "nota.pdf").values(state="pending"))
    acme, rivo = report(worked, code=1)
    assert "nota.pdf" in acme["manca"][0]
    assert "in lavorazione" in acme["manca"][0]
    assert rivo["versione"] == 1
    assert not (worked.home / "reports" / DAY / "acme").exists()


def test_a_vanished_document_holds_back_its_own_day_only(worked: Desk) -> None:
    with worked.app().database.write() as connection:
        connection.execute(delete(documents).where(documents.c.name == "nota.pdf"))
    acme, _ = report(worked, code=1)
    assert acme["manca"] == [line for line in acme["manca"] if "assente dal registro" in line and "nota.pdf" in line]
    assert worked("report", "daily", "--day", "2025-03-09").code == 0
    said = worked("status", "--json")
    assert (said.code, said.json["balanced"]) == (1, False)
    assert "nota.pdf" in said.json["missing"][0]


def test_an_unknown_state_does_not_balance(worked: Desk) -> None:
    with worked.app().database.write() as connection:
        connection.execute(update(documents).where(documents.c.name == "nota.pdf").values(state="perduto"))
    acme, _ = report(worked, code=1)
    assert "perduto" in acme["manca"][0]
    assert worked("status").code == 1


def test_a_report_is_issued_once_and_again_only_with_a_reason(worked: Desk) -> None:
    report(worked)
    folder = worked.home / "reports" / DAY / "acme"
    first = {p.name: p.read_bytes() for p in folder.iterdir()}
    assert [r["nuovo"] for r in report(worked)] == [False, False]
    again = report(worked, "--operator", "acme", "--reason", "Errata corrige")
    assert (again[0]["versione"], again[0]["nuovo"]) == (2, True)
    assert {name: (folder / name).read_bytes() for name in first} == first
    assert len(list(folder.iterdir())) == 4
    newest = next(p for p in folder.glob("*.pdf") if p.name not in first)
    assert "Errata corrige" in text_of(newest)
    with worked.app().database.read() as connection:
        versions = [(r.version, r.reason) for r in issued(connection, date.fromisoformat(DAY)) if r.operator == "acme"]
    assert versions == [(1, ""), (2, "Errata corrige")]


def test_files_taken_away_are_laid_out_again(worked: Desk) -> None:
    report(worked)
    folder = worked.home / "reports" / DAY / "acme"
    kept = {p: p.read_bytes() for p in [*folder.iterdir(), *(worked.home / "outbox").iterdir()]}
    for path in kept:
        path.unlink()
    report(worked)
    assert {p: p.read_bytes() for p in kept} == kept


def test_the_nightly_run_issues_a_changed_day_again(worked: Desk) -> None:
    assert worked("nightly").code == 0
    worked.now = "2025-03-12T01:00:00+01:00"
    worked.drop("acme/comunicazioni/tardi.pdf", pdf("tardi"), sidecar={"caricato_il": f"{DAY}T23:59:59+01:00"})
    said = worked("nightly", "--json")
    assert said.code == 0, said.err
    made = {(r["operatore"], r["giorno"]): (r["versione"], r["nuovo"]) for r in said.json["report"]}
    assert made["acme", DAY] == (2, True)
    assert ("rivo", DAY) not in made
    assert made["acme", "2025-03-11"] == (1, True)


def test_an_upload_of_a_month_ago_is_told_in_the_report_of_its_day(worked: Desk) -> None:
    """Such uploads entered no report: the window of the days looked at again is a week."""
    assert worked("nightly").code == 0
    worked.now = "2025-04-12T01:00:00+02:00"
    worked.drop("acme/comunicazioni/tardi.pdf", pdf("tardi"), sidecar={"caricato_il": f"{DAY}T23:59:59+01:00"})
    worked.drop("rivo/comunicazioni/prima.txt", b"testo", sidecar={"caricato_il": "2025-02-01T08:00:00+01:00"})
    made = {(r["operatore"], r["giorno"]): r["versione"] for r in worked("nightly", "--json").json["report"]}
    assert made["acme", DAY] == 2
    assert made["rivo", "2025-02-01"] == 1, "a day before the first report has one, if something bears it"
    (told,) = (worked.home / "reports" / "2025-02-01" / "rivo").glob("*.pdf")
    assert "prima.txt" in text_of(told)
    told.unlink()
    worked.now = "2025-04-12T02:00:00+02:00"
    again = {(r["operatore"], r["giorno"]) for r in worked("nightly", "--json").json["report"]}
    assert not again & {("acme", DAY), ("rivo", "2025-02-01")}, "issued once"
    assert told.exists(), "a kill between the ledger and the folder is made up for"


@pytest.mark.parametrize(
    ("day", "hours"), [("2025-03-10", 24), ("2025-03-30", 23), ("2025-10-26", 25), ("2024-12-31", 24)]
)
def test_a_day_is_that_of_rome(day: str, hours: int) -> None:
    start, end = window_of(date.fromisoformat(day))
    assert (end.astimezone(UTC) - start.astimezone(UTC)).total_seconds() == hours * 3600
    assert start.isoformat().startswith(f"{day}T00:00:00")


def test_uploads_at_both_edges_of_the_longest_day(tmp_path: Path) -> None:
    desk = Desk(tmp_path, now="2025-10-28T12:00:00+01:00").open()
    edges = {
        "prima.pdf": "2025-10-25T23:59:59+02:00",
        "inizio.pdf": "2025-10-26T00:00:00+02:00",
        "ora doppia.pdf": "2025-10-26T02:30:00+01:00",
        "fine.pdf": "2025-10-26T23:59:59+01:00",
        "dopo.pdf": "2025-10-27T00:00:00+01:00",
    }
    for name, at in edges.items():
        desk.drop(f"acme/comunicazioni/{name}", pdf(name), sidecar={"caricato_il": at})
    assert desk("ingest").code == 0
    assert desk("report", "daily", "--day", "2025-10-26", "--operator", "acme").code == 0
    text = text_of(next((desk.home / "reports/2025-10-26/acme").glob("*.pdf")))
    assert all((name in text) == (name not in {"prima.pdf", "dopo.pdf"}) for name in edges), text


def test_a_day_that_is_none_is_wrong_usage(worked: Desk) -> None:
    said = worked("report", "daily", "--day", "31/02/2025")
    assert (said.code, len(said.err.splitlines())) == (2, 1)
    assert worked("report", "daily", "--day", DAY, "--operator", "nessuno").code == 2


def test_a_night_that_did_not_run_is_made_up_for(desk):
    desk.open()
    desk.now = "2025-03-11T01:15:00+01:00"
    assert desk("nightly").code == 0
    desk.now = "2025-03-14T01:15:00+01:00"
    made = desk("nightly", "--json").json["report"]
    assert sorted({r["giorno"] for r in made}) == ["2025-03-11", "2025-03-12", "2025-03-13"]
    assert {r["versione"] for r in made} == {1}


def test_a_night_adds_the_files_that_a_kill_left_out_of_an_earlier_days_report(worked: Desk) -> None:
    report(worked)
    worked.now = "2025-03-13T01:00:00+01:00"
    assert worked("nightly").code == 0
    files = sorted((worked.home / "reports").rglob("*.*"))
    made_up_for = next(p for p in files if "2025-03-11" in p.name)
    whole = made_up_for.read_bytes()
    made_up_for.unlink()
    assert worked("nightly").code == 0
    assert made_up_for.read_bytes() == whole
    assert sorted((worked.home / "reports").rglob("*.*")) == files
