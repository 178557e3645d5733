"""Outages: which count, what they do to terms, and replies that bear the day of their failed attempt."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl import Workbook

from sportello.letters.outage_replies import settle_attempts
from storage import failed_uploads
from tests.builders import Desk, pdf
from tests.sportello.letters.conftest import publish, shown

A = "L-P-25-0000001"


@pytest.fixture
def late(desk: Desk) -> Desk:
    """A letter due on Thursday 6 March; the portal is down that day from 9:00 to 15:00."""
    publish(desk, [{"lettera": A, "giorni_risposta": 3}])
    desk.now = "2025-03-05T12:00:00+01:00"
    desk.download(A)
    desk.now = "2025-03-07T12:00:00+01:00"
    return desk


def down(desk: Desk, start: str, end: str, *words: str) -> None:
    said = desk("outages", "add", "--start", start, "--end", end, "--user", "desk", *words)
    assert said.code == 0, said.err


def sheet(desk: Desk, rows: list[tuple]) -> str:
    book = Workbook()
    for row in (("Risposta", "Data tentativo"), *rows):
        book.active.append(row)
    book.save(desk.root / "elenco.xlsx")
    return str(desk.root / "elenco.xlsx")


def test_an_off_line_day_moves_the_due_day(late):
    assert shown(late)[0]["scadenza"] == "2025-03-06"
    down(late, "06/03/2025 09:00", "06/03/2025 12:00:00")
    assert shown(late)[0]["scadenza"] == "2025-03-06"  # three hours exactly do not count
    down(late, "06/03/2025 11:00", "06/03/2025 12:00:01")
    assert shown(late)[0]["scadenza"] == "2025-03-07"
    counted = [o["giorni_non_disponibili"] for o in late("outages", "list", "--json").json]
    assert counted == [["2025-03-06"]] * 2


def test_planned_work_does_not_count_and_wants_notice(late):
    said = late("outages", "add", "--start", "2025-03-06T09:00", "--end", "2025-03-06T18:00", "--planned",
                "--announced", "2025-03-04T09:00", "--user", "desk", "--json")  # fmt: skip
    assert "OPE-02" in said.json["avvisi"][0]
    assert shown(late)[0]["scadenza"] == "2025-03-06"


def test_an_open_stop_is_closed_by_telling_its_end(late):
    assert late("outages", "add", "--start", "2025-03-06T09:00", "--user", "desk").code == 0
    assert late("outages", "list", "--json").json[0]["fine"] is None
    down(late, "2025-03-06T09:00", "2025-03-06T10:00")
    found = late("outages", "list", "--json").json
    assert [o["fine"] for o in found] == ["2025-03-06T10:00:00+01:00"]


@pytest.mark.parametrize(
    ("uploaded", "day"),
    [("2025-03-09T15:00:00+01:00", "2025-03-06T10:30:00+01:00"), ("2025-03-09T15:00:01+01:00", None)],
)
def test_a_reply_bears_the_day_of_its_attempt(late, story, uploaded, day):
    down(late, "2025-03-06T09:00", "2025-03-06T15:00")
    file = sheet(late, [("R-P-25-0000001.PDF", "06/03/2025 10:30"), ("R-P-XX", "06/03/2025 10:30")])
    said = late("outages", "replies", file, "--operator", "acme", "--user", "desk", "--json")
    assert said.code == 1
    assert (said.json["nuovi"], said.json["riconosciuti"]) == (1, 0)
    assert [e["riga"] for e in said.json["errori"]] == [3]
    late.drop(f"acme/risposte/{A}/r.pdf", pdf("eccola"), sidecar={"caricato_il": uploaded})
    late.now = "2025-03-11T01:00:00+01:00"
    assert late("nightly", "--json").code == 0
    row = shown(late)[0]
    assert row["data_risposta"] == (day or uploaded)
    assert row["giorni_a_scadenza"] == (1 if day else 0)
    assert (("reply.dated", "sportello") in story(A)) is (day is not None)


def test_a_list_that_comes_after_the_reply_counts_too(late):
    late.drop(f"acme/risposte/{A}/r.pdf", pdf("eccola"), sidecar={"caricato_il": "2025-03-07T09:00:00+01:00"})
    assert late("ingest").code == 0
    file = sheet(late, [("R-P-25-0000001", "06/03/2025 10:30")])
    first = late("outages", "replies", file, "--user", "desk", "--json").json
    assert (first["nuovi"], first["riconosciuti"]) == (1, 0)  # nobody has recorded a stop yet
    down(late, "2025-03-06T09:00", "2025-03-06T15:00")
    again = late("outages", "replies", file, "--user", "desk", "--json").json
    assert (again["invariati"], again["riconosciuti"]) == (1, 1)
    assert shown(late)[0]["data_risposta"] == "2025-03-06T10:30:00+01:00"


def test_nights_that_change_nothing_write_nothing_about_attempts(late):
    late.drop(f"acme/risposte/{A}/r.pdf", pdf("eccola"), sidecar={"caricato_il": "2025-03-07T09:00:00+01:00"})
    assert late("ingest").code == 0
    late("outages", "replies", sheet(late, [("R-P-25-0000001", "06/03/2025 10:30")]), "--user", "desk")
    app = late.app()
    with app.database.read() as connection:
        (left,) = failed_uploads.open_ones(connection)
        assert left.refusal.endswith("[OPE-07]")
    before = (late.home / "catalogue.db").stat().st_mtime_ns, _log_size(late)
    assert settle_attempts(app) == 0
    assert ((late.home / "catalogue.db").stat().st_mtime_ns, _log_size(late)) == before
    down(late, "2025-03-06T09:00", "2025-03-06T15:00")
    assert settle_attempts(late.app()) == 1


def _log_size(desk):
    log = desk.home / "catalogue.db-wal"
    return log.stat().st_size if log.exists() else 0


def test_of_two_attempts_at_one_reply_the_first_counts(late):
    down(late, "2025-03-06T09:00", "2025-03-06T15:00")
    twice = [("R-P-25-0000001", "06/03/2025 14:30"), ("R-P-25-0000001", "06/03/2025 10:30")]
    late("outages", "replies", sheet(late, twice), "--user", "desk")
    late.drop(f"acme/risposte/{A}/r.pdf", pdf("eccola"), sidecar={"caricato_il": "2025-03-07T09:00:00+01:00"})
    late("nightly")
    late("nightly")
    assert shown(late)[0]["data_risposta"] == "2025-03-06T10:30:00+01:00"


@pytest.mark.parametrize("cell", ["06/03/2025", date(2025, 3, 6)])
def test_a_list_that_tells_only_the_day_is_enough(late, cell):
    """OPE-07 asks for the day of the attempt, and OPE-06 for no hour."""
    down(late, "2025-03-06T09:00", "2025-03-06T15:00")
    late.drop(f"acme/risposte/{A}/r.pdf", pdf("eccola"), sidecar={"caricato_il": "2025-03-07T09:00:00+01:00"})
    assert late("ingest").code == 0
    said = late("outages", "replies", sheet(late, [("R-P-25-0000001", cell)]), "--user", "desk", "--json").json
    assert (said["nuovi"], said["riconosciuti"]) == (1, 1)
    row = shown(late)[0]
    assert row["data_risposta"][:10] == "2025-03-06"
    assert row["giorni_a_scadenza"] == 1


def test_wrong_outages_are_refused(late):
    backwards = late("outages", "add", "--start", "2025-03-06T09:00", "--end", "2025-03-06T08:00", "--user", "d")
    future = late("outages", "add", "--start", "2025-03-09T09:00", "--user", "d")
    strange = late("outages", "add", "--start", "ieri", "--user", "d")
    other = late("outages", "add", "--start", "2025-03-06T09:00", "--cause", "mia", "--user", "d")
    assert [s.code for s in (backwards, future, strange, other)] == [2] * 4
