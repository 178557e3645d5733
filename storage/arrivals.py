"""New documents in the ledger: named, known again after a crash, entered with their event."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC
from typing import Any

from sqlalchemy import Connection, func, select

from domain.documents import Kind, State
from domain.export import finding_json
from domain.records import Receipt
from storage.events import Event, record
from storage.slices import slices
from storage.tables import documents


def with_ids(connection: Connection, receipts: list[Receipt]) -> list[Receipt]:
    """Give new receipts their ids: a hash of operator, path and bytes, and of how often that came before.

    The same inbox taken in on another day or machine gives the same ids, so exports can be compared.
    """
    seen = _times_before(connection, receipts)
    named = []
    for receipt in receipts:
        key = (receipt.operator, receipt.path, receipt.sha256)
        before = seen[key]
        seen[key] += 1
        digest = hashlib.sha256("\0".join((receipt.operator, receipt.path, receipt.sha256 or "", str(before))).encode())
        named.append(replace(receipt, id=digest.hexdigest()[:20]))
    return named


def _times_before(connection: Connection, receipts: list[Receipt]) -> Counter[tuple[str, str, str | None]]:
    """Count how often each receipt's operator, path and bytes came before, in a few queries for all of them."""
    found: Counter[tuple[str, str, str | None]] = Counter()
    columns = (documents.c.operator, documents.c.path, documents.c.sha256)
    for part in slices(sorted({r.sha256 for r in receipts if r.sha256})):
        found.update(tuple(row) for row in connection.execute(select(*columns).where(documents.c.sha256.in_(part))))
    for operator, path in {(r.operator, r.path) for r in receipts if r.sha256 is None}:
        same = (documents.c.sha256.is_(None), documents.c.operator == operator, documents.c.path == path)
        found[operator, path, None] = connection.execute(select(func.count()).where(*same)).scalar_one()
    return found


def known_origins(connection: Connection, origins: Iterable[str]) -> set[str]:
    """Return those of ``origins`` that were received already (their removal from the inbox was cut short)."""
    known: set[str] = set()
    for part in slices(list(origins)):
        query = select(documents.c.origin).where(documents.c.origin.in_(part))
        known.update(row[0] for row in connection.execute(query))
    return known


def receive(connection: Connection, receipts: Iterable[Receipt]) -> None:
    """Enter new documents as pending, with their event."""
    serial = connection.execute(select(func.coalesce(func.max(documents.c.serial), 0))).scalar_one()
    rows, happened = [], []
    for receipt in receipts:
        serial += 1
        rows.append(_new_row(receipt, serial))
        happened.append(
            Event(
                receipt.taken_at,
                "document.received",
                receipt.user,
                receipt.operator,
                receipt.id,
                data={
                    "path": receipt.path,
                    "sha256": receipt.sha256,
                    "bytes": receipt.size,
                    "parent": receipt.parent,
                    "received_at": receipt.received_at.astimezone(UTC).isoformat(),
                },
            )
        )
    if rows:
        connection.execute(documents.insert(), rows)
        record(connection, happened)


def _new_row(receipt: Receipt, serial: int) -> dict[str, Any]:
    return {
        "id": receipt.id,
        "serial": serial,
        "batch": receipt.batch,
        "parent": receipt.parent,
        "operator": receipt.operator,
        "channel": receipt.channel.value,
        "path": receipt.path,
        "name": receipt.name,
        "origin": receipt.origin,
        "sha256": receipt.sha256,
        "bytes": receipt.size,
        "received_at": receipt.received_at,
        "taken_at": receipt.taken_at,
        "user": receipt.user,
        "sidecar": receipt.sidecar,
        "state": State.PENDING.value,
        "stage": receipt.stage,
        "kind": Kind.UNKNOWN.value,
        "entry": dict(receipt.entry) if receipt.entry is not None else None,
        "facts": {"notices": [finding_json(n) for n in receipt.notices]} if receipt.notices else None,
    }


def entries_entered(connection: Connection, archive: str) -> set[int]:
    """Return the places, in the archive's directory, of the entries that have their document already."""
    query = select(documents.c.entry).where(documents.c.parent == archive)
    return {int(row.entry["index"]) for row in connection.execute(query)}
