"""The judge: every rule over one form, all findings at once, in an order that does not depend on how it was read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from domain.findings import Finding, Severity
from domain.forms import Reading
from validators.catalogue import rules_for
from validators.forms import labels
from validators.forms.case import FormCase
from validators.forms.facts import NOTHING, CaseFacts, Companion
from validators.forms.look import Look
from validators.forms.open_points import open_points
from validators.forms.policy import FormPolicy
from validators.rule import Rule

#: Rules that only sum up the findings of others; they run last.
SUMMARIES = frozenset({"X-11", "X-21"})

_GRAVITY = {Severity.BLOCKING: 0, Severity.WARNING: 1, Severity.UNVERIFIABLE: 2}


def judge_form(
    reading: Reading,
    *,
    day: date,
    policy: FormPolicy | None = None,
    documents: tuple[Companion, ...] = (),
    facts: CaseFacts = NOTHING,
) -> tuple[Finding, ...]:
    """Judge one form as of ``day`` (the reference day, Europe/Rome).

    ``documents`` are the companion documents at hand; an empty tuple means that none is known, and then the rules
    that need one are not decidable, so the form is not refused for papers that may come in another upload
    (``documents.missing_documents`` says what is still due). ``facts`` are data of the case that are not on the form.
    Thresholds and rules are those of the policy's day (``FormPolicy.as_of``), the reference day unless another is given.
    Numbers that can be read in two ways (FMT-21) are judged both ways: what differs is not decidable.
    """
    policy = policy or FormPolicy.as_of(day)
    case = FormCase(reading, policy=policy, day=day, documents=documents, facts=facts)
    found = _apply(case)
    if case.ambiguous:
        other = FormCase(reading, policy=policy, day=day, documents=documents, facts=facts, pick=1)
        found = _agreed(case, found, _apply(other))
    return tuple(sorted(found, key=_place))


def _apply(case: FormCase) -> list[Finding]:
    plain, summaries = _rules(case.policy.rules_at or case.day, case.policy.off)
    found = [f for rule in plain for f in apply_rule(rule, case)]
    return found + [f for rule in summaries for f in apply_rule(rule, case, tuple(found))]


@lru_cache(maxsize=512)
def _rules(day: date, off: frozenset[str]) -> tuple[tuple[Rule[Look], ...], tuple[Rule[Look], ...]]:
    """Return the rules in force on a day, those that sum up apart."""
    rules: list[Rule[Look]] = [r for r in rules_for("form") if r.in_force(day) and r.code not in off]
    return tuple(r for r in rules if r.code not in SUMMARIES), tuple(r for r in rules if r.code in SUMMARIES)


def apply_rule(rule: Rule[Look], case: FormCase, found: tuple[Finding, ...] = ()) -> list[Finding]:
    """Apply one rule: what it says, and what it could not decide."""
    look = Look(case, rule, found=found)
    said = list(rule.check(look))
    return said + list(open_points(look, said))


def _agreed(case: FormCase, one: list[Finding], other: list[Finding]) -> list[Finding]:
    """Keep what both readings of the ambiguous numbers agree on; turn the rest into one open question per rule."""

    def key(finding: Finding) -> tuple[str, tuple[str, ...], Severity]:
        return finding.code, finding.fields, finding.severity

    here, there = {key(f) for f in one}, {key(f) for f in other}
    kept = [f for f in one if key(f) in there]
    split: dict[str, Finding] = {}
    for finding in [f for f in one if key(f) not in there] + [f for f in other if key(f) not in here]:
        split.setdefault(finding.code, finding)
    names = ", ".join(labels.campo(f) for f in case.ambiguous)
    for code, finding in split.items():
        stake = finding.at_stake if finding.severity is Severity.UNVERIFIABLE else finding.severity
        if any(f.code == code and f.severity is Severity.UNVERIFIABLE for f in kept):
            continue
        kept.append(
            replace(
                finding,
                severity=Severity.UNVERIFIABLE,
                message=f"Non verificabile: {names} si può leggere in due modi (migliaia o decimali).",
                fields=tuple(dict.fromkeys((*case.ambiguous, *finding.fields))),
                observed=None,
                expected=None,
                at_stake=stake,
                follows=None,
            )
        )
    return kept


def _place(finding: Finding) -> tuple[int, str, tuple[int, ...], tuple[str, ...], str]:
    order = labels.order()
    places = tuple(order.get(f, len(order)) for f in finding.fields)
    return _GRAVITY[finding.severity], finding.code, places, finding.fields, finding.message
