"""Every document as the contract's JSON object (section 6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from domain.documents import Kind, State
from domain.export import finding_from_json, verdict_json
from domain.records import Document
from domain.registers import ROME
from sportello.app import App
from storage import documents
from storage.tables import attempts, events

#: What bears a name in the portal; a refused form keeps its own in the ledger for the day its verdict changes.
_SHOWN = frozenset({State.ACCEPTED, State.REVIEW})
#: Attempts read at a time.
CHUNK = 400


def document_json(document: Document, tries: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a document as in ``export``; keys that do not apply are absent."""
    full: dict[str, Any] = {
        "document": document.id,
        "batch": document.batch,
        "operator": document.operator,
        "channel": document.channel.value,
        "path": document.path,
        "sha256": document.sha256,
        "bytes": document.size,
        "received_at": document.received_at.astimezone(ROME).isoformat(),
        "user": document.user,
        "state": document.state.value,
        "kind": document.kind.value,
        "stored_as": document.stored_as if document.state in _SHOWN else None,
        "letter": document.letter,
        "parent": document.parent,
        "duplicate_of": document.duplicate_of,
        "reasons": list(document.reasons),
        "attachments": list(document.attachments) or None,
        "completeness": document.completeness,
        "form": document.form,
        "verdict": _verdict(document),
        "findings": list(document.findings),
        "attempts": tries,
    }
    shown = {key: value for key, value in full.items() if value is not None}
    if document.kind is Kind.REPLY and document.stored_as:
        shown["replaces"] = document.replaces  # null: the first reply
    return shown


def _verdict(document: Document) -> dict[str, list[str]] | None:
    """Return what decides the verdict on a form; None where there is none."""
    if document.form is None or document.state not in {State.ACCEPTED, State.REJECTED, State.REVIEW}:
        return None
    return verdict_json([finding_from_json(f) for f in document.findings], document.state)


def export_documents(app: App) -> Iterator[dict[str, Any]]:
    """Yield every document in order of receipt; one pass, memory does not grow with their number."""
    with app.database.read() as connection:
        waiting: list[Document] = []
        for document in documents.each(connection):
            waiting.append(document)
            if len(waiting) == CHUNK:
                yield from _with_attempts(app, waiting)
                waiting = []
        yield from _with_attempts(app, waiting)


def _with_attempts(app: App, chunk: list[Document]) -> Iterator[dict[str, Any]]:
    tries: dict[str, list[dict[str, Any]]] = {}
    with app.database.read() as connection:
        query = select(attempts).where(attempts.c.document.in_([d.id for d in chunk])).order_by(attempts.c.id)
        for row in connection.execute(query):
            tries.setdefault(row.document, []).append(_attempt(row))
    for document in chunk:
        yield document_json(document, tries.get(document.id, []))


def _attempt(row: Any) -> dict[str, Any]:
    said = {"at": row.at.astimezone(ROME).isoformat(), "outcome": row.outcome}
    if row.diagnosis:
        said["diagnosis"] = row.diagnosis
    return said


def one_document(app: App, name: str) -> dict[str, Any] | None:
    """Return one document with its events, or None."""
    with app.database.read() as connection:
        document = documents.get(connection, name)
        if document is None:
            return None
        query = select(events).where(events.c.document == document.id).order_by(events.c.seq)
        story = [
            {"at": row.at.astimezone(ROME).isoformat(), "what": row.what, "who": row.who, "data": row.data}
            for row in connection.execute(query)
        ]
    return {**next(_with_attempts(app, [document])), "facts": document.facts or {}, "events": story}
