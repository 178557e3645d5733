"""The *richieste di rettifica*: one letter to the sender of each form that was refused, told once per verdict."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path, PurePosixPath

from domain.export import finding_from_json
from domain.findings import Finding, Severity
from domain.plants import SECTIONS, part_of, pod_of
from domain.records import Document
from domain.registers import OperatorRecord
from reports.feedback import Feedback, FeedbackGroup, FeedbackItem, feedback_pdf
from reports.mail import letter_mail, message_id
from reports.text import day as shown_day
from sportello.app import App
from sportello.forms.judging import stored_reading
from sportello.forms.plant_set import awaited
from sportello.mail.daily import report_folder
from sportello.mail.feedback_crops import pictures
from storage import feedback, outbox
from storage.blobs import read_all
from storage.durable import write_file
from storage.events import Event, record
from storage.papers import erased
from storage.registers import all_operators
from validators.forms.judge import SUMMARIES

KIND = "feedback"

TITLES = {
    "generalita": "Generalità", "impianto": "Impianto di produzione", "cabina": "Cabina di consegna (Art. 3)",
    "sottoscrizione": "Sottoscrizione", "allegato1": "Allegato 1 - Schema elettrico unifilare",
    "allegato2": "Allegato 2 - Regolazione delle protezioni", "allegato3": "Allegato 3 - Personale autorizzato",
    "allegato4": "Allegato 4 - Addendum Tecnico", "scheda": "Allegato 4 - Scheda Informazioni",
    "allegato5": "Allegato 5 - Apparecchiature sensibili o disturbanti", "allegato6": "Allegato 6 - Curve di capability",
    "allegato7": "Allegato 7 - Rischi specifici",
}  # fmt: skip
WHOLE, PAPERS = "Documento nel suo insieme", "Documenti che accompagnano il modulo"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that was issued; ``new``: by this call."""

    document: str
    operator: str
    place: Path
    message_id: str


def issue_letters(app: App) -> list[Letter]:
    """Issue the letters that are owed and return them; safe to be cut off and done again."""
    with app.database.read() as connection:
        owed = feedback.owed(connection)
        operators = all_operators(connection)
    made = [_issue(app, document, operators[document.operator]) for document in owed if document.operator in operators]
    lay_out_letters(app)
    return [letter for letter in made if letter is not None]


def _issue(app: App, document: Document, operator: OperatorRecord) -> Letter | None:
    findings = [f for f in map(finding_from_json, document.findings) if _for_the_sender(f)]
    digest = _digest(findings)
    issued = app.now().replace(microsecond=0)
    deadline = issued.date() + timedelta(days=app.settings.feedback_days)
    with app.database.read() as connection:
        if feedback.exists(connection, document.id, digest):
            return None
        lacking = awaited(connection, document)
    cut = pictures(app, document, findings)
    told = Feedback(
        operator_code=operator.code,
        recipient=operator.name,
        document=document.name,
        reference=document.id,
        received_at=document.received_at,
        issued_at=issued,
        groups=(*_groups(findings, cut), *_lacking(lacking)),
        pec=operator.pec,
        pod=pod_of(stored_reading(document)) or "",
        deadline=deadline,
    )
    pdf = feedback_pdf(told)
    identity = message_id(KIND, (document.id, digest), app.settings.pec_sender)
    mail = letter_mail(
        subject=f"Richiesta di rettifica - {_stem(document)}",
        body=_body(told),
        sender=app.settings.pec_sender,
        recipient=operator.pec,
        message_id=identity,
        sent_at=issued,
        attachments=((f"{file_name(document)}.pdf", "pdf", pdf),),
    )
    return _keep(app, document, digest, deadline, (pdf, mail), identity, operator)


def _keep(
    app: App,
    document: Document,
    digest: str,
    deadline: date,
    content: tuple[bytes, bytes],
    identity: str,
    operator: OperatorRecord,
) -> Letter | None:
    pdf, mail = (app.blobs.put(BytesIO(data)).sha256 for data in content)
    with app.database.write() as connection:
        if feedback.exists(connection, document.id, digest) or not feedback.still_refused(connection, document):
            return None  # another run was faster, or an analyst has decided otherwise meanwhile
        feedback.add(
            connection,
            document=document.id,
            digest=digest,
            operator=operator.code,
            issued_at=app.now(),
            deadline=deadline,
            pdf=pdf,
            message_id=identity,
        )
        outbox.enqueue(
            connection,
            message_id=identity,
            kind=KIND,
            operator=operator.code,
            file_name=f"{file_name(document)}_{digest[:8]}.eml",
            sha256=mail,
            recipients=[operator.pec],
            at=app.now(),
        )
        said = {"message_id": identity, "deadline": deadline.isoformat()}
        record(connection, [Event(app.now(), "feedback.issued", "sportello", operator.code, document.id, data=said)])
    return Letter(document.id, operator.code, _place(app, app.now().date(), document, digest), identity)


def lay_out_letters(app: App) -> None:
    """Put every issued letter where people look for it; what is there stays, what a kill left out is added."""
    with app.database.read() as connection:
        gone = erased(connection)
        for row, document in feedback.issued(connection):
            place = _place(app, row.issued_at.astimezone(app.now().tzinfo).date(), document, row.digest)
            if not place.exists() and row.pdf not in gone:
                write_file(place, [read_all(app.blobs, row.pdf)])


def _place(app: App, day: date, document: Document, digest: str) -> Path:
    return report_folder(app, day, document.operator) / f"{file_name(document)}_{digest[:8]}.pdf"


def file_name(document: Document) -> str:
    """Return the name of a letter's files, without ending."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "_" for c in _stem(document))
    return f"richiesta-di-rettifica_{plain[:60]}_{document.id[:8]}"


def _stem(document: Document) -> str:
    return PurePosixPath(document.name).stem


def _for_the_sender(finding: Finding) -> bool:
    """Tell whether the sender has to do something: summaries repeat what stands apart, light doubts are the desk's."""
    if finding.severity is Severity.UNVERIFIABLE:
        return finding.at_stake is Severity.BLOCKING
    return finding.code not in SUMMARIES


def _digest(findings: Iterable[Finding]) -> str:
    """Return a hash of what a letter says is wrong: the same verdict is told once."""
    blocking = sorted((f.code, f.fields, f.message) for f in findings if f.severity is Severity.BLOCKING)
    return hashlib.sha256(json.dumps(blocking, ensure_ascii=False).encode()).hexdigest()


def _groups(findings: list[Finding], cut: dict[int, bytes]) -> tuple[FeedbackGroup, ...]:
    groups: dict[str, list[FeedbackItem]] = {}
    for number, finding in enumerate(findings):
        part = part_of(finding.fields[0]) if finding.fields else ""
        groups.setdefault(part, []).append(_item(finding, cut.get(number)))
    order = {part: place for place, part in enumerate(SECTIONS)}
    parts = sorted(groups, key=lambda part: order.get(part, len(order)))
    return tuple(FeedbackGroup(TITLES.get(part, WHOLE), tuple(_weightiest(groups[part]))) for part in parts)


def _weightiest(items: list[FeedbackItem]) -> list[FeedbackItem]:
    order = list(Severity)
    return sorted(items, key=lambda item: order.index(item.severity))


def _item(finding: Finding, png: bytes | None) -> FeedbackItem:
    return FeedbackItem(
        code=finding.code,
        severity=finding.severity,
        message=finding.message,
        observed=finding.observed or "",
        expected=finding.expected or "",
        cure=finding.cure or "",
        source=str(finding.source),
        page=finding.page,
        crop_png=png,
    )


def _lacking(papers: Iterable[tuple[str, str, str]]) -> tuple[FeedbackGroup, ...]:
    items = tuple(
        FeedbackItem(
            code,
            Severity.WARNING,
            f"{title}: dovuta ({why}), non ancora pervenuta. Si può inviare da sola o con il modulo corretto.",
            source="Regolamento di Esercizio MT, Art. 14",
        )
        for code, title, why in papers
    )
    return (FeedbackGroup(PAPERS, items),) if items else ()


def _body(told: Feedback) -> str:
    until = shown_day(told.deadline) if told.deadline else ""
    lines = (
        f"Spett.le {told.recipient},",
        "",
        f"il modulo {told.document} (riferimento {told.reference}) non può essere accettato così com'è.",
        f"La richiesta di rettifica allegata elenca i punti da correggere, entro il {until}.",
        "",
        told.signature,
    )
    return "\n".join(lines) + "\n"
