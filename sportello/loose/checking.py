"""What the pipeline would say of one file, storing nothing: the sender's own check."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from domain.companions import paper_json
from domain.documents import Channel, Kind, State
from domain.export import completeness_json, finding_json, reasons_json, verdict_json
from domain.findings import Finding, Severity
from domain.names import TIRV_PREFIX, is_tirv, letter_name
from domain.opened import Opened
from domain.records import Document
from sportello.app import App
from sportello.documents.assembling import NO_FORM
from sportello.documents.decide import Ledger, at_the_gate
from sportello.documents.entries import entry_json
from sportello.documents.tasks import ask_for, target_letter
from sportello.documents.work import Ask
from sportello.forms.upload import UNKNOWN_FORM, Content
from sportello.forms.verdict import Known, judge_reading
from sportello.loose.files import Looked, Part, look_into, together
from storage import letters
from validators.gate.gate import gate_state

CHANNELS = {
    "reply": Channel.RISPOSTE,
    "communication": Channel.COMUNICAZIONI,
    "tirv": Channel.COMUNICAZIONI,
    "form": Channel.MODULI,
}
#: Later than any document of the ledger: what is asked about comes after what is there.
_LAST = 1 << 62


@dataclass(frozen=True, slots=True)
class Said:
    """What would be said of one file: ``content`` are further keys of the answer."""

    state: State
    findings: tuple[Finding, ...]
    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a sender asks: the ``purpose`` of ``file``, the stem of the ``letter`` it answers, who sends, where told."""

    app: App
    file: Path
    purpose: str
    letter: str | None
    operator: str | None

    @property
    def channel(self) -> Channel:
        """The channel of the purpose."""
        return CHANNELS[self.purpose]

    @property
    def name(self) -> str:
        """The name to judge: as a TIRV rejection a file must bear the prefix, so one without it is judged as if it did."""
        wanting = self.purpose == "tirv" and not is_tirv(self.file.name)
        return f"{TIRV_PREFIX} {self.file.name}" if wanting else self.file.name

    @property
    def may_be_archive(self) -> bool:
        """Whether the pipeline would look for several files in it."""
        several = self.channel is Channel.MODULI or (self.channel is Channel.RISPOSTE and self.letter is None)
        return several and not self.file.name.lower().endswith(".pdf")

    def document(self, connection: Connection, size: int, part: Part | None = None) -> Document:
        """Return the document that the ledger would hold of the file, or of one ``part`` of it."""
        folder = f"{self.letter}/" if self.letter and self.channel is Channel.RISPOSTE else ""
        path, now = f"{self.channel.value}/{folder}{self.name}", self.app.now()
        made = Document(
            id="", serial=_LAST, batch="", operator="", channel=self.channel, path=path, name=self.name,
            sha256=None, size=size, received_at=now, taken_at=now, user="", state=State.PENDING, kind=Kind.UNKNOWN,
        )  # fmt: skip
        if part is not None:
            name, entry = part.entry.safe_name, entry_json(part.entry)
            made = replace(made, path=f"{path}!/{name}", name=name, size=part.entry.size, parent="-", entry=entry)
        return replace(made, operator=self.operator or _owner(connection, target_letter(made)))


def check_file(app: App, file: Path, purpose: str, letter: str | None, operator: str | None) -> dict[str, Any]:
    """Judge ``file`` as a reply, communication, TIRV rejection or form. Raises ``OSError`` when it cannot be read.

    ``letter`` is a letter's name. Without ``operator`` the owner of the letter is taken, and nobody is asked to be registered;
    where the register holds no letters at all, a letter is taken as in order.
    """
    found = letter_name(letter) if letter else None
    asked = Asked(app, file, purpose, found.stem if found else None, operator)
    size = file.stat().st_size
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    looked = look_into(app, file, asked.channel, lambda name: _ask(asked, name), may_be_archive=asked.may_be_archive)
    with app.database.read() as connection:
        ledger = Ledger.of(connection, [])
        document = replace(asked.document(connection, size), sha256=digest)
        said = _judged(asked, ledger, document, looked.opened, looked.trouble)
        inside = [_entry(asked, ledger, part) for part in looked.parts] if said.state is State.ACCEPTED else []
        if asked.channel is Channel.MODULI and said.state is State.ACCEPTED:
            said = _form(asked, said, looked, inside)
    answer = {"file": str(file), "as": purpose, **_json(said)}
    if looked.opened is not None and looked.opened.archive is not None:
        answer["entries"] = [
            {"name": part.entry.safe_name, **_json(each)} for part, each in zip(looked.parts, inside, strict=False)
        ]
        answer["accepted"] = answer["accepted"] and all(each.state is State.ACCEPTED for each in inside)
    return answer


def _json(said: Said) -> dict[str, Any]:
    return {
        "state": said.state.value,
        "reasons": reasons_json(said.findings),
        "findings": [finding_json(f) for f in said.findings],
        "warnings": sum(f.severity is not Severity.BLOCKING for f in said.findings),
        "accepted": said.state is State.ACCEPTED,
        **said.content,
    }


def _judged(asked: Asked, ledger: Ledger, document: Document, opened: Opened | None, trouble: str | None) -> Said:
    """Return what the gate says; of what nobody has told no finding is made."""
    _, outcome = at_the_gate(asked.app, ledger, document, opened, trouble)
    untold = _untold(asked, ledger, document)
    findings = tuple(_as_named(f, asked) for f in outcome.findings if f.code not in untold)
    content: dict[str, Any] = {}
    if opened is not None and opened.completeness is not None:
        content["completeness"] = completeness_json(opened.completeness)
    if outcome.duplicate_of is not None:
        content["duplicate_of"] = outcome.duplicate_of
    return Said(gate_state(findings), findings, content)


def _untold(asked: Asked, ledger: Ledger, document: Document) -> frozenset[str]:
    """Return the codes that would blame a sender for what the question, or an empty register, leaves open."""
    codes = {"E015"} if asked.operator is None else set()
    if target_letter(document) is not None and not letters.any_at_all(ledger.connection):
        codes |= {"E001", "E003"}
    return frozenset(codes)


def _as_named(finding: Finding, asked: Asked) -> Finding:
    """Say the name that the file bears, where another was judged."""
    judged, real = asked.name, asked.file.name
    if judged == real:
        return finding
    observed = (finding.observed or "").replace(f"{judged}', {len(judged)} ", f"{real}', {len(real)} ")
    return replace(
        finding, message=finding.message.replace(judged, real), observed=observed.replace(judged, real) or None
    )


def _entry(asked: Asked, ledger: Ledger, part: Part) -> Said:
    document = asked.document(ledger.connection, 0, part)
    digest = part.entry.sha256
    return _judged(asked, ledger, replace(document, sha256=digest), part.opened, part.trouble)


def _form(asked: Asked, said: Said, looked: Looked, inside: Iterable[Said]) -> Said:
    """Judge what a form's file or files hold; nothing is known of the plant."""
    if looked.opened is None or looked.opened.archive is None:
        return _judge_form(asked.app, Content.of(looked.opened), said, UNKNOWN_FORM)
    good = tuple(p for p, each in zip(looked.parts, inside, strict=True) if each.state is State.ACCEPTED)
    content = together(good)
    if not good and content.reading is None:
        return said  # every file was refused, each with its reasons
    return _judge_form(asked.app, content, said, NO_FORM)


def _judge_form(app: App, content: Content, said: Said, unknown: Finding) -> Said:
    papers = {"documents": [paper_json(p) for p in content.papers]} if content.papers else {}
    if content.reading is None:
        if papers:
            return replace(said, content=papers)
        return replace(said, state=State.REVIEW, findings=(*said.findings, unknown))
    judged = judge_reading(content.reading, content.papers, content.case, app.now().date(), Known())
    findings = (*said.findings, *judged.findings)
    told = {"form": content.reading.form, "verdict": verdict_json(findings, judged.state), **papers}
    return Said(judged.state, findings, told)


def _ask(asked: Asked, name: str) -> Ask | None:
    """Return what the file, or the file ``name`` of an archive, must answer."""
    with asked.app.database.read() as connection:
        document = asked.document(connection, 0)
        if name != asked.file.name:
            document = replace(document, name=name)
        stem = target_letter(document)
        return ask_for(asked.app, connection, asked.operator or _owner(connection, stem), stem)


def _owner(connection: Connection, stem: str | None) -> str:
    """Return who must answer a letter; empty where nobody knows it."""
    found = letters.named(connection, stem) if stem else []
    row = next((r for r in found if r.main_addressee), found[0] if found else None)
    return row.operator if row is not None else ""
