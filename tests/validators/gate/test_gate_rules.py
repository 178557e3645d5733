"""Every rule of the gate holds on its own examples, derived from one valid base case."""

import pytest

from domain.documents import Channel, State
from domain.findings import Severity
from validators.catalogue import rules_for
from validators.gate.gate import gate_findings, gate_state
from validators.gate.submission import Submission, a_submission

RULES = rules_for("gate")
PASSING = [pytest.param(r, e, id=f"{r.code}: {e.says}") for r in RULES for e in r.passing]
FAILING = [pytest.param(r, e, id=f"{r.code}: {e.says}") for r in RULES for e in r.failing]


def test_the_codes_of_the_rule_book_are_all_here():
    assert {f"E{n:03d}" for n in range(1, 14)} <= {r.code for r in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.code)
def test_every_rule_has_a_passing_and_a_failing_example(rule):
    assert rule.passing
    assert rule.failing
    assert rule.manual
    assert rule.messages


@pytest.mark.parametrize(("rule", "example"), PASSING)
def test_passing_example(rule, example):
    assert list(rule(a_submission(**example.change))) == []


@pytest.mark.parametrize(("rule", "example"), FAILING)
def test_failing_example(rule, example):
    (found,) = rule(a_submission(**example.change))
    assert (found.code, found.severity) == (rule.code, Severity.BLOCKING)
    assert found.source == rule.source


@pytest.mark.parametrize("channel", [c for c in Channel if c is not Channel.SCONOSCIUTO])
def test_the_base_case_of_every_channel_is_accepted(channel):
    findings = gate_findings(a_submission(channel=channel))
    assert findings == ()
    assert gate_state(findings) is State.ACCEPTED


VECTORS = [
    # rule book, section 21: names and limits
    ({"name": "R-P-25-0001234_01.pdf"}, None),
    ({"name": "R-P-25-0001234_001.PDF", "in_archive": True, "letter": None}, "E001"),
    ({"name": "risposta finale.pdf", "selected": "L-P-25-0001234_01"}, None),
    ({"name": "risposta finale.pdf", "in_archive": True, "letter": None}, "E001"),
    ({"name": "R-P-25-0001234_01.docx", "in_archive": True, "kind": "docx"}, "E002"),
    ({"channel": "comunicazioni", "name": "RIGETTO_TIRV 12345.PDF"}, None),
    ({"channel": "comunicazioni", "name": "RIGETTO_TIRV_12345X.PDF"}, "E012"),
    ({"channel": "comunicazioni", "name": "a" * 16 + ".pdf"}, None),
    ({"channel": "comunicazioni", "name": "a" * 17 + ".pdf"}, "E008"),
    ({"channel": "comunicazioni", "size": 15_728_640}, None),
    ({"channel": "comunicazioni", "size": 15_728_641}, "E007"),
    ({"channel": "comunicazioni", "name": "RIGETTO_TIRV.PDF", "size": 8_388_608}, None),
    ({"channel": "comunicazioni", "name": "RIGETTO_TIRV.PDF", "size": 8_388_609}, "E007"),
]


@pytest.mark.parametrize(("change", "code"), VECTORS)
def test_vectors_of_the_rule_book(change, code):
    codes = [f.code for f in gate_findings(a_submission(**change))]
    assert (code in codes) if code else codes == []


def test_all_findings_at_once():
    upload = a_submission(name="x.docx", in_archive=True, letter=None, kind="docx", size=16 * 1024 * 1024)
    assert [f.code for f in gate_findings(upload)] == ["E001", "E002", "E007"]


def test_the_format_message_is_the_manual_s_to_the_letter():
    (found,) = gate_findings(a_submission(kind="docx", name="R-P-25-0001234_01.docx"))
    assert found.message == "Il formato del file 'R-P-25-0001234_01.docx' non è valido"


def test_a_submission_is_a_value():
    assert a_submission() == a_submission()
    assert isinstance(a_submission(), Submission)
