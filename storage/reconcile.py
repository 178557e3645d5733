"""What the ledger says against what lies in the stores: every difference, for ``sportello doctor``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, select

from domain.documents import State
from storage.blobs import CHUNK, Blobs
from storage.owners import is_dead
from storage.papers import erased
from storage.tables import documents, events, letters, metadata

#: Columns that hold the SHA-256 of a blob, wherever they occur.
BLOB_COLUMNS = frozenset({"sha256", "sidecar", "pdf", "xlsx"})


def wanted_blobs(connection: Connection) -> dict[str, str]:
    """Return every SHA-256 that some row needs, with the first table and column that needs it; not what was erased."""
    found: dict[str, str] = {}
    gone = erased(connection)
    for table in metadata.sorted_tables:
        for column in table.columns:
            if column.name in BLOB_COLUMNS:
                query = select(column).where(column.is_not(None)).distinct()
                if table is documents:
                    query = select(column, documents.c.facts).where(column.is_not(None))
                for row in connection.execute(query):
                    if table is documents and (row.facts or {}).get("forgotten"):
                        continue
                    if row[0] not in gone:
                        found.setdefault(str(row[0]), f"{table.name}.{column.name}")
    return found


def digest_of_blob(blobs: Blobs, sha256: str) -> str | None:
    """Return the SHA-256 of the bytes that lie under ``sha256``, read as a stream; None when nothing does."""
    stream = blobs.open(sha256)
    if stream is None:
        return None
    digest = hashlib.sha256()
    with stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def stale_leases(connection: Connection, now: datetime) -> dict[str, int]:
    """Count the pending documents held by owners that are dead or late, by owner."""
    held = select(documents.c.lease_owner, documents.c.lease_until).where(
        documents.c.state == State.PENDING.value, documents.c.lease_owner.is_not(None)
    )
    found: dict[str, int] = {}
    for owner, until in connection.execute(held):
        if is_dead(owner) or until is None or until < now:
            found[owner] = found.get(owner, 0) + 1
    return found


def unlogged(connection: Connection) -> list[str]:
    """Name the documents whose receipt no event tells."""
    told = select(events.c.document).where(events.c.what == "document.received")
    return [row.id for row in connection.execute(select(documents.c.id).where(documents.c.id.not_in(told)))]


def answered_letters(connection: Connection) -> Iterator[tuple[str, str]]:
    """Yield operator and letter wherever a letter has, or should have, replies."""
    by_letter = select(letters.c.operator, letters.c.letter).where(letters.c.replies > 0)
    by_reply = select(documents.c.operator, documents.c.letter).where(
        documents.c.letter.is_not(None), documents.c.kind == "reply"
    )
    keys = {tuple(row) for query in (by_letter, by_reply) for row in connection.execute(query)}
    yield from sorted(keys)
