"""Every rule around letters with its passing and failing examples, and the ways of writing that they must read."""

from datetime import datetime, timedelta

import pytest

from domain.findings import Severity
from validators.catalogue import rules_for
from validators.letters.additions import quotes_its_case
from validators.letters.quoting import quotations
from validators.letters.subjects import CaseFacts, a_communication, a_moment, a_note, an_announcement
from validators.letters.tirv import says_what_it_must
from validators.letters.tirv_checklist import ChecklistItem, parse_checklist

BASES = {"communication": a_communication, "note": a_note, "moment": a_moment, "outage": an_announcement}
RULES = [r for subject in BASES for r in rules_for(subject)]


def cases(kind):
    return [pytest.param(r, e, id=f"{r.code}-{e.says}") for r in RULES for e in getattr(r, kind)]


def test_all_are_found():
    assert {r.code for r in RULES} >= {"ARC-06", "TIR-04", "LET-14", "OPE-01", "OPE-02"}
    assert all(r.passing and r.failing and r.manual and str(r.source) for r in RULES)


@pytest.mark.parametrize(("rule", "example"), cases("passing"))
def test_passing(rule, example):
    assert list(rule(BASES[rule.subject](**example.change))) == []


@pytest.mark.parametrize(("rule", "example"), cases("failing"))
def test_failing(rule, example):
    found = list(rule(BASES[rule.subject](**example.change)))
    assert [f.code for f in found] == [rule.code]
    assert found[0].message.endswith(".")
    assert "{" not in found[0].message


@pytest.mark.parametrize(
    "text",
    [
        "lettera L-P-25-0001234_01 caso 1234567 cliente ROSSI MARIO",
        "L–P–25–0001234_01, 1234567, Mario Rossi",
        "L-P-25-\n0001234_01\n1234567\nRossi\nMario",
        "L-P-25-0001234\u00ad_01 (ID 1234567) sig. Mario Rossi,",
    ],
)
def test_ways_of_writing(text):
    assert list(quotes_its_case(a_communication(text=text))) == []


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("L-P-25-0001234 1234567 Rossi Mario", "nome della lettera"),  # another letter
        ("L-P-25-0001234_012 1234567 Rossi Mario", "nome della lettera"),
        ("R-P-25-0001234_01 1234567 Rossi Mario", "nome della lettera"),  # the reply's name is not the letter's
        ("L-P-25-0001234_01 12345678 Rossi Mario", "ID Caso"),
        ("L-P-25-0001234_01 1234567 Rossini Mario", "Denominazione Cliente"),
        ("L-P-25-0001234_01 1234567 Rossi, Anna e Mario", "Denominazione Cliente"),
    ],
)
def test_near_is_not_enough(text, missing):
    found = list(quotes_its_case(a_communication(text=text)))
    assert len(found) == 1
    assert found[0].message.endswith(f"non cita: {missing}.")
    assert found[0].severity is Severity.WARNING


def test_companies_with_dots_and_accents():
    quoted = quotations("Spett.le Società Caffè dell'Isola s.r.l., via Roma")
    assert quoted.has_words("SOCIETA' CAFFE DELL’ISOLA SRL")
    assert not quoted.has_words("Isola Caffè SRL Roma")
    assert not quoted.has_words("")


def test_within_72_hours_nothing_is_asked():
    at = datetime.fromisoformat("2025-03-10T10:00:00+01:00")
    case = CaseFacts("L-P-25-0001234_01", "1234567", "Rossi Mario", at - timedelta(hours=72))
    assert list(quotes_its_case(a_communication(text="Ad integrazione della risposta", cases=(case,)))) == []


def test_unreadable_is_not_verifiable_and_never_passes():
    found = [f for r in (quotes_its_case,) for f in r(a_communication(text=None))]
    found += says_what_it_must(a_communication(name="RIGETTO_TIRV.PDF", text=None))
    assert [f.severity for f in found] == [Severity.UNVERIFIABLE] * 2


def test_domestic_clients_are_owed_one_item_more():
    message = a_communication(name="RIGETTO_TIRV 1.PDF")
    shorter = message.text.replace("Il cliente può rivolgersi allo Sportello per la conciliazione.", "")
    by_kind = {k: list(says_what_it_must(a_communication(name="RIGETTO_TIRV 1.PDF", text=shorter, domestic=k)))
               for k in (True, False, None)}  # fmt: skip
    assert [bool(found) for found in by_kind.values()] == [True, False, False]
    assert "Sportello" in by_kind[True][0].message


def test_checklist_is_data():
    only = parse_checklist('[{"id": "x", "caption": "parola", "articles": ["7.5", "11.2"], "cues": ["parol\\\\w"]}]')
    assert only == (ChecklistItem("x", "parola", ("7.5", "11.2"), ("parol\\w",)),)
    assert list(says_what_it_must(a_communication(name="RIGETTO_TIRV.PDF", text="Parola", checklist=only))) == []


@pytest.mark.parametrize(
    "text",
    ['[{"id": "x"}]', '[{"id": "x", "caption": "", "articles": [], "cues": ["("]}]', '["x"]', "{"],
)
def test_wrong_checklists_are_told(text):
    with pytest.raises(ValueError, match=r"voce 1|Expecting"):
        parse_checklist(text)
