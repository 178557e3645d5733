"""Properties of the judge: order, determinism, warnings, released codes, speed."""

import random
import time
from datetime import date
from importlib.resources import files
from types import MappingProxyType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.documents import State
from domain.findings import Finding, Severity, Source
from domain.forms import Reading
from domain.verdict import verdict
from validators.catalogue import rules_for
from validators.forms.examples import DAY, a_reading, base_case
from validators.forms.judge import judge_form

RULES = rules_for("form")
FAULTS = [
    dict(example.change) for rule in RULES for example in rule.failing if not any(k[0] == "@" for k in example.change)
]


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(FAULTS), st.randoms(use_true_random=False))
def test_order_of_fields_does_not_matter(change, shuffler):
    reading = a_reading(change)
    items = list(reading.fields.items())
    shuffler.shuffle(items)
    other = Reading(reading.form, reading.pages, MappingProxyType(dict(items)), reading.missing_pages)
    assert judge_form(reading, day=DAY) == judge_form(other, day=DAY)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(FAULTS))
def test_a_warning_never_turns_a_rejection_into_an_acceptance(change):
    found = judge_form(a_reading(change), day=DAY)
    warned = (*found, Finding("Z-01", Severity.WARNING, "avviso", Source("prova", "1")))
    assert verdict(warned) == verdict(found)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(sorted(base_case())), max_size=30), st.floats(0, 0.79))
def test_doubt_alone_never_rejects(fields, confidence):
    found = judge_form(a_reading({"@confidence": dict.fromkeys(fields, confidence)}), day=DAY)
    assert verdict(found).state in {State.ACCEPTED, State.REVIEW}
    assert not [f for f in found if f.severity is Severity.BLOCKING]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(sorted(base_case())), min_size=1, max_size=40))
def test_absence_alone_never_rejects(fields):
    found = judge_form(a_reading({"@absent": fields}), day=DAY)
    assert not [f for f in found if f.severity is Severity.BLOCKING]


garbage = st.one_of(
    st.none(), st.text(max_size=12), st.floats(allow_nan=False, allow_infinity=False), st.integers(-10, 10**6),
    st.lists(st.sampled_from(["SI", "NO", "DG", "ALTRO", "semplificati"]), max_size=3),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(base_case())), garbage, max_size=25))
@example({"allegato2.comune": "\x1b"})  # a text without a word once broke the comparison of addresses
def test_no_value_breaks_the_judge(change):
    for finding in judge_form(a_reading(change), day=DAY):
        assert finding.message


def test_findings_are_ordered_by_gravity_then_code():
    found = judge_form(a_reading({"impianto.pod": None, "scheda.spi.27s1.tempo": 3}), day=DAY)
    gravity = [Severity.BLOCKING, Severity.WARNING, Severity.UNVERIFIABLE]
    keys = [(gravity.index(f.severity), f.code) for f in found]
    assert keys == sorted(keys)


def test_every_part_of_the_rule_book_is_there():
    """93 rules: X-01..26, TAR-01..13, REX-30..43, FMT-01..25, CON-01..15."""
    wanted = [f"X-{n:02}" for n in range(1, 27)] + [f"TAR-{n:02}" for n in range(1, 14)]
    wanted += [f"REX-{n}" for n in range(30, 44)] + [f"FMT-{n:02}" for n in range(1, 26)]
    wanted += [f"CON-{n:02}" for n in range(1, 16)]
    codes = {r.code.rstrip("abcd") for r in RULES}
    assert len(wanted) == 93
    assert [w for w in wanted if w not in codes] == []


def test_released_codes_never_vanish_nor_change_their_weight():
    """A code is never used again for something else: what left stays in the list, marked ``ritirata``."""
    text = files("validators.forms").joinpath("released_codes.txt").read_text(encoding="utf-8")
    released = dict(line.split() for line in text.splitlines() if line and not line.startswith("#"))
    now = {r.code: r.severity.value for r in RULES}
    assert {c: s for c, s in released.items() if s != "ritirata" and now.get(c) != s} == {}
    assert [c for c, s in released.items() if s == "ritirata" and c in now] == []
    assert sorted(set(now) - set(released)) == []


def test_rules_in_force_follow_the_day_of_the_form():
    reading = a_reading()
    for day in (date(2020, 1, 1), date(2026, 11, 22), date(2035, 1, 1)):
        assert verdict(judge_form(reading, day=max(day, DAY))).state is State.ACCEPTED


@pytest.mark.slow
def test_ten_thousand_forms_in_a_minute_on_two_cores():
    readings = [a_reading(random.Random(n).choice(FAULTS)) for n in range(300)]
    judge_form(readings[0], day=DAY)
    start = time.process_time()
    for reading in readings:
        judge_form(reading, day=DAY)
    per_form = (time.process_time() - start) / len(readings)
    assert per_form < 0.012
