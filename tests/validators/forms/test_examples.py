"""Every rule over a form shows what it accepts and what it refuses, on one base case."""

import pytest

from domain.findings import Severity
from validators.catalogue import rules_for
from validators.forms.examples import judge_example
from validators.forms.rules.exemptions import SPOKEN_BY
from validators.rule import Example

RULES = rules_for("form")


def test_base_case_has_nothing_against_it():
    found = judge_example(Example())
    assert [f for f in found if f.severity is not Severity.UNVERIFIABLE] == []
    assert [f for f in found if f.at_stake is not None] == []


def test_every_rule_has_examples_a_manual_page_and_a_source():
    for rule in RULES:
        assert rule.passing, rule.code
        assert rule.failing, rule.code
        assert rule.manual, rule.code
        assert rule.source.document, rule.code
        assert rule.applies_to, rule.code
        assert all(e.says for e in (*rule.passing, *rule.failing)), rule.code


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.code)
def test_passing_examples_pass(rule):
    for example in rule.passing:
        codes = (rule.code, *SPOKEN_BY.get(rule.code, ()))
        assert [f for f in judge_example(example) if f.code in codes] == [], example.says


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.code)
def test_failing_examples_fail(rule):
    codes = SPOKEN_BY.get(rule.code, (rule.code,))
    for example in rule.failing:
        found = [f for f in judge_example(example) if f.code in codes and f.severity is not Severity.UNVERIFIABLE]
        assert found, example.says
        for finding in found:
            assert "{" not in finding.message
            assert finding.source
