"""Values as the contract's JSON (sections 6 and 7)."""

from __future__ import annotations

import json

from domain.completeness import CompletenessJudgement, Label
from domain.export import completeness_json, field_json, finding_json, reading_json, reasons_json
from domain.findings import Finding, Severity, Source
from domain.forms import FieldValue, Reading

SOURCE = Source("Manuale", "§6.7")


def finding(code: str, message: str = "m", severity: Severity = Severity.BLOCKING, **more: object) -> Finding:
    return Finding(code, severity, message, SOURCE, **more)  # type: ignore[arg-type]


def test_keys_that_do_not_apply_are_absent() -> None:
    bare = finding_json(finding("E001"))
    assert set(bare) == {"code", "severity", "fields", "message", "source"}
    assert bare["severity"] == "blocking"


def test_what_was_observed_and_expected_is_told() -> None:
    full = finding_json(finding("E001", observed="a", expected="b", cure="c"))
    assert (full["observed"], full["expected"], full["cure"]) == ("a", "b", "c")
    json.dumps(full)


def test_reasons_are_the_blocking_findings_each_once() -> None:
    several = [
        finding("E002", "x"),
        finding("PDF-01", "w", Severity.WARNING),
        finding("E002", "x"),
        finding("E007", "y"),
    ]
    assert reasons_json(several) == [{"code": "E002", "message": "x"}, {"code": "E007", "message": "y"}]


def test_an_empty_blank_is_given_as_null() -> None:
    empty = FieldValue(value=None, confidence=0.91234, source="text")
    said = field_json(empty)
    assert said["value"] is None
    assert said["confidence"] == 0.912
    assert "bbox" not in said


def test_a_reading_has_the_keys_of_the_contract() -> None:
    reading = Reading(
        form="regolamento-esercizio-mt",
        pages=2,
        fields={"impianto.pod": FieldValue("IT001E1", 0.99, source="text")},
        missing_pages=("allegato6",),
    )
    said = reading_json(reading)
    assert set(said) == {"form", "pages", "fields", "missing_pages", "findings"}
    assert said["missing_pages"] == ["allegato6"]


def test_completeness_has_the_keys_of_the_contract() -> None:
    said = completeness_json(CompletenessJudgement(label=Label.COMPLETE, requests=(), confidence=0.95, review=False))
    assert said == {"label": Label.COMPLETE.value, "requests": [], "confidence": 0.95, "review": False}
