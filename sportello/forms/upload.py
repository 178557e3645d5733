"""The verdict on an upload of ``moduli/``, inside its transaction: the form, its companions, and the plant they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from domain.companions import FoundPaper, paper_json
from domain.decisions import Decision
from domain.documents import State
from domain.export import form_json
from domain.findings import Finding, Severity, Source
from domain.forms import Reading
from domain.opened import Opened
from domain.plants import bears_no_pod
from domain.records import Document, Outcome
from domain.registers import ROME
from domain.verdict import verdict
from sportello.forms.judging import with_decisions
from sportello.forms.plants import PLANT, file_document, judge_newest_again, known, parts_of, plant_for, steps
from sportello.forms.verdict import NO_PLANT, case_facts, judge_reading
from storage import plants

#: A PDF in ``moduli/`` that no description of a form fits: a person decides what it is.
UNKNOWN_FORM = Finding(
    "MOD-10",
    Severity.UNVERIFIABLE,
    "Il modulo non è stato riconosciuto.",
    Source("Regolamento di Esercizio MT", "intestazioni"),
    expected="un Regolamento di Esercizio MT o un suo allegato",
    cure="Un analista verifica di che documento si tratta.",
    at_stake=Severity.BLOCKING,
)


@dataclass(frozen=True, slots=True)
class Content:
    """What an upload brings, from one file or several."""

    reading: Reading | None = None
    papers: tuple[FoundPaper, ...] = ()
    case: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, opened: Opened | None) -> Content:
        """Return what a worker read in one file."""
        return cls() if opened is None else cls(opened.reading, opened.papers, opened.case)

    def facts(self) -> dict[str, Any]:
        """Return what must be kept beside the fields, as JSON values."""
        said: dict[str, Any] = {}
        if self.papers:
            said["papers"] = [paper_json(p) for p in self.papers]
        if self.case:
            said["case"] = dict(self.case)
        return said


@dataclass(frozen=True, slots=True)
class _Upload:
    """One upload as it is judged: ``base`` is the gate's outcome with the facts, ``pod`` its plant where one is told."""

    connection: Connection
    document: Document
    base: Outcome
    content: Content
    decided: tuple[Decision, ...]
    pod: str | None
    at: datetime


def judge_upload(
    connection: Connection,
    document: Document,
    base: Outcome,
    content: Content,
    decided: tuple[Decision, ...],
    at: datetime,
) -> Outcome:
    """Return ``base``, the gate's outcome, with the verdict on the content; files what came to its plant."""
    base = replace(base, facts={**base.facts, **content.facts()})
    if content.reading is None and not content.papers:
        return with_decisions(document, _review(base, UNKNOWN_FORM), decided, None)
    pod = plant_for(connection, document, content.reading, content.papers, decided)
    upload = _Upload(connection, document, base, content, decided, pod, at)
    return _companion_alone(upload) if content.reading is None else _form(upload, content.reading)


def _review(base: Outcome, finding: Finding) -> Outcome:
    return replace(base, state=State.REVIEW, findings=(*base.findings, finding))


def _companion_alone(upload: _Upload) -> Outcome:
    document, base, pod = upload.document, upload.base, upload.pod
    if pod is None:
        return with_decisions(document, _review(base, NO_PLANT), upload.decided, None)
    file_document(upload.connection, document, pod, (), upload.content.papers, upload.at)
    judge_newest_again(upload.connection, document.operator, pod, document.id, upload.at)
    return replace(base, state=State.ACCEPTED, facts={**base.facts, "plant": pod})


def _form(upload: _Upload, reading: Reading) -> Outcome:
    connection, document, base, content, pod = (
        upload.connection, upload.document, upload.base, upload.content, upload.pod,
    )  # fmt: skip
    if pod is None and bears_no_pod(reading):
        plants.withdraw(connection, document.id)
        return _review(replace(base, form=form_json(reading)), NO_PLANT)
    found, day = known(connection, document, pod), document.received_at.astimezone(ROME).date()
    judged = judge_reading(reading, content.papers, content.case, day, found)
    findings = (*base.findings, *judged.findings)
    parts = parts_of(reading)
    facts: dict[str, Any] = {"parts": list(parts), "from": dict(judged.borrowed)}
    outcome = replace(
        base,
        state=verdict(findings).state,
        findings=findings,
        form=form_json(judged.reading),
        facts={**base.facts, **facts, **({"plant": pod} if pod else {})},
    )
    outcome = with_decisions(
        document,
        outcome,
        tuple(d for d in upload.decided if d.name != PLANT),
        None,
        papers=(*found.papers, *content.papers),
        facts=case_facts(found.plant, content.case),
    )
    if pod is None:
        plants.withdraw(connection, document.id)
        return outcome
    file_document(connection, document, pod, parts, content.papers, upload.at)
    step = steps(plants.versions(connection, document.operator, pod))
    return replace(outcome, findings=(*outcome.findings, *step))
