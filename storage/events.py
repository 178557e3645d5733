"""The event log: append-only, each row's digest covers the digest before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select

from storage.tables import events

#: What the first event's digest covers in place of an earlier one.
GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: ``what`` in English, ``who`` (user or ``sportello``), and to what."""

    at: datetime
    what: str
    who: str = "sportello"
    operator: str | None = None
    document: str | None = None
    letter: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


def record(connection: Connection, happened: Iterable[Event]) -> None:
    """Append events in their order, inside the caller's writing transaction."""
    rows, last = [], None
    for event in happened:
        last = last or _last_digest(connection)
        last = digest_of(event, last)
        rows.append(
            {
                "at": event.at,
                "what": event.what,
                "who": event.who,
                "operator": event.operator,
                "document": event.document,
                "letter": event.letter,
                "data": dict(event.data),
                "digest": last,
            }
        )
    if rows:
        connection.execute(events.insert(), rows)


def digest_of(event: Event, before: str) -> str:
    """Return the SHA-256 over the digest ``before`` and every part of ``event``."""
    parts = [
        before,
        event.at.astimezone(UTC).isoformat(),
        event.what,
        event.who,
        event.operator,
        event.document,
        event.letter,
        dict(event.data),
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def first_broken(connection: Connection) -> int | None:
    """Return the number of the first event whose digest does not follow from those before it, or None."""
    before = GENESIS
    for row in connection.execute(select(events).order_by(events.c.seq)):
        event = Event(row.at, row.what, row.who, row.operator, row.document, row.letter, row.data or {})
        before = digest_of(event, before)
        if before != row.digest:
            return int(row.seq)
    return None


def _last_digest(connection: Connection) -> str:
    found = connection.execute(select(events.c.digest).order_by(events.c.seq.desc()).limit(1)).scalar()
    return found or GENESIS
