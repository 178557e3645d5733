"""Judging the truth of whole forms: own small cases, and the development set where it is at hand."""

from domain.documents import State
from domain.findings import Severity
from domain.verdict import verdict
from validators.forms.judge import judge_form

#: Kind of injected fault and a rule that must find it on one of the fields of the fault.
FINDERS = {
    "piva_wrong": "FMT-07a", "missing_qualification": "FMT-01", "generator_sum": "X-06", "email_malformed": "FMT-17",
    "81max_s1_515": "TAR-02a", "declarant_differs": "X-13a", "pod_malformed": "FMT-08a", "schema_missing": "FMT-19",
    "immissione_over_nominale": "CON-16", "pod_missing": "FMT-01", "letter_after_scheda": "X-20a",
    "active_not_implemented": "TAR-08b", "cf_birthdate_mismatch": "FMT-06",
}  # fmt: skip


def test_own_cases(judged, own_case):
    change, expected = own_case
    found = judged(change)
    assert sorted({f.code for f in found if f.severity is Severity.BLOCKING}) == expected
    assert verdict(found).state is (State.REJECTED if expected else State.ACCEPTED)


def test_forms_without_faults_have_nothing_blocking(dev_truths, received):
    clean = [(truth, reading) for truth, reading in dev_truths if not truth["faults"]]
    assert clean
    for truth, reading in clean:
        found = judge_form(reading, day=received)
        assert [f.message for f in found if f.severity is Severity.BLOCKING or f.at_stake] == [], truth["doc"]
        assert verdict(found).state is State.ACCEPTED


def test_every_injected_fault_is_found(dev_truths, received):
    for truth, reading in dev_truths:
        found = judge_form(reading, day=received)
        for fault in truth["faults"]:
            hits = {
                f.code for f in found
                if f.severity is not Severity.UNVERIFIABLE and set(f.fields) & set(fault["fields"])
            }  # fmt: skip
            finder = FINDERS.get(fault["kind"])
            assert hits, (truth["doc"], fault)
            assert finder is None or finder in hits, (truth["doc"], fault, hits)


def test_faulty_forms_with_blocking_faults_are_rejected(dev_truths, received):
    """Nothing is blocked for another reason than the injected faults."""
    for truth, reading in dev_truths:
        about = {f for fault in truth["faults"] for f in fault["fields"]}
        for finding in judge_form(reading, day=received):
            if finding.severity is Severity.BLOCKING and finding.code not in {"X-11", "X-21"}:
                other = finding.code == "X-02a" and finding.fields[0].replace("allegato3", "generalita") in about
                assert set(finding.fields) & about or other, (truth["doc"], finding)
