"""Builders of readings for the tests of the forms' rules."""

import json
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from domain.findings import Severity
from domain.forms import FieldValue, Reading
from validators.forms.examples import DAY, a_reading
from validators.forms.facts import NOTHING
from validators.forms.judge import judge_form
from validators.forms.policy import FormPolicy

CASES = Path(__file__).parent / "cases"
TRUTHS = Path(__file__).resolve().parents[4] / "shared" / "data" / "forms" / "dev"


def the_truth(path):
    truth = json.loads(path.read_text(encoding="utf-8"))
    values = dict.fromkeys(truth["blank"]) | truth["fields"]
    fields = {k: FieldValue(v, 1.0, page=1, written=truth["written"].get(k)) for k, v in values.items()}
    return truth, Reading("regolamento-esercizio-mt", truth["pages"], MappingProxyType(fields))


@pytest.fixture
def judged():
    """Judge a change to the base case; ``day``, ``policy``, ``documents`` and ``facts`` by name."""

    def judge(change=None, *, day=DAY, policy=None, documents=(), **facts):
        rules = FormPolicy.as_of(day).with_overrides(policy or {})
        known = replace(NOTHING, **facts)
        return judge_form(a_reading(change), day=day, policy=rules, documents=tuple(documents), facts=known)

    return judge


@pytest.fixture
def codes(judged):
    """Codes of a severity found for a change to the base case."""

    def found(change=None, severity=Severity.BLOCKING, **but):
        return sorted({f.code for f in judged(change, **but) if f.severity is severity})

    return found


@pytest.fixture(params=sorted(CASES.glob("*.toml")), ids=lambda p: p.stem)
def own_case(request):
    case = tomllib.loads(request.param.read_text(encoding="utf-8"))
    change = case["change"] | dict.fromkeys(case["blank"]["patterns"])
    return {k: v for k, v in sorted(change.items(), key=lambda kv: "*" not in kv[0])}, case["expected"]


@pytest.fixture
def dev_truths():
    if not TRUTHS.exists():
        pytest.skip("the larger set of filled forms is not in the repository")
    return [the_truth(path) for path in sorted(TRUTHS.glob("*.json"))]


@pytest.fixture
def received():
    return date(2026, 11, 22)
