"""What analysts decided about documents: kept for ever, applied at every attempt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select, update

from domain.decisions import Decision
from domain.documents import Kind, State
from domain.export import finding_json, reasons_json
from domain.records import Document, Outcome
from storage.documents import add_attempt, each
from storage.events import Event, record
from storage.slices import slices
from storage.tables import decisions, documents


def add(connection: Connection, document: Document, decision: Decision) -> None:
    """Enter a decision, with its event."""
    connection.execute(
        decisions.insert().values(
            document=document.id,
            name=decision.name,
            value=decision.value,
            who=decision.who,
            at=decision.at,
            note=decision.note,
        )
    )
    said = {"name": decision.name, "value": decision.value, "note": decision.note}
    record(
        connection,
        [Event(decision.at, "review.decided", decision.who, document.operator, document.id, document.letter, said)],
    )


def of(connection: Connection, document: str) -> tuple[Decision, ...]:
    """Return a document's decisions, oldest first."""
    query = select(decisions).where(decisions.c.document == document).order_by(decisions.c.id)
    return tuple(Decision(r.name, r.value, r.who, r.at, r.note) for r in connection.execute(query))


def of_each(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[Decision, ...]]:
    """Return the decisions on some documents, those without any left out."""
    found: dict[str, tuple[Decision, ...]] = {}
    for part in slices(list(ids)):
        query = select(decisions).where(decisions.c.document.in_(part)).order_by(decisions.c.id)
        for r in connection.execute(query):
            found[r.document] = (*found.get(r.document, ()), Decision(r.name, r.value, r.who, r.at, r.note))
    return found


def all_of(connection: Connection) -> dict[str, tuple[Decision, ...]]:
    """Return every document's decisions, oldest first."""
    found: dict[str, tuple[Decision, ...]] = {}
    for r in connection.execute(select(decisions).order_by(decisions.c.id)):
        found[r.document] = (*found.get(r.document, ()), Decision(r.name, r.value, r.who, r.at, r.note))
    return found


def waiting() -> ColumnElement[bool]:
    """Say which documents wait for an analyst: those in review, and accepted replies whose class is only proposed."""
    proposed = documents.c.completeness["review"].as_boolean()
    reply = and_(documents.c.kind == Kind.REPLY.value, documents.c.state == State.ACCEPTED.value, proposed)
    return or_(documents.c.state == State.REVIEW.value, reply)


def to_review(connection: Connection, operator: str | None) -> list[Document]:
    """Return the documents that wait for an analyst, oldest upload first."""
    query = select(documents).where(waiting()).order_by(documents.c.received_at, documents.c.serial)
    if operator is not None:
        query = query.where(documents.c.operator == operator)
    return list(each(connection, query))


def settle(connection: Connection, document: Document, outcome: Outcome, *, at: datetime, who: str) -> None:
    """Write what follows from an analyst's decision on a document that had reached its end: an attempt of its own."""
    reasons, findings = reasons_json(outcome.findings), [finding_json(f) for f in outcome.findings]
    connection.execute(
        update(documents)
        .where(documents.c.id == document.id)
        .values(
            state=outcome.state.value,
            reasons=reasons,
            findings=findings,
            form=outcome.form,
            completeness=outcome.completeness,
            decided_at=at,
        )
    )
    add_attempt(connection, document.id, document.batch, at, outcome.state.value, f"deciso da {who}", reasons, findings)
    said: dict[str, Any] = {"reasons": reasons, "label": (outcome.completeness or {}).get("label")}
    record(connection, [Event(at, f"document.{outcome.state.value}", who, document.operator, document.id, None, said)])
