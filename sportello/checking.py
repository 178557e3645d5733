"""What the pipeline would say of one file, storing nothing: the sender's own check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from domain.documents import Channel, State
from domain.export import completeness_json, finding_json, reasons_json, verdict_json
from domain.file_kinds import FileKind
from domain.findings import Severity
from domain.names import letter_name, letter_stem_of
from domain.opened import Opened
from extractors.isolation import Failed, run_here
from sportello.app import App
from sportello.decide import flaw_of, judged, notices_of
from sportello.policies import archive_budget, gate_policy, worker_limits
from sportello.tasks import ask_for
from sportello.work import WORK, Ask, Job
from storage import documents, letters
from validators.gate.gate import gate_findings
from validators.gate.submission import LetterFacts, Submission

CHANNELS = {
    "reply": Channel.RISPOSTE,
    "communication": Channel.COMUNICAZIONI,
    "tirv": Channel.COMUNICAZIONI,
    "form": Channel.MODULI,
}


def check_file(app: App, file: Path, purpose: str, letter: str | None, operator: str | None) -> dict[str, Any]:
    """Judge ``file`` as a reply, communication, TIRV rejection or form. Raises ``OSError`` when it cannot be read."""
    size = file.stat().st_size
    channel = CHANNELS[purpose]
    job = Job(
        str(file.resolve()),
        file.name,
        channel,
        may_be_archive=False,
        into="",
        day=app.now().date(),
        ask=_ask(app, file, channel, letter, operator),
        budget=archive_budget(app.settings),
    )
    outcome = run_here(WORK, (job,), worker_limits(app.settings))
    opened: Opened | None = None if isinstance(outcome, Failed) else outcome.value
    submission = Submission(
        name=_name(file, purpose),
        channel=channel,
        uploaded_at=app.now(),
        size=size,
        kind=opened.kind.value if opened else FileKind.UNKNOWN.value,
        kind_words=opened.kind.description if opened else "",
        request="-",
        problem=flaw_of(opened),
        selected=_stem(letter),
        letter=_facts(app, file, channel, letter, operator),
        trouble=f"{outcome.kind.value}: {outcome.diagnosis}" if isinstance(outcome, Failed) else None,
        policy=gate_policy(app.settings),
    )
    state, findings = judged(submission, opened, (*gate_findings(submission), *notices_of(opened)))
    content: dict[str, Any] = {}
    if opened is not None and opened.completeness is not None:
        content["completeness"] = completeness_json(opened.completeness)
    if opened is not None and opened.reading is not None:
        content["form"] = opened.reading.form
        content["verdict"] = verdict_json(findings, state)
    return {
        "file": str(file),
        "as": purpose,
        "state": state.value,
        "reasons": reasons_json(findings),
        "findings": [finding_json(f) for f in findings],
        "warnings": sum(f.severity is not Severity.BLOCKING for f in findings),
        "accepted": state is State.ACCEPTED,
        **content,
    }


def _name(file: Path, purpose: str) -> str:
    """Return the name to judge: as a TIRV rejection a file must bear the prefix, so a wrong one is told as such."""
    if purpose == "tirv" and not file.name.upper().startswith("RIGETTO_TIRV"):
        return f"RIGETTO_TIRV {file.name}"
    return file.name


def _stem(letter: str | None) -> str | None:
    parsed = letter_name(letter) if letter else None
    return parsed.stem if parsed else letter


def _ask(app: App, file: Path, channel: Channel, letter: str | None, operator: str | None) -> Ask | None:
    stem = _stem(letter) or letter_stem_of(file.name)
    if channel is not Channel.RISPOSTE or stem is None:
        return None
    with app.database.read() as connection:
        owners = [r.operator for r in letters.named(connection, stem) if operator in {None, r.operator}]
        return ask_for(app, connection, owners[0], stem) if owners else None


def _facts(app: App, file: Path, channel: Channel, letter: str | None, operator: str | None) -> LetterFacts | None:
    """Return what the ledger knows of the letter; a letter that it does not hold is taken as in order."""
    stem = _stem(letter) or letter_stem_of(file.name)
    if channel is not Channel.RISPOSTE or stem is None:
        return None
    with app.database.read() as connection:
        found = [r for r in letters.named(connection, stem) if operator in {None, r.operator}]
        if not found:
            return None if letter is None or letter_name(letter) is None else LetterFacts(stem)
        row = next((r for r in found if r.main_addressee), found[0])
        replies = tuple(d.received_at for d in documents.replies_to(connection, row.operator, stem))
    return LetterFacts(stem, row.main_addressee, row.downloaded_at is not None, replies)
