"""A zip of annexes: its entries are read one by one, then the archive is judged as one form.

The archive waits (stage 2) until every entry has its end; then its form is put together from what the entries hold,
without opening any file again.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, select, update

from domain.assembly import assembled
from domain.documents import Channel, Kind, State
from domain.export import reading_from_json
from domain.findings import Finding, Severity, Source
from domain.records import Document, Outcome
from sportello.forms.plants import own_papers
from sportello.forms.upload import Content, judge_upload
from storage import decisions, documents
from storage.tables import documents as table

#: The stage in which archives wait for their entries.
LAST = 2

NO_FORM = Finding(
    "MOD-11",
    Severity.UNVERIFIABLE,
    "Nessun file dell'archivio è stato riconosciuto come parte di un modulo.",
    Source("Regolamento di Esercizio MT", "intestazioni"),
    expected="un Regolamento di Esercizio MT, intero o un file per allegato",
    cure="Un analista verifica di che documenti si tratta.",
    at_stake=Severity.BLOCKING,
)


def waits_for_entries(document: Document, verdict_: Outcome) -> bool:
    """Tell whether an archive's verdict must wait: it brings the parts of one form, and they are not read yet."""
    opened = verdict_.kind is Kind.ARCHIVE and verdict_.state is State.ACCEPTED
    return opened and document.channel is Channel.MODULI and not is_assembly(document)


def is_assembly(document: Document) -> bool:
    """Tell whether an archive's entries are in the ledger and only its form is still to be put together."""
    return bool((document.facts or {}).get("assemble"))


def postpone(connection: Connection, document: Document, outcome: Outcome) -> None:
    """Let an opened archive wait for its entries."""
    facts = {**(document.facts or {}), **outcome.facts, "assemble": True}
    connection.execute(
        update(table)
        .where(table.c.id == document.id)
        .values(stage=LAST, facts=facts, kind=Kind.ARCHIVE.value, lease_owner=None, lease_until=None)
    )


def assemble(connection: Connection, document: Document) -> Outcome:
    """Return the archive's verdict as one form. Entries that did not come in are told in their own documents."""
    query = select(table).where(table.c.parent == document.id, table.c.state != State.DUPLICATE.value)
    entries = list(documents.each(connection, query.order_by(table.c.serial)))
    parts = [reading_from_json(e.form) for e in entries if e.form and e.state is State.ACCEPTED]
    base = Outcome(State.ACCEPTED, Kind.ARCHIVE, facts=dict(document.facts or {}))
    if any(e.state is State.ERROR for e in entries):
        return replace(base, state=State.ERROR, diagnosis="una voce dell'archivio è finita in errore tecnico")
    papers = tuple(p for e in entries if e.state is State.ACCEPTED for p in own_papers(e))
    if not parts and not papers:
        refused = all(e.state is State.REJECTED for e in entries)
        return base if refused else replace(base, state=State.REVIEW, findings=(NO_FORM,))
    case = {key: value for e in entries for key, value in (e.facts or {}).get("case", {}).items()}
    content = Content(assembled(parts) if parts else None, papers, case)
    return judge_upload(connection, document, base, content, decisions.of(connection, document.id), document.taken_at)
