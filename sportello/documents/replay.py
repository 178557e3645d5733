"""Judging again what is stored, under other rules or as of another day, without reading any PDF.

Nothing is written unless the caller asks for it; then every changed verdict is an attempt of its own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from domain.documents import State
from domain.export import finding_from_json
from domain.findings import Severity
from domain.os_words import in_words
from domain.records import Outcome
from domain.registers import ROME
from extractors.isolation import Done, Task, Workshop
from sportello.app import App
from sportello.chunks import chunks
from sportello.documents.intake import Progress
from sportello.documents.replay_work import JUDGE, WARM, Case, Changed
from sportello.forms.plants import PLANT, Everything, steps
from sportello.policies import worker_limits
from storage import decisions, documents, forms, plants
from storage.forms import StoredForm
from validators.forms.policy import FormPolicy

#: Forms judged by one worker task.
CHUNK = 200


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
    except OSError as trouble:
        raise WrongOverridesError(f"{path}: il file non si può leggere ({in_words(trouble)}).") from None
    except UnicodeDecodeError:
        raise WrongOverridesError(f"{path}: il file non si può leggere (non è testo UTF-8).") from None
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
    with app.database.read() as connection:
        total = forms.count(connection, operator)
    for count, changed in _results(app, rules_at, operator, overrides or {}):
        judged += count
        progress("Giudizio", judged, total)
        for stored, (_, state, form, findings, refused) in changed:
            changes.append(_change(stored, State(state), findings, refused))
            if apply:
                _write(app, stored.id, State(state), form, findings, who)
    return Replay(judged, tuple(sorted(changes, key=lambda c: (c.operator, c.path, c.document))))


def _results(
    app: App, rules_at: date | None, operator: str | None, overrides: Mapping[str, Any]
) -> Iterator[tuple[int, list[tuple[StoredForm, Changed]]]]:
    """Yield, chunk by chunk, how many forms were judged and those whose state changes."""
    under_way: dict[int, dict[str, StoredForm]] = {}

    def tasks() -> Iterator[Task]:
        for number, chunk in enumerate(chunks(_cases(app, operator), CHUNK)):
            # Only what names a form waits here: the texts are in the worker.
            under_way[number] = {s.id: replace(s, form="", findings="", facts="") for s, _ in chunk}
            yield Task(number, JUDGE, ([case for _, case in chunk], rules_at, dict(overrides)))

    with Workshop(app.settings.workers, worker_limits(app.settings), WARM) as shop:
        for number, outcome in shop.run(tasks()):
            if not isinstance(outcome, Done):
                raise RuntimeError(f"{outcome.kind.value}: {outcome.diagnosis}")  # noqa: TRY004 - a bug of ours, no wrong type
            count, changed = outcome.value
            stored = under_way.pop(number)
            yield count, [(stored[each[0]], each) for each in changed]


def _cases(app: App, operator: str | None) -> Iterator[tuple[StoredForm, Case]]:
    with app.database.read() as connection:
        decided = decisions.all_of(connection)
        known = Everything.of(connection)
        for stored in forms.stream(connection, operator):
            chosen = tuple(d for d in decided.get(stored.id, ()) if d.name != PLANT)
            plant, papers = known.beside(stored.id)
            day = stored.received_at.astimezone(ROME).date()
            yield (
                stored,
                Case(
                    stored.id,
                    stored.state.value,
                    day,
                    stored.form,
                    stored.findings,
                    stored.facts,
                    chosen,
                    plant,
                    papers,
                ),
            )


def _change(stored: StoredForm, state: State, findings: list[dict[str, Any]], refused: list[str]) -> Change:
    before, after = set(refused), {f["code"] for f in findings if f["severity"] == Severity.BLOCKING.value}
    return Change(
        stored.id,
        stored.operator,
        stored.path,
        stored.state,
        state,
        tuple(sorted(before - after)),
        tuple(sorted(after - before)),
    )


def _write(
    app: App, identity: str, state: State, form: dict[str, Any], findings: list[dict[str, Any]], who: str
) -> None:
    with app.database.write() as connection:
        document = documents.get(connection, identity)
        if document is None:
            return  # forgotten since it was read
        pod = plants.plant_of_document(connection, identity)
        step = steps(plants.versions(connection, document.operator, pod)) if pod else ()
        outcome = Outcome(
            state=state,
            kind=document.kind,
            findings=(*map(finding_from_json, findings), *step),
            form=form or document.form,
            completeness=document.completeness,
        )
        decisions.settle(connection, document, outcome, at=app.now(), who=who)
