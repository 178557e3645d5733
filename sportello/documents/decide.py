"""One document's verdict: what was read and what the ledger knows become findings, a state and a name.

Everything is asked of the ledger inside the caller's transaction, so a verdict sees those before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from domain.decisions import Decision
from domain.documents import Channel, Kind, State
from domain.export import completeness_json, form_json
from domain.file_kinds import FileKind
from domain.findings import Finding, Severity
from domain.inbox_path import place_of
from domain.names import letter_stem_of
from domain.opened import Opened
from domain.problems import Problem
from domain.records import Document, Outcome
from sportello.app import App
from sportello.documents.tasks import outer_path
from sportello.forms.judging import with_decisions
from sportello.forms.upload import Content, judge_upload
from sportello.letters.notices import letter_notices
from sportello.policies import gate_policy
from storage import decisions, documents, letters
from storage.registers import all_operators
from validators.gate.gate import gate_findings, gate_state
from validators.gate.ledger import technical_trouble
from validators.gate.sources import manual
from validators.gate.submission import Flaw, LetterFacts, Submission

#: An upload of an archive's entry that could not be taken out: what the directory said stands in ``Document.entry``.
UNPACKABLE = "problem"


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger as a verdict sees it: one open transaction."""

    connection: Connection
    operators: Mapping[str, Any]
    decided: Mapping[str, tuple[Decision, ...]]

    @classmethod
    def of(cls, connection: Connection, ids: Sequence[str]) -> Ledger:
        """Read what holds for a whole chunk of documents once."""
        return cls(connection, all_operators(connection), decisions.of_each(connection, ids))


def decide(
    app: App,
    ledger: Ledger,
    document: Document,
    opened: Opened | None,
    trouble: str | None = None,
    virus: str | None = None,
) -> Outcome:
    """Judge one document that is no readable archive.

    ``trouble`` is the diagnosis of a technical failure; of a file with a ``virus`` nothing else is said.
    """
    submission, outcome = at_the_gate(app, ledger, document, opened, trouble, virus)
    decided = ledger.decided.get(document.id, ())
    if of_form(submission, outcome.findings):
        return judge_upload(ledger.connection, document, outcome, Content.of(opened), decided, app.now())
    sector = ledger.operators[document.operator].sector if submission.operator_known else None
    return with_decisions(document, outcome, decided, sector)


def at_the_gate(
    app: App,
    ledger: Ledger,
    document: Document,
    opened: Opened | None,
    trouble: str | None = None,
    virus: str | None = None,
) -> tuple[Submission, Outcome]:
    """Return what the gate and the rules around letters say; asks the ledger and writes nothing."""
    place = place_of((document.operator, *outer_path(document).split("/")))
    stem = place.letter or letter_stem_of(document.name)
    facts = _letter_facts(ledger, document, stem)
    submission = Submission(
        name=document.name,
        channel=document.channel,
        uploaded_at=document.received_at.astimezone(app.now().tzinfo),
        size=document.size,
        kind=opened.kind.value if opened else FileKind.UNKNOWN.value,
        kind_words=opened.kind.description if opened else "",
        operator_known=document.operator in ledger.operators,
        place_known=place.known,
        request=place.request,
        oddity=str((document.entry or {}).get("oddity", "")),
        in_archive=document.parent is not None,
        is_archive=opened is not None and opened.archive is not None,
        problem=_flaw(document, opened),
        unpackable=UNPACKABLE in (document.entry or {}),
        selected=place.letter,
        letter=facts,
        twin=_twin(ledger, document, opened, facts),
        trouble=trouble,
        virus=virus,
        policy=gate_policy(app.settings),
    )
    if trouble is not None:
        findings: tuple[Finding, ...] = tuple(f for f in gate_findings(submission) if f.code == "E004")
    elif virus is not None:
        findings = tuple(f for f in gate_findings(submission) if f.code == "E016")
    elif submission.twin is not None:
        findings = tuple(f for f in gate_findings(submission) if f.code == "E009")
    else:
        findings = (*gate_findings(submission), *notices_of(opened))
        if gate_state(findings) is State.ACCEPTED:
            findings = (*findings, *letter_notices(app, ledger.connection, document, opened))
    return submission, _outcome(ledger, submission, document, opened, findings, gate_state(findings))


def of_form(submission: Submission, findings: tuple[Finding, ...]) -> bool:
    """Tell whether the content is to be judged as a form; a file of a zip is a part, judged with the archive."""
    inside = submission.is_archive or submission.in_archive
    return gate_state(findings) is State.ACCEPTED and submission.channel is Channel.MODULI and not inside


def broken(document: Document, diagnosis: str) -> Outcome:
    """Return the end of a document over which judging itself broke down: a technical error, told as such."""
    return Outcome(
        State.ERROR,
        document.kind,
        (technical_trouble.finding(observed=diagnosis),),
        document.letter,
        diagnosis=diagnosis,
    )


def _letter_facts(ledger: Ledger, document: Document, stem: str | None) -> LetterFacts | None:
    if document.channel is not Channel.RISPOSTE or stem is None:
        return None
    row = letters.get_row(ledger.connection, document.operator, stem)
    if row is None:
        return None
    others = [d for d in documents.replies_to(ledger.connection, document.operator, stem) if d.id != document.id]
    before = [d for d in others if (d.received_at, d.serial) < (document.received_at, document.serial)]
    if len(others) > 1:  # one that was declared earlier and comes later would be the third all the same (ARC-04)
        before = others
    replies = tuple(d.received_at.astimezone(document.received_at.tzinfo) for d in before)
    return LetterFacts(stem, row.main_addressee, row.downloaded_at is not None, replies)


def _flaw(document: Document, opened: Opened | None) -> Flaw | None:
    entry = document.entry or {}
    if UNPACKABLE in entry:
        return Flaw(entry["problem"], entry["message"], entry.get("cure", ""))
    return flaw_of(opened)


def flaw_of(opened: Opened | None) -> Flaw | None:
    """Return the structural problem that the reader met, with its own code, or None."""
    problem: Problem | None = None
    detail = ""
    if opened and opened.archive is not None:
        problem, detail = opened.archive.problem, opened.archive.detail
    elif opened and opened.pdf is not None:
        problem, detail = opened.pdf.problem, opened.pdf.detail
    if problem is None:
        return None
    return Flaw(
        problem.value, f"{problem.message} ({detail})." if detail else f"{problem.message}.", f"{problem.cure}."
    )


def _twin(ledger: Ledger, document: Document, opened: Opened | None, facts: LetterFacts | None) -> str | None:
    if document.sha256 is None or opened is None:
        return None
    if opened.archive is not None:
        return documents.find_twin_archive(ledger.connection, document)
    if document.channel is Channel.RISPOSTE:
        return documents.find_twin(ledger.connection, document, facts.letter) if facts else None
    return documents.find_twin(ledger.connection, document, None)


def notices_of(opened: Opened | None) -> tuple[Finding, ...]:
    """Tell what a reader should know of a PDF that is accepted all the same."""
    if opened is None or opened.pdf is None or opened.pdf.problem is not None:
        return ()
    pdf, source = opened.pdf, manual("§6.2.2", "UPL-08")
    told: list[Finding] = []
    if pdf.owner_encrypted:
        told.append(
            Finding("PDF-W1", Severity.WARNING, "Il PDF si apre senza password ma porta restrizioni d'uso.", source)
        )
    if pdf.active:
        words = ", ".join(pdf.active)
        told.append(
            Finding(
                "PDF-W2",
                Severity.WARNING,
                f"Il PDF contiene parti attive, mai eseguite: {words}.",
                source,
                observed=words,
            )
        )
    if pdf.polyglot is not None:
        told.append(
            Finding(
                "PDF-W3", Severity.WARNING, f"Il file è anche {pdf.polyglot.description}; è trattato come PDF.", source
            )
        )
    return tuple(told)


def _outcome(
    ledger: Ledger,
    submission: Submission,
    document: Document,
    opened: Opened | None,
    findings: tuple[Finding, ...],
    state: State,
) -> Outcome:
    kind = _kind(submission)
    letter = submission.letter.letter if submission.letter else None
    accepted_reply = state is State.ACCEPTED and kind is Kind.REPLY and letter is not None
    return Outcome(
        state=state,
        kind=kind,
        findings=findings,
        letter=letter,
        stored_as=_stored_as(submission, state, letter),
        replaces=_replaced(ledger, document, letter) if accepted_reply and letter else None,
        duplicate_of=submission.twin if state is State.DUPLICATE else None,
        attachments=_attachments(opened),
        completeness=completeness_json(opened.completeness)
        if accepted_reply and opened and opened.completeness
        else None,
        form=form_json(opened.reading) if opened and opened.reading else None,
        facts=_facts(opened),
        diagnosis=submission.trouble,
    )


def _kind(submission: Submission) -> Kind:
    if not submission.place_known:
        return Kind.UNKNOWN
    if submission.is_archive:
        return Kind.ARCHIVE
    if submission.is_tirv:
        return Kind.TIRV_REJECTION
    return {
        Channel.RISPOSTE: Kind.REPLY,
        Channel.COMUNICAZIONI: Kind.FREE_COMMUNICATION,
        Channel.MODULI: Kind.OPERATING_REGULATION,
        Channel.CONNESSIONI: Kind.CONNECTION_DOCUMENT,
    }.get(submission.channel, Kind.UNKNOWN)


def _stored_as(submission: Submission, state: State, letter: str | None) -> str | None:
    """Return the name under which an accepted document is shown: a reply bears its letter's (LET-04, UPL-03)."""
    if state not in {State.ACCEPTED, State.REVIEW} or submission.is_archive:
        return None
    if letter is not None:
        return f"R{letter[1:]}.PDF"
    return submission.name


def _replaced(ledger: Ledger, document: Document, letter: str) -> str | None:
    before = [
        d.id
        for d in documents.replies_to(ledger.connection, document.operator, letter)
        if d.id != document.id and (d.received_at, d.serial) < (document.received_at, document.serial)
    ]
    return before[-1] if before else None


def _attachments(opened: Opened | None) -> tuple[Mapping[str, Any], ...]:
    if opened is None or opened.pdf is None:
        return ()
    return tuple(
        {
            "name": e.name,
            "bytes": e.size,
            "kind": e.kind.value if e.kind else None,
            "sha256": e.sha256,
            "depth": e.depth,
        }
        for e in opened.pdf.embedded
    )


def _facts(opened: Opened | None) -> dict[str, Any]:
    if opened is not None and opened.archive is not None:
        return {"entries": sum(not entry.folder for entry in opened.archive.entries)}
    if opened is None or opened.pdf is None:
        return {}
    facts = {"pages": opened.pdf.pages, "scanned": opened.scanned, "signatures": opened.pdf.signatures}
    return facts | Content.of(opened).facts()
