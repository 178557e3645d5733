"""Stored forms for a replay: streamed with their JSON unparsed, because parsing is the work of whoever judges them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, cast, func, select

from domain.documents import Kind, State
from storage.tables import documents

_ENDED = (State.ACCEPTED.value, State.REJECTED.value, State.REVIEW.value)
_KINDS = (Kind.OPERATING_REGULATION.value, Kind.ARCHIVE.value)


@dataclass(frozen=True, slots=True)
class StoredForm:
    """A form that reached its end; ``form``, ``findings`` and ``facts`` are JSON texts (``null`` where there is none)."""

    id: str
    operator: str
    path: str
    state: State
    received_at: datetime
    form: str
    findings: str
    facts: str


def _chosen(operator: str | None) -> list[ColumnElement[Any]]:
    """Select the forms that reached their end; the parts in a zip are judged with the zip."""
    here = [
        documents.c.kind.in_(_KINDS),
        documents.c.state.in_(_ENDED),
        documents.c.parent.is_(None),
        # A JSON column holds "nothing" as the JSON null.
        func.coalesce(cast(documents.c.form, Text), "null") != "null",
    ]
    return here if operator is None else [*here, documents.c.operator == operator]


def count(connection: Connection, operator: str | None = None) -> int:
    """Return how many forms ``stream`` gives."""
    query = select(func.count()).select_from(documents).where(*_chosen(operator))
    return int(connection.execute(query).scalar_one())


def stream(connection: Connection, operator: str | None = None) -> Iterator[StoredForm]:
    """Yield the stored forms in order of receipt."""
    columns = (documents.c.form, documents.c.findings, documents.c.facts)
    query = (
        select(
            documents.c.id,
            documents.c.operator,
            documents.c.path,
            documents.c.state,
            documents.c.received_at,
            *(func.coalesce(cast(c, Text), "null") for c in columns),
        )
        .where(*_chosen(operator))
        .order_by(documents.c.serial)
    )
    for row in connection.execution_options(yield_per=500).execute(query):
        name, owner, path, state, received, form, findings, facts = row
        yield StoredForm(name, owner, path, State(state), received, form, findings, facts)
