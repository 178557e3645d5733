"""Judging again what is stored, under other rules or as of another day, without reading any PDF.

Nothing is written unless the caller asks for it; then every changed verdict is an attempt of its own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from domain.decisions import Decision
from domain.documents import Kind, State
from domain.export import finding_from_json, finding_json
from domain.findings import Severity
from domain.records import Document, Outcome
from extractors.isolation import Done, Task, Workshop
from sportello.app import App
from sportello.chunks import chunks
from sportello.intake import Progress
from sportello.judging import judge_stored_form
from sportello.policies import worker_limits
from storage import decisions, documents
from storage.tables import documents as table
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


def judge_chunk(
    cases: list[tuple[str, dict[str, Any], date, tuple[Decision, ...]]],
    rules_at: date | None,
    overrides: dict[str, Any],
) -> list[tuple[str, str, dict[str, Any], list[dict[str, Any]]]]:
    """Judge stored forms; runs in a worker."""
    made = []
    for identity, form, day, decided in cases:
        policy = FormPolicy.as_of(rules_at or day)
        policy = policy.with_overrides(overrides) if overrides else policy
        state, shown, findings = judge_stored_form(form, day, decided, policy)
        made.append((identity, state.value, shown if decided else {}, [finding_json(f) for f in findings]))
    return made


def _results(
    app: App, shop: Workshop, rules_at: date | None, operator: str | None, overrides: Mapping[str, Any]
) -> Iterator[tuple[Document, State, dict[str, Any], list[dict[str, Any]]]]:
    waiting: dict[str, Document] = {}

    def tasks() -> Iterator[Task]:
        for number, chunk in enumerate(chunks(_forms(app, operator), CHUNK)):
            waiting.update({d.id: d for d, _ in chunk})
            cases = [(d.id, dict(d.form or {}), d.received_at.date(), decided) for d, decided in chunk]
            yield Task(number, JUDGE, (cases, rules_at, dict(overrides)))

    for _, outcome in shop.run(tasks()):
        if not isinstance(outcome, Done):
            raise RuntimeError(f"{outcome.kind.value}: {outcome.diagnosis}")  # noqa: TRY004 - a bug of ours, no wrong type
        for identity, state, form, findings in outcome.value:
            yield waiting.pop(identity), State(state), form, findings


def _forms(app: App, operator: str | None) -> Iterator[tuple[Document, tuple[Decision, ...]]]:
    ended = [State.ACCEPTED.value, State.REJECTED.value, State.REVIEW.value]
    query = select(table).where(table.c.kind == Kind.OPERATING_REGULATION.value, table.c.state.in_(ended))
    if operator is not None:
        query = query.where(table.c.operator == operator)
    with app.database.read() as connection:
        decided = decisions.all_of(connection)
        for document in documents.each(connection, query.order_by(table.c.serial)):
            if document.form:
                yield document, decided.get(document.id, ())


def _count(app: App, operator: str | None) -> int:
    return sum(1 for _ in _forms(app, operator))


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
