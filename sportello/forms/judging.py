"""Judging forms and replies from what is stored, without reading any PDF: reviews, reruns, replays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from domain.companions import FoundPaper
from domain.decisions import APPROVED, Decision, corrected, newest, settled
from domain.documents import Sector, State
from domain.export import form_json, reading_from_json
from domain.findings import Finding, Severity
from domain.forms import Reading
from domain.records import Document, Outcome
from domain.registers import ROME
from domain.verdict import verdict
from sportello.forms.verdict import judge_with_papers
from validators.forms.facts import NOTHING, CaseFacts
from validators.forms.policy import FormPolicy

#: Codes of the gate and of the reading: judging the fields again does not find these anew.
KEPT = ("E0", "PDF-", "INT-", "MOD-")


def judge_stored_form(
    form: dict[str, Any],
    day: date,
    decided: Iterable[Decision] = (),
    policy: FormPolicy | None = None,
    *,
    papers: Iterable[FoundPaper] = (),
    facts: CaseFacts = NOTHING,
) -> tuple[State, dict[str, Any], tuple[Finding, ...]]:
    """Judge stored fields as of ``day``; an approval confirms the values and closes what no rule can decide.

    ``papers`` are the companion documents at hand, ``facts`` what is known of the plant.
    """
    decided = tuple(decided)
    reading = corrected(reading_from_json(form), decided)
    findings = judge_with_papers(reading, papers, facts, day, policy)
    state = verdict(findings).state
    if state is State.REVIEW and APPROVED in newest(decided):
        state = State.ACCEPTED
    return state, form_json(reading) if decided else form, findings


def with_decisions(
    document: Document,
    outcome: Outcome,
    decided: tuple[Decision, ...],
    sector: Sector | None,
    *,
    papers: Iterable[FoundPaper] = (),
    facts: CaseFacts = NOTHING,
) -> Outcome:
    """Apply the analysts' decisions to a new outcome, so that they survive every rerun."""
    if not decided:
        return outcome
    if outcome.form is not None and outcome.state in {State.ACCEPTED, State.REJECTED, State.REVIEW}:
        day = document.received_at.astimezone(ROME).date()
        state, form, found = judge_stored_form(dict(outcome.form), day, decided, papers=papers, facts=facts)
        gate = tuple(f for f in outcome.findings if f.code.startswith(KEPT))
        if any(f.severity is Severity.BLOCKING for f in gate):
            return outcome
        return replace(outcome, state=state, form=form, findings=(*gate, *found))
    if outcome.completeness is not None and sector is not None:
        return replace(outcome, completeness=settled(outcome.completeness, decided, sector))
    if outcome.state is State.REVIEW and APPROVED in newest(decided):
        return replace(outcome, state=State.ACCEPTED)
    return outcome


def stored_reading(document: Document) -> Reading:
    """Return the form of a document as it was kept; it must have one."""
    assert document.form is not None
    return reading_from_json(document.form)


def stored_outcome(document: Document, findings: tuple[Finding, ...]) -> Outcome:
    """Return a document's present end as an outcome, so that decisions can be applied to it."""
    return Outcome(
        state=document.state,
        kind=document.kind,
        findings=findings,
        letter=document.letter,
        stored_as=document.stored_as,
        replaces=document.replaces,
        form=document.form,
        completeness=document.completeness,
    )
