"""The event log: append-only, each row's digest covers the digest before it.

People's data stand in ``who`` and ``data`` only. The chain covers their seal (a salted hash), not the words: they can
be erased where data-protection law asks for it, and the chain still proves everything else. Every erasure is an event
itself and names the rows, so that a row erased in silence is found.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from storage.tables import events

#: What the first event's digest covers in place of an earlier one.
GENESIS = "0" * 64
#: The event that names the rows whose personal data were erased.
ERASED = "person.forgotten"


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
        last = last or head(connection)[1]
        salt = secrets.token_hex(16)
        seal = seal_of(salt, event.who, event.data)
        last = digest_of(event, seal, last)
        rows.append(
            {
                "at": event.at,
                "what": event.what,
                "who": event.who,
                "operator": event.operator,
                "document": event.document,
                "letter": event.letter,
                "data": dict(event.data),
                "salt": salt,
                "seal": seal,
                "digest": last,
            }
        )
    if rows:
        connection.execute(events.insert(), rows)


def seal_of(salt: str, who: str, data: Mapping[str, Any]) -> str:
    """Return the SHA-256 that stands for ``who`` and ``data`` in the chain; without the salt nobody can guess them."""
    return _hash([salt, who, dict(data)])


def digest_of(event: Event, seal: str, before: str) -> str:
    """Return the SHA-256 over the digest ``before``, the lasting parts of ``event`` and the ``seal`` of the others."""
    at = event.at.astimezone(UTC).isoformat()
    return _hash([before, at, event.what, event.operator, event.document, event.letter, seal])


def _hash(parts: list[Any]) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def head(connection: Connection) -> tuple[int, str]:
    """Return number and digest of the newest event; 0 and ``GENESIS`` when there is none."""
    row = connection.execute(select(events.c.seq, events.c.digest).order_by(events.c.seq.desc()).limit(1)).first()
    return (row.seq, row.digest) if row else (0, GENESIS)


def first_broken(connection: Connection) -> int | None:
    """Return the number of the first event that does not follow from those before it, or was erased in silence."""
    before = GENESIS
    erased: set[int] = set()
    named: set[int] = set()
    for row in connection.execute(select(events).order_by(events.c.seq).execution_options(yield_per=1000)):
        event = Event(row.at, row.what, row.who, row.operator, row.document, row.letter, row.data or {})
        before = digest_of(event, row.seal, before)
        if before != row.digest or (row.salt is not None and row.seal != seal_of(row.salt, row.who, event.data)):
            return int(row.seq)
        if row.salt is None:
            erased.add(row.seq)
        if row.what == ERASED:
            named.update(event.data.get("events", ()))
    return min(erased - named, default=None)


def erase(connection: Connection, row: Row[Any], who: str, data: Mapping[str, Any]) -> None:
    """Put what is left of ``who`` and ``data`` in their place; the caller records an event that names the row."""
    connection.execute(update(events).where(events.c.seq == row.seq).values(salt=None, who=who, data=dict(data)))
