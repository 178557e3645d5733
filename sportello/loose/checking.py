"""What the pipeline would say of one file, storing nothing: the sender's own check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from domain.companions import paper_json
from domain.documents import Channel, State
from domain.export import completeness_json, finding_json, reasons_json, verdict_json
from domain.file_kinds import FileKind
from domain.findings import Finding, Severity
from domain.names import letter_name, letter_stem_of
from sportello.app import App
from sportello.documents.decide import flaw_of, notices_of
from sportello.documents.tasks import ask_for
from sportello.documents.work import Ask, Job
from sportello.forms.upload import UNKNOWN_FORM, Content
from sportello.forms.verdict import Known, judge_reading
from sportello.loose.files import Part, may_be_zip, open_zip, opened_here, together
from sportello.policies import archive_budget, gate_policy
from storage import documents, letters
from validators.gate.gate import gate_findings, gate_state
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
    parts: list[Part] = []
    if channel is Channel.MODULI and may_be_zip(file):
        opened, parts, trouble = open_zip(app, file)
    else:
        job = Job(
            str(file.resolve()),
            file.name,
            channel,
            may_be_archive=False,
            into="",
            ask=_ask(app, file, channel, letter, operator),
            budget=archive_budget(app.settings),
        )
        opened, trouble = opened_here(app, job)
    submission = Submission(
        name=_name(file, purpose),
        channel=channel,
        uploaded_at=app.now(),
        size=size,
        kind=opened.kind.value if opened else FileKind.UNKNOWN.value,
        kind_words=opened.kind.description if opened else "",
        request="-",
        is_archive=opened is not None and opened.archive is not None,
        problem=flaw_of(opened),
        selected=_stem(letter),
        letter=_facts(app, file, channel, letter, operator),
        trouble=trouble,
        policy=gate_policy(app.settings),
    )
    findings = (*gate_findings(submission), *notices_of(opened))
    content: dict[str, Any] = {}
    state = gate_state(findings)
    if channel is Channel.MODULI and state is State.ACCEPTED:
        state, findings, content = _judge_form(app, Content.of(opened) if not parts else together(parts), findings)
    if opened is not None and opened.completeness is not None:
        content["completeness"] = completeness_json(opened.completeness)
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


def _judge_form(
    app: App, content: Content, findings: tuple[Finding, ...]
) -> tuple[State, tuple[Finding, ...], dict[str, Any]]:
    """Judge what a form's file or files hold; nothing is known of the plant."""
    papers = {"documents": [paper_json(p) for p in content.papers]} if content.papers else {}
    if content.reading is None:
        state = State.ACCEPTED if papers else State.REVIEW
        return state, findings if papers else (*findings, UNKNOWN_FORM), papers
    judged = judge_reading(content.reading, content.papers, content.case, app.now().date(), Known())
    findings = (*findings, *judged.findings)
    said = {"form": content.reading.form, "verdict": verdict_json(findings, judged.state), **papers}
    return judged.state, findings, said


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
