"""Judging again what is stored, under other rules or as of another day, without reading any PDF.

Nothing is written unless the caller asks for it; then every changed verdict is an attempt of its own.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Select, func, select

from domain.companions import FoundPaper
from domain.decisions import Decision
from domain.documents import Kind, State
from domain.export import finding_from_json, finding_json
from domain.findings import Severity
from domain.records import Document, Outcome
from domain.registers import ROME
from extractors.isolation import Done, Task, Workshop
from sportello.app import App
from sportello.chunks import chunks
from sportello.intake import Progress
from sportello.judging import KEPT, judge_stored_form
from sportello.plants import PLANT, Everything
from sportello.policies import worker_limits
from storage import decisions, documents
from storage.tables import documents as table
from validators.forms.facts import CaseFacts
from validators.forms.policy import FormPolicy

JUDGE = "sportello.replay:judge_chunk"
#: Forms judged by one worker task.
CHUNK = 50


class WrongOverridesError(ValueError):
    """The file of changed thresholds cannot be used; the message is one Italian line."""


@dataclass(frozen=True, slots=True)
class Change:
    """A verdict that would be another: the codes that come and go say why."""

    document: str
    operator: str
    path: str
    before: State
    after: State
    gone: tuple[str, ...]
    new: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the change as JSON values."""
        return {
            "document": self.document,
            "operator": self.operator,
            "path": self.path,
            "prima": self.before.value,
            "dopo": self.after.value,
            "non_più": list(self.gone),
            "nuovi": list(self.new),
        }


@dataclass(frozen=True, slots=True)
class Replay:
    """``judged`` forms, and the verdicts that change."""

    judged: int
    changes: tuple[Change, ...]


def overrides_from(path: Path) -> dict[str, Any]:
    """Read a TOML file of changed thresholds and severities. Raises ``WrongOverridesError``."""
    try:
        changes = tomllib.loads(path.read_text(encoding="utf-8"))
        FormPolicy.as_of(date(2025, 1, 1)).with_overrides(changes)
    except (OSError, UnicodeDecodeError) as trouble:
        raise WrongOverridesError(f"{path}: il file non si può leggere ({trouble}).") from None
    except ValueError as wrong:
        raise WrongOverridesError(f"{path}: {wrong}") from None
    return changes


def replay(
    app: App,
    progress: Progress,
    *,
    rules_at: date | None = None,
    operator: str | None = None,
    overrides: Mapping[str, Any] | None = None,
    apply: bool = False,
    who: str = "analista",
) -> Replay:
    """Judge the stored forms again; ``rules_at`` picks the law of that day, ``overrides`` try other thresholds."""
    judged, changes = 0, []
    total = _count(app, operator)
    with Workshop(app.settings.workers, worker_limits(app.settings), ("sportello.replay",)) as shop:
        for document, state, form, findings in _results(app, shop, rules_at, operator, overrides or {}):
            judged += 1
            progress("Giudizio", judged, total)
            change = _change(document, state, findings)
            if change is None:
                continue
            changes.append(change)
            if apply:
                _write(app, document, state, form, findings, who)
    return Replay(judged, tuple(sorted(changes, key=lambda c: (c.operator, c.path, c.document))))


@dataclass(frozen=True, slots=True)
class Case:
    """One stored form as a worker needs it."""

    identity: str
    state: str
    form: dict[str, Any]
    day: date
    decided: tuple[Decision, ...]
    papers: tuple[FoundPaper, ...]
    facts: CaseFacts


def judge_chunk(
    cases: list[Case], rules_at: date | None, overrides: dict[str, Any]
) -> list[tuple[str, str, dict[str, Any], list[dict[str, Any]]]]:
    """Judge stored forms; runs in a worker. Findings and form are told only of those whose state changes."""
    made = []
    for case in cases:
        policy = _policy(rules_at or case.day, json.dumps(overrides, sort_keys=True))
        state, shown, findings = judge_stored_form(
            case.form, case.day, case.decided, policy, papers=case.papers, facts=case.facts
        )
        changed = state.value != case.state
        said = [finding_json(f) for f in findings] if changed else []
        made.append((case.identity, state.value, shown if changed and case.decided else {}, said))
    return made


@cache
def _policy(day: date, overrides: str) -> FormPolicy:
    policy, changed = FormPolicy.as_of(day), json.loads(overrides)
    return policy.with_overrides(changed) if changed else policy


def _results(
    app: App, shop: Workshop, rules_at: date | None, operator: str | None, overrides: Mapping[str, Any]
) -> Iterator[tuple[Document, State, dict[str, Any], list[dict[str, Any]]]]:
    waiting: dict[str, Document] = {}

    def tasks() -> Iterator[Task]:
        for number, chunk in enumerate(chunks(_forms(app, operator), CHUNK)):
            waiting.update({d.id: d for d, _ in chunk})
            cases = [case for _, case in chunk]
            yield Task(number, JUDGE, (cases, rules_at, dict(overrides)))

    for _, outcome in shop.run(tasks()):
        if not isinstance(outcome, Done):
            raise RuntimeError(f"{outcome.kind.value}: {outcome.diagnosis}")  # noqa: TRY004 - a bug of ours, no wrong type
        for identity, state, form, findings in outcome.value:
            document = waiting.pop(identity)
            kept = [dict(f) for f in document.findings if f["code"].startswith(KEPT)]
            refused = any(f["severity"] == Severity.BLOCKING.value for f in kept)
            yield document, document.state if refused else State(state), form, [*kept, *findings]


def _query(operator: str | None) -> Select[Any]:
    """Select the forms that reached their end; the parts in a zip are judged with the zip."""
    ended = [State.ACCEPTED.value, State.REJECTED.value, State.REVIEW.value]
    kinds = [Kind.OPERATING_REGULATION.value, Kind.ARCHIVE.value]
    query = select(table).where(
        table.c.kind.in_(kinds), table.c.state.in_(ended), table.c.parent.is_(None), table.c.form.is_not(None)
    )
    return query if operator is None else query.where(table.c.operator == operator)


def _forms(app: App, operator: str | None) -> Iterator[tuple[Document, Case]]:
    with app.database.read() as connection:
        decided = decisions.all_of(connection)
        known = Everything.of(connection)
        for document in documents.each(connection, _query(operator).order_by(table.c.serial)):
            if document.form:
                chosen = tuple(d for d in decided.get(document.id, ()) if d.name != PLANT)
                papers, facts = known.beside(document)
                day = document.received_at.astimezone(ROME).date()
                yield document, Case(document.id, document.state.value, dict(document.form), day, chosen, papers, facts)


def _count(app: App, operator: str | None) -> int:
    with app.database.read() as connection:
        chosen = _query(operator).with_only_columns(func.count())
        return int(connection.execute(chosen).scalar_one())


def _change(document: Document, state: State, findings: list[dict[str, Any]]) -> Change | None:
    if state is document.state:
        return None
    blocking = Severity.BLOCKING.value
    before = {f["code"] for f in document.findings if f["severity"] == blocking}
    after = {f["code"] for f in findings if f["severity"] == blocking}
    return Change(
        document.id,
        document.operator,
        document.path,
        document.state,
        state,
        tuple(sorted(before - after)),
        tuple(sorted(after - before)),
    )


def _write(
    app: App, document: Document, state: State, form: dict[str, Any], findings: list[dict[str, Any]], who: str
) -> None:
    outcome = Outcome(
        state=state,
        kind=document.kind,
        findings=tuple(finding_from_json(f) for f in findings),
        form=form or document.form,
        completeness=document.completeness,
    )
    with app.database.write() as connection:
        decisions.settle(connection, document, outcome, at=app.now(), who=who)
