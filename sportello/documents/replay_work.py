"""What a worker does in a replay: parse stored forms and judge them; only what changes goes back.

The forms come as the JSON text of the ledger, so that the caller neither parses them nor builds values only to send
them: with 10,000 forms that cost more than judging.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from pydantic_core import from_json

from domain.companions import FoundPaper, paper_from_json
from domain.decisions import Decision
from domain.documents import State
from domain.export import finding_json
from domain.findings import Severity
from domain.plants import Plant
from sportello.forms.judging import KEPT, judge_stored_form
from sportello.forms.verdict import case_facts
from validators.forms.policy import FormPolicy

JUDGE = "sportello.documents.replay_work:judge_chunk"
#: What a supervisor loads before it forks: modules, tables and caches of the judges.
WARM = ("sportello.warm.replay",)


@dataclass(frozen=True, slots=True)
class Case:
    """One stored form as a worker needs it; ``form``, ``findings``, ``facts`` are JSON texts.

    ``papers`` are the companion documents of its plant, None when it is filed to none: then its own count.
    """

    identity: str
    state: str
    day: date
    form: str
    findings: str
    facts: str
    decided: tuple[Decision, ...] = ()
    plant: Plant | None = None
    papers: tuple[FoundPaper, ...] | None = None


#: Id, new state, the form (empty when it stays as it is), all findings that now hold, the codes that refused before.
Changed = tuple[str, str, dict[str, Any], list[dict[str, Any]], list[str]]


def judge_chunk(cases: list[Case], rules_at: date | None, overrides: dict[str, Any]) -> tuple[int, list[Changed]]:
    """Judge stored forms; ``overrides`` as for ``FormPolicy``. Returns how many, and those whose state changes."""

    @cache
    def policy(day: date) -> FormPolicy:
        return FormPolicy.as_of(day).with_overrides(overrides) if overrides else FormPolicy.as_of(day)

    changed = [made for case in cases if (made := _judged(case, policy(rules_at or case.day))) is not None]
    return len(cases), changed


def _judged(case: Case, policy: FormPolicy) -> Changed | None:
    before: list[dict[str, Any]] = from_json(case.findings) or []
    kept = [f for f in before if f["code"].startswith(KEPT)]
    if any(f["severity"] == Severity.BLOCKING.value for f in kept):
        return None  # refused at the gate: the content does not count
    facts: Mapping[str, Any] = from_json(case.facts) or {}
    papers = case.papers
    if papers is None:
        papers = tuple(paper_from_json(said) for said in facts.get("papers", ()))
    known = case_facts(case.plant, facts.get("case", {}))
    state, form, findings = judge_stored_form(
        from_json(case.form), case.day, case.decided, policy, papers=papers, facts=known
    )
    if state is State(case.state):
        return None
    refused = [f["code"] for f in before if f["severity"] == Severity.BLOCKING.value]
    said = [*kept, *map(finding_json, findings)]
    return case.identity, state.value, form if case.decided else {}, said, refused
