"""Proroga, notes, downloads and deadlines through the real commands, each an event with who and when."""

from __future__ import annotations

import json

import pytest
from openpyxl import load_workbook

from sportello.letters.view import DETAIL
from tests.builders import Desk, pdf
from tests.sportello.letters.conftest import publish, shown

A, W = "L-P-25-0000001", "L-P-25-0000002"


@pytest.fixture
def two(desk: Desk) -> Desk:
    """A letter of an energy company and one of a water company, published on Monday 3 March, due on Thursday 6."""
    rows = [{"lettera": A, "giorni_risposta": 3}, {"lettera": W, "giorni_risposta": 3, "operatore": "rivo"}]
    publish(desk, [*rows, {"lettera": "L-P-25-0000003", "destinatario_principale": "NO", "giorni_risposta": 3}])
    desk.now = "2025-03-04T12:00:00+01:00"
    return desk


def night(desk: Desk, day: str) -> dict:
    desk.now = f"{day}T01:00:00+0{1 if day < '2025-03-30' else 2}:00"
    said = desk("nightly", "--json")
    assert said.code == 0, said.err
    return said.json["scadenze"]


def test_a_proroga_is_granted_once(two, story):
    said = two("letters", "extend", A, "--days", "17", "--user", "m.rossi", "--json")
    assert (said.code, said.json["scadenza"]) == (0, "2025-03-31")
    row = shown(two, "--lettera", A)[0]
    assert (row["proroga"], row["scadenza"], row["giorni_a_scadenza"]) == (17, "2025-03-31", 19)
    again = two("letters", "extend", A, "--days", "1", "--user", "m.rossi")
    assert again.code == 2
    assert "PRO-07" in again.err
    assert story(A) == [("letter.published", "desk"), ("letter.extended", "m.rossi")]


def test_the_list_offers_a_proroga_until_it_is_granted_or_too_late(two):
    """PRO-06: the cell shows the button, then the days; PRO-05: nothing where no day can be asked."""

    def cells() -> dict:
        return {row["lettera"]: row["proroga"] for row in two("lists", "da-lavorare", "--json").json}

    publish(two, [{"lettera": "L-P-25-0000004", "giorni_risposta": 20}])
    two.download(A, "L-P-25-0000004")
    assert cells() == {A: "Richiedi", "L-P-25-0000004": None}
    assert two("letters", "extend", A, "--days", "2", "--user", "m.rossi").code == 0
    assert cells()[A] == 2
    two.now = "2026-06-01T12:00:00+02:00"
    assert cells() == {A: 2, "L-P-25-0000004": None}


@pytest.mark.parametrize(
    ("letter", "days", "rule"), [(A, "18", "PRO-03"), (A, "0", "PRO-03"), ("L-P-25-0000003", "1", "UPL-01")]
)
def test_a_proroga_is_refused_with_its_rule(two, letter, days, rule):
    said = two("letters", "extend", letter, "--days", days, "--user", "x", "--operator", "acme", "--json")
    assert said.code == 2
    assert rule in said.err
    assert json.loads(said.out)["regola"] == rule


def test_a_note_has_500_characters(two, story):
    assert two("letters", "note", A, "--text", "à" * 500, "--user", "anna").code == 0
    assert shown(two, "--nota", "%ààà%")[0]["lettera"] == A
    long = two("letters", "note", A, "--text", "à" * 501, "--user", "anna")
    assert long.code == 2
    assert "LET-14" in long.err
    assert two("letters", "note", A, "--text", "", "--user", "anna").code == 0
    assert shown(two, "--lettera", A)[0]["nota"] == ""
    assert story(A)[1:] == [("letter.noted", "anna")] * 2
    assert two("letters", "note", "L-P-25-9999999", "--text", "x", "--user", "anna").code == 2


def test_time_alone_reminds_and_makes_absent(two, story):
    assert night(two, "2025-03-07") == {"assenti": 0, "offline": 0, "solleciti": 2}
    assert night(two, "2025-03-07") == {"assenti": 0, "offline": 0, "solleciti": 0}
    assert night(two, "2025-03-20")["solleciti"] == 0
    assert night(two, "2025-03-21")["solleciti"] == 1  # the second, water only
    assert night(two, "2025-03-27")["assenti"] == 0  # the 15th working day after 6 March
    assert [r["completezza"] for r in shown(two, "--lettera", A)] == [""]
    assert night(two, "2025-03-28")["assenti"] == 1
    assert night(two, "2025-04-28") == {"assenti": 0, "offline": 0, "solleciti": 0}
    assert [what for what, _ in story(A)] == ["letter.published", "sollecito.published", "letter.assente"]
    assert [what for what, _ in story(W)] == ["letter.published", *["sollecito.published"] * 2]
    assert [r["completezza"] for r in shown(two)] == ["assente", "", ""]
    names = [r["sollecito"] for r in two("lists", "solleciti", "--json").json]
    assert names == ["S-P-25-0000001", "S-P-25-0000002", "S-P-25-0000002_2"]
    files = sorted(p.name for p in (two.home / "solleciti").rglob("*.PDF"))
    assert files == [f"{n}.PDF" for n in names]
    assert all(p.read_bytes().startswith(b"%PDF-") for p in (two.home / "solleciti").rglob("*.PDF"))


def test_the_desk_chooses_when_to_remind_and_whom_to_give_more_time(two):
    two.env.update(SPORTELLO_FIRST_SOLLECITO_DAYS="3", SPORTELLO_PROROGA_AFTER_DOWNLOAD="true")
    assert night(two, "2025-03-10")["solleciti"] == 0
    assert night(two, "2025-03-11")["solleciti"] == 2  # the third working day after 6 March
    two.now = "2025-03-06T12:00:00+01:00"
    refused = two("letters", "extend", A, "--days", "2", "--user", "anna")
    assert "deve essere scaricata" in refused.err
    two.download(A)
    assert two("letters", "extend", A, "--days", "2", "--user", "anna").code == 0


def test_whoever_answers_is_not_reminded(two, story):
    two.download(A)
    two.drop(f"acme/risposte/{A}/r.pdf", pdf("eccola"), sidecar={"caricato_il": "2025-03-06T23:59:59+01:00"})
    assert night(two, "2025-03-07")["solleciti"] == 1
    assert [what for what, _ in story(A)] == [
        "letter.published",
        "letter.downloaded",
        "document.accepted",
        "letter.answered",
    ]
    two.drop(f"acme/risposte/{A}/r.pdf", pdf("meglio"), sidecar={"caricato_il": "2025-03-09T23:59:59+01:00"})
    assert night(two, "2025-03-10")["solleciti"] == 0
    assert story(A)[-1] == ("letter.replaced", "acme")
    assert shown(two, "--lettera", A)[0]["giorni_a_scadenza"] == 0


def test_a_third_reply_is_refused_whatever_hour_it_declares(two):
    two.download(A)
    two.now = "2025-03-07T12:00:00+01:00"
    for name, at in (("r1", "05T10:00"), ("r2", "06T10:00"), ("r0", "04T10:00")):
        two.drop(f"acme/risposte/{A}/{name}.pdf", pdf(name), sidecar={"caricato_il": f"2025-03-{at}:00+01:00"})
        assert two("ingest").code == 0
    found = two.by_path()
    ends = [found[f"acme/risposte/{A}/{name}.pdf"] for name in ("r1", "r2", "r0")]
    assert [d["state"] for d in ends] == ["accepted", "accepted", "rejected"]
    assert [r["code"] for r in ends[2]["reasons"]] == ["E005"]
    assert shown(two, "--lettera", A)[0]["data_risposta"] == "2025-03-06T10:00:00+01:00"


def test_a_copy_goes_off_line_after_a_year_and_once(two, story):
    assert night(two, "2026-03-03")["offline"] == 0
    assert night(two, "2026-03-04")["offline"] == 1
    assert night(two, "2026-03-05")["offline"] == 0
    assert story("L-P-25-0000003")[-1] == ("letter.offline", "sportello")
    assert [r["lettera"] for r in shown(two, "--stato", "offline")] == ["L-P-25-0000003"]


def test_the_lists_follow_a_letter(two):
    def lists() -> dict[str, list[str]]:
        return {
            name: [r["lettera"] for r in two("lists", name, "--json", "--operator", "acme").json]
            for name in ("nuove-lettere", "da-lavorare", "archivio", "copia-conoscenza")
        }

    copy = "L-P-25-0000003"
    assert lists() == {"nuove-lettere": [A, copy], "da-lavorare": [], "archivio": [], "copia-conoscenza": []}
    two.download(A, copy)
    assert lists() == {"nuove-lettere": [], "da-lavorare": [A], "archivio": [], "copia-conoscenza": [copy]}
    two.drop(f"acme/risposte/{A}/r.pdf", pdf("eccola"))
    two.drop("acme/risposte/R-P-25-7777777.pdf", pdf("ignota"))
    two.drop("acme/comunicazioni/avviso.pdf", pdf("avviso"))
    assert two("ingest").code == 0
    assert lists() == {"nuove-lettere": [], "da-lavorare": [], "archivio": [A], "copia-conoscenza": [copy]}
    failed = two("lists", "invii-falliti", "--json", "--sort", "-data_evento").json
    assert [r["motivo_errore"] for r in failed] == ["La risposta non è riconciliabile con alcuna lettera."]
    assert [r["comunicazione"] for r in two("lists", "comunicazioni-libere", "--json").json] == ["avviso.pdf"]
    counts = {r["sezione"]: r["righe"] for r in two("lists", "--operator", "acme", "--json").json}
    assert counts == {
        "invii-falliti": 1,
        "comunicazioni-libere": 1,
        "nuove-lettere": 0,
        "da-lavorare": 0,
        "archivio": 1,
        "solleciti": 0,
        "copia-conoscenza": 1,
    }
    assert "sportello lists invii-falliti" in two("lists").out
    page = two("lists", "archivio", "--page-size", "5")
    assert "Vista da 1 a 1 di 1 elementi" in page.out
    assert "RISPOSTA" in page.out
    assert two("lists", "altro").code == two("lists", "archivio", "--sort", "altro").code == 2


def test_the_detail_of_a_letter_has_the_manuals_captions_and_all_that_is_known(two):
    (letter,) = [two("letters", "show", A, "--operator", "acme", "--json").json]
    assert set(DETAIL) == set(letter), "nothing of a letter is hidden on screen"
    said = two("letters", "show", A, "--operator", "acme")
    lines = [line.strip() for line in said.out.splitlines()]
    places = [next(i for i, line in enumerate(lines) if caption in line) for caption in list(DETAIL.values())[:7]]
    assert places == sorted(places), "the window of LET-13 comes first, in its order"


def test_the_excel_reports_hold_the_lists(two, tmp_path):
    for name in ("nuove-lettere", "da-lavorare", "archivio", "copia-conoscenza", "solleciti", "comunicazioni-libere",
                 "invii-falliti"):  # fmt: skip
        said = two("report", "xlsx", name, "--to", str(tmp_path / f"{name}.xlsx"), "--json")
        assert said.code == 0, said.err
        sheet = load_workbook(tmp_path / f"{name}.xlsx").active
        assert sheet.max_row - 1 == said.json["righe"] == len(two("lists", name, "--json").json)
    assert two("report", "xlsx", "archivio", "--json").json["file"].startswith(str(two.home / "reports" / "xlsx"))
