"""Does the ledger balance? What was received, by the event log, against where the documents stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, select, true

from domain.documents import Kind, State
from storage.tables import batches, documents, events

RECEIVED = "document.received"


@dataclass
class Counts:
    """``received`` by the event log, ``states`` by the documents."""

    received: int = 0
    states: dict[str, int] = field(default_factory=lambda: {s.value: 0 for s in State})

    @property
    def balanced(self) -> bool:
        """Whether every received document stands in exactly one of the known states."""
        return self.received == sum(self.states.get(s.value, 0) for s in State)

    def as_json(self) -> dict[str, Any]:
        """Return the counts as JSON values."""
        return {"received": self.received, **self.states, "balanced": self.balanced}


def grouped(connection: Connection, column: ColumnElement[Any]) -> dict[str, Counts]:
    """Return the counts by a column of the documents (operator, batch)."""
    found: dict[str, Counts] = {}
    for key, state, count in connection.execute(
        select(column, documents.c.state, func.count()).group_by(column, documents.c.state)
    ):
        found.setdefault(str(key), Counts()).states[state] = count
    join = events.join(documents, events.c.document == documents.c.id)
    query = select(column, func.count()).select_from(join).where(events.c.what == RECEIVED).group_by(column)
    for key, count in connection.execute(query):
        found.setdefault(str(key), Counts()).received = count
    return dict(sorted(found.items()))


def whole(connection: Connection) -> Counts:
    """Return the counts over everything."""
    counts = Counts()
    for state, count in connection.execute(select(documents.c.state, func.count()).group_by(documents.c.state)):
        counts.states[state] = count
    query = select(func.count()).select_from(events).where(events.c.what == RECEIVED)
    counts.received = connection.execute(query).scalar_one()
    return counts


def archives(connection: Connection, where: ColumnElement[bool] | None = None) -> list[dict[str, Any]]:
    """Return every opened archive: its id, path, entries that its directory named, and where its documents stand."""
    inside = documents.alias("inside")
    query = (
        select(
            documents.c.id,
            documents.c.operator,
            documents.c.path,
            documents.c.facts,
            inside.c.state,
            func.count(inside.c.id),
        )
        .select_from(documents.outerjoin(inside, inside.c.parent == documents.c.id))
        .where(
            documents.c.kind == Kind.ARCHIVE.value,
            documents.c.state == State.ACCEPTED.value,
            true() if where is None else where,
        )
        .group_by(
            documents.c.id,
            documents.c.operator,
            documents.c.path,
            documents.c.facts,
            inside.c.state,
            documents.c.serial,
        )
        .order_by(documents.c.serial)
    )
    found: dict[str, dict[str, Any]] = {}
    for identity, operator, path, facts, state, count in connection.execute(query):
        row = found.setdefault(
            identity,
            {
                "document": identity,
                "operator": operator,
                "path": path,
                "entries": int((facts or {}).get("entries", 0)),
                "states": {},
            },
        )
        if state is not None:
            row["states"][state] = count
    for row in found.values():
        row["balanced"] = row["entries"] == sum(row["states"].values())
    return list(found.values())


def runs(connection: Connection, limit: int = 20) -> list[dict[str, Any]]:
    """Return the newest batches with their counts."""
    counts = grouped(connection, documents.c.batch)
    query = select(batches).order_by(batches.c.started_at.desc(), batches.c.id.desc()).limit(limit)
    return [
        {
            "batch": row.id,
            "started_at": row.started_at,
            "finished_at": row.finished_at,
            **counts.get(row.id, Counts()).as_json(),
        }
        for row in connection.execute(query)
    ]


def gaps(connection: Connection, start: datetime, end: datetime, operator: str) -> list[str]:
    """Say what keeps the ledger of one operator from balancing between two instants; Italian, one line each."""
    told: list[str] = []
    window = and_(documents.c.received_at >= start, documents.c.received_at < end, documents.c.operator == operator)
    pending = select(documents.c.id, documents.c.path).where(window, documents.c.state == State.PENDING.value)
    told += [f"documento {row.id} ({row.path}): ancora in lavorazione" for row in connection.execute(pending)]
    lost = (
        select(events.c.document, events.c.data)
        .select_from(events.outerjoin(documents, events.c.document == documents.c.id))
        .where(events.c.what == RECEIVED, events.c.operator == operator, documents.c.id.is_(None))
    )
    told += [
        f"documento {row.document} ({(row.data or {}).get('path', '?')}): ricevuto, ma assente dal registro"
        for row in connection.execute(lost)
        if _of_window(row.data or {}, start, end)
    ]
    odd = select(documents.c.id, documents.c.path, documents.c.state).where(
        window, documents.c.state.not_in([s.value for s in State])
    )
    told += [f"documento {row.id} ({row.path}): stato '{row.state}' sconosciuto" for row in connection.execute(odd)]
    unlogged = (
        select(documents.c.id, documents.c.path)
        .select_from(documents.outerjoin(events, and_(events.c.document == documents.c.id, events.c.what == RECEIVED)))
        .where(window, events.c.seq.is_(None))
    )
    told += [f"documento {row.id} ({row.path}): presente senza ricezione" for row in connection.execute(unlogged)]
    told += [
        f"archivio {row['document']} ({row['path']}): {row['entries']} voci, {sum(row['states'].values())} documenti"
        for row in archives(connection, window)
        if not row["balanced"]
    ]
    return told


def _of_window(data: Mapping[str, Any], start: datetime, end: datetime) -> bool:
    """Tell whether a vanished document was uploaded in the window; one that does not say when counts everywhere."""
    said = data.get("received_at")
    return said is None or start <= datetime.fromisoformat(str(said)) < end
