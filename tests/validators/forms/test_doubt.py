"""Undecidable is not invalid: doubt, absence and ambiguity never pass and never reject."""

from dataclasses import replace

import pytest

from domain.documents import State
from domain.findings import Severity
from domain.verdict import verdict
from validators.catalogue import rules_for
from validators.forms.examples import DAY, a_reading, base_case, judge_example
from validators.forms.judge import judge_form
from validators.forms.rules.exemptions import SPOKEN_BY
from validators.rule import Example

RULES = [r for r in rules_for("form") if r.code not in SPOKEN_BY]


def unverifiable(findings, code):
    return [f for f in findings if f.code == code and f.severity is Severity.UNVERIFIABLE]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.code)
def test_a_violation_on_doubtful_values_is_not_a_violation(rule):
    """Every value of the failing example read badly: the rule must not say blocking or warning any more."""
    for example in rule.failing:
        changed = [k for k in example.change if not k.startswith("@")]
        if not changed:
            continue
        doubts = dict.fromkeys(base_case(), 0.5)
        found = judge_example(Example({**example.change, "@confidence": doubts}))
        said = [f for f in found if f.code == rule.code and f.severity is not Severity.UNVERIFIABLE]
        assert said == [], example.says


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("impianto.denominazione", "FMT-01"),
        ("generalita.utente.codice_fiscale", "FMT-04"),
        ("allegato2.potenza_immissione_kw", "X-03"),
        ("scheda.spi.27s1.regolazione", "TAR-02a"),
        ("scheda.spi.27s1.attivazione", "TAR-08a"),
        ("scheda.spi.comando_locale", "TAR-09"),
        ("sottoscrizione.firma_utente", "X-19"),
        ("scheda.data", "X-20a"),
    ],
)
@pytest.mark.parametrize("how", ["@confidence", "@absent"])
def test_a_doubtful_or_missing_field_is_named_and_sends_to_review(judged, field, code, how):
    found = judged({how: {field: 0.4}} if how == "@confidence" else {how: [field]})
    open_ones = unverifiable(found, code)
    assert [f.at_stake for f in open_ones] == [Severity.BLOCKING]
    assert field in open_ones[0].fields
    assert not [f for f in found if f.severity is Severity.BLOCKING]
    assert verdict(found).state is State.REVIEW
    assert field in verdict(found).pending


def test_a_doubtful_condition_does_not_reject(judged):
    """The SPG rows are empty and the box that excuses them is read badly."""
    change = {"allegato4.spg.stato": "assente", "scheda.spg.*": None, "@confidence": {"allegato4.spg.stato": 0.3}}
    found = judged(change)
    assert not [f for f in found if f.severity is Severity.BLOCKING and f.code.startswith(("TAR", "X-11"))]
    assert unverifiable(found, "TAR-08a")


def test_a_doubtful_row_leaves_the_other_rows_certain(judged):
    change = {"scheda.spi.27s1.tempo": 2, "@confidence": {"scheda.spi.59s2.tempo": 0.4}}
    found = judged(change)
    certain = [f for f in found if f.code == "TAR-02a" and f.severity is Severity.BLOCKING]
    assert [f.fields[0] for f in certain] == ["scheda.spi.27s1.tempo"]
    assert "scheda.spi.59s2.tempo" in unverifiable(found, "TAR-02a")[0].fields
    assert verdict(found).state is State.REJECTED


def test_an_empty_mandatory_field_is_reported_once_and_its_consequences_are_marked(judged):
    found = judged({"impianto.potenza_nominale_kw": None})
    assert [f.fields for f in found if f.severity is Severity.BLOCKING] == [("impianto.potenza_nominale_kw",)]
    followers = [f for f in found if f.follows == "FMT-01"]
    assert {"X-06", "X-07a", "TAR-02a"} <= {f.code for f in followers}
    assert {f.at_stake for f in followers} == {None}
    assert verdict(found).deciding == ("FMT-01",)


def test_what_the_form_cannot_show_does_not_weigh(judged):
    found = judged()
    outside = {f.code for f in found if f.follows == "documenti"}
    assert {"REX-35", "REX-40", "X-09", "X-14", "X-22"} <= outside
    assert verdict(found).state is State.ACCEPTED


def test_confidence_is_that_of_the_weakest_value(judged):
    change = {"allegato2.potenza_immissione_kw": 50, "@confidence": {"impianto.potenza_immissione_kw": 0.85}}
    (finding,) = [f for f in judged(change) if f.code == "X-03"]
    assert finding.confidence == 0.85
    assert finding.page == 1


def test_confidence_of_an_empty_field_is_that_of_its_emptiness(judged):
    change = {"impianto.denominazione": None, "@confidence": {"impianto.denominazione": 0.9}}
    (finding,) = [f for f in judged(change) if f.code == "FMT-01"]
    assert finding.confidence == 0.9


def test_a_blank_on_which_a_row_rests_makes_it_a_consequence(judged):
    """Without the side of the DDI nobody knows whether 340 V is a low-voltage setting."""
    change = {"scheda.spi.27s1.regolazione": 340, "allegato4.ddi.tensione": None}
    found = judged(change)
    assert "TAR-02a" not in {f.code for f in found if f.severity is Severity.BLOCKING}
    assert {f.follows for f in unverifiable(found, "TAR-02a")} == {"FMT-01"}


def test_a_missing_annex_is_one_blocking_finding_and_no_noise(judged):
    gone = [f for f in base_case() if f.startswith("allegato5.")]
    found = judged({"@absent": gone, "@missing_pages": ["allegato5"]})
    assert {f.code for f in found if f.severity is Severity.BLOCKING} == {"REX-41", "X-21"}
    assert not [f for f in found if f.at_stake]
    assert {f.follows for f in found if f.severity is Severity.UNVERIFIABLE and f.fields} == {"REX-41"}


def test_the_scheda_alone_is_judged_alone(judged):
    found = judged({"@only": "scheda."})
    assert not [f for f in found if f.severity is Severity.BLOCKING or f.at_stake]
    found = judged({"@only": "scheda.", "scheda.spg.i2.tempo": 0.7, "scheda.pod": None})
    assert {f.code for f in found if f.severity is Severity.BLOCKING} >= {"FMT-01", "TAR-02a"}


def test_a_long_document_of_which_only_the_scheda_was_read_is_not_a_scheda_alone():
    short = a_reading({"@only": "scheda."})
    found = judge_form(replace(short, pages=21), day=DAY)
    assert verdict(found).state is State.REVIEW
    named = replace(short, pages=21, missing_pages=("allegato4", "allegato5"))
    assert "REX-41" in verdict(judge_form(named, day=DAY)).deciding


def test_one_different_character_is_a_reading_error_not_a_violation(codes):
    change = {"scheda.dichiarante.nome": "Giulia Nerim"}
    assert "X-13a" not in codes({**change, "allegato4.dichiarante.nome": "Giulia Nerin"})
    assert "X-13a" in codes({**change, "allegato4.dichiarante.nome": "Giulia Nerin"}, Severity.WARNING)


def test_annex_7_may_be_missing_without_noise(judged):
    gone = [f for f in base_case() if f.startswith("allegato7.")]
    found = judged({"@absent": gone, "@missing_pages": ["allegato7"]})
    about = [f for f in found if any(i.startswith("allegato7.") for i in f.fields)]
    assert [(f.code, f.severity) for f in about] == [("REX-43", Severity.WARNING)]
    assert verdict(found).state is State.ACCEPTED


def test_a_missing_addendum_is_rejected_under_its_item(judged):
    gone = [f for f in base_case() if f.startswith("allegato4.")]
    found = judged({"@absent": gone, "@missing_pages": ["allegato4"]})
    assert {f.code for f in found if f.severity is Severity.BLOCKING} == {"REX-34", "X-21"}
    assert verdict(found).state is State.REJECTED
