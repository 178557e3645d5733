"""Documents in the ledger: received, claimed, kept. Every function works inside the caller's transaction."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, or_, select, update

from domain.documents import TERMINAL, Channel, Kind, State
from domain.export import finding_json, reasons_json
from domain.records import Document, Outcome, Receipt
from storage.events import Event, record
from storage.tables import attempts, documents


def with_ids(connection: Connection, receipts: list[Receipt]) -> list[Receipt]:
    """Give new receipts their ids: a hash of operator, path and bytes, and of how often that came before.

    The same inbox taken in on another day or machine gives the same ids, so exports can be compared.
    """
    seen: Counter[tuple[str, str, str | None]] = Counter()
    named = []
    for receipt in receipts:
        key = (receipt.operator, receipt.path, receipt.sha256)
        before = _times_before(connection, *key) + seen[key]
        seen[key] += 1
        digest = hashlib.sha256("\0".join((receipt.operator, receipt.path, receipt.sha256 or "", str(before))).encode())
        named.append(replace(receipt, id=digest.hexdigest()[:20]))
    return named


def _times_before(connection: Connection, operator: str, path: str, sha256: str | None) -> int:
    same_bytes = documents.c.sha256 == sha256 if sha256 else documents.c.sha256.is_(None)
    query = select(func.count()).where(same_bytes, documents.c.operator == operator, documents.c.path == path)
    return int(connection.execute(query).scalar_one())


def known_origin(connection: Connection, origin: str) -> bool:
    """Tell whether this very inbox file was received already (its removal was cut short)."""
    return connection.execute(select(documents.c.id).where(documents.c.origin == origin)).first() is not None


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
                data={"path": receipt.path, "sha256": receipt.sha256, "bytes": receipt.size, "parent": receipt.parent},
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


def claim(
    connection: Connection, owner: str, now: datetime, *, stage: int, count: int, lease: timedelta
) -> list[Document]:
    """Take up to ``count`` pending documents for ``owner``, oldest upload first; leases that ran out are taken over."""
    free = or_(documents.c.lease_owner.is_(None), documents.c.lease_owner == owner, documents.c.lease_until < now)
    chosen = (
        select(documents)
        .where(documents.c.state == State.PENDING.value, documents.c.stage == stage, free)
        .order_by(documents.c.received_at, documents.c.serial)
        .limit(count)
        .with_for_update(skip_locked=True)
    )
    found = [_document(row) for row in connection.execute(chosen)]
    if found:
        connection.execute(
            update(documents)
            .where(documents.c.id.in_([d.id for d in found]))
            .values(lease_owner=owner, lease_until=now + lease)
        )
    return found


def pending_channels(connection: Connection) -> list[Channel]:
    """Name the channels in which documents wait for their verdict."""
    query = select(documents.c.channel).where(documents.c.state == State.PENDING.value).distinct()
    return sorted(Channel(row[0]) for row in connection.execute(query))


def release(connection: Connection, owners: Iterable[str]) -> int:
    """Give back what dead owners had claimed; returns how many documents."""
    names = list(owners)
    if not names:
        return 0
    done = connection.execute(
        update(documents).where(documents.c.lease_owner.in_(names)).values(lease_owner=None, lease_until=None)
    )
    return done.rowcount


def lease_owners(connection: Connection) -> list[str]:
    """Name everybody who holds a document."""
    query = select(documents.c.lease_owner).where(documents.c.lease_owner.is_not(None)).distinct()
    return [row[0] for row in connection.execute(query)]


def keep(connection: Connection, document: Document, outcome: Outcome, *, at: datetime, batch: str, who: str) -> bool:
    """Write what was decided: the document's state, an attempt, an event.

    Returns False and writes nothing when the document has reached an end already: the first terminal state wins.
    """
    reasons, findings = reasons_json(outcome.findings), [finding_json(f) for f in outcome.findings]
    changed = connection.execute(
        update(documents)
        .where(documents.c.id == document.id, documents.c.state.not_in([s.value for s in TERMINAL]))
        .values(
            state=outcome.state.value,
            kind=outcome.kind.value,
            letter=outcome.letter,
            stored_as=outcome.stored_as,
            replaces=outcome.replaces,
            duplicate_of=outcome.duplicate_of,
            reasons=reasons,
            findings=findings,
            attachments=[dict(a) for a in outcome.attachments],
            form=outcome.form,
            completeness=outcome.completeness,
            facts={**(document.facts or {}), **outcome.facts},
            decided_at=at,
            lease_owner=None,
            lease_until=None,
        )
    )
    if changed.rowcount == 0:
        return False
    add_attempt(connection, document.id, batch, at, outcome.state.value, outcome.diagnosis, reasons, findings)
    event = Event(
        at, f"document.{outcome.state.value}", who, document.operator, document.id, outcome.letter, {"reasons": reasons}
    )
    record(connection, [event])
    return True


def add_attempt(
    connection: Connection,
    document: str,
    batch: str,
    at: datetime,
    outcome: str,
    diagnosis: str | None,
    reasons: list[dict[str, str]],
    findings: list[dict[str, Any]],
) -> None:
    """Append an attempt: what came out, and how the verdict read at that time."""
    connection.execute(
        attempts.insert().values(
            document=document,
            batch=batch,
            at=at,
            outcome=outcome,
            diagnosis=diagnosis,
            verdict={"reasons": reasons, "findings": findings},
        )
    )


def reopen(connection: Connection, ids: Iterable[str], *, at: datetime, who: str, why: str) -> int:
    """Put documents back to pending for another attempt; their earlier attempts stay. Returns how many."""
    count = 0
    for document in list(ids):
        row = connection.execute(select(documents).where(documents.c.id == document)).first()
        if row is None or row.state == State.PENDING.value:
            continue
        connection.execute(
            update(documents)
            .where(documents.c.id == document)
            .values(state=State.PENDING.value, lease_owner=None, lease_until=None, decided_at=None)
        )
        record(connection, [Event(at, "document.reopened", who, row.operator, document, row.letter, {"why": why})])
        count += 1
    return count


def entry_paths(connection: Connection, parent: str) -> set[str]:
    """Return the paths of an archive's entries that are in the ledger already."""
    return {row[0] for row in connection.execute(select(documents.c.path).where(documents.c.parent == parent))}


def replies_to(connection: Connection, operator: str, letter: str) -> list[Document]:
    """Return the accepted replies to a letter, in order of upload."""
    query = (
        select(documents)
        .where(
            documents.c.operator == operator,
            documents.c.letter == letter,
            documents.c.kind == Kind.REPLY.value,
            documents.c.state.in_([State.ACCEPTED.value, State.REVIEW.value]),
        )
        .order_by(documents.c.received_at, documents.c.serial)
    )
    return [_document(row) for row in connection.execute(query)]


def failures(connection: Connection, document: str) -> int:
    """Count the earlier attempts that ended in a technical error."""
    query = select(func.count()).where(attempts.c.document == document, attempts.c.outcome == State.ERROR.value)
    return int(connection.execute(query).scalar_one())


def failed(connection: Connection, batch: str | None = None) -> list[str]:
    """Name the documents in error, of one batch or of all, in order of receipt."""
    query = select(documents.c.id).where(documents.c.state == State.ERROR.value).order_by(documents.c.serial)
    if batch is not None:
        query = query.where(documents.c.batch == batch)
    return [row[0] for row in connection.execute(query)]


def failed_once(connection: Connection) -> list[str]:
    """Name the documents in error that were tried only once: the nightly run gives them a second try by itself."""
    return [document for document in failed(connection) if failures(connection, document) == 1]


def find_twin(connection: Connection, document: Document, letter: str | None) -> str | None:
    """Return the id of an earlier upload of the same bytes for the same purpose that was not refused, or None.

    Purpose: operator and channel, and for replies the letter. A refused upload may be sent again as it is, for
    instance after the letter has been downloaded, so it is nobody's first.
    """
    same = [
        documents.c.sha256 == document.sha256,
        documents.c.operator == document.operator,
        documents.c.channel == document.channel.value,
        documents.c.id != document.id,
        or_(
            documents.c.received_at < document.received_at,
            and_(documents.c.received_at == document.received_at, documents.c.serial < document.serial),
        ),
        documents.c.state.in_([s.value for s in (State.ACCEPTED, State.REVIEW, State.ERROR)]),
        documents.c.kind != Kind.ARCHIVE.value,
    ]
    if letter is not None:
        same.append(documents.c.letter == letter)
    query = select(documents.c.id).where(*same).order_by(documents.c.received_at, documents.c.serial).limit(1)
    return connection.execute(query).scalar()


def find_twin_archive(connection: Connection, document: Document) -> str | None:
    """Return an earlier archive of the same bytes none of whose entries was refused, or None."""
    inside = documents.alias()
    refused = select(inside.c.id).where(
        inside.c.parent == documents.c.id,
        inside.c.state.in_([State.REJECTED.value, State.PENDING.value, State.ERROR.value]),
    )
    query = (
        select(documents.c.id)
        .where(
            documents.c.sha256 == document.sha256,
            documents.c.operator == document.operator,
            documents.c.channel == document.channel.value,
            documents.c.kind == Kind.ARCHIVE.value,
            documents.c.state == State.ACCEPTED.value,
            documents.c.serial < document.serial,
            ~refused.exists(),
        )
        .order_by(documents.c.serial)
        .limit(1)
    )
    return connection.execute(query).scalar()


def get(connection: Connection, document: str) -> Document | None:
    """Return one document by its id (or a unique beginning of it, at least six characters)."""
    row = connection.execute(select(documents).where(documents.c.id == document)).first()
    if row is None and len(document) >= 6:
        rows = connection.execute(select(documents).where(documents.c.id.startswith(document)).limit(2)).all()
        row = rows[0] if len(rows) == 1 else None
    return None if row is None else _document(row)


def attempts_of(connection: Connection, document: str) -> list[Mapping[str, Any]]:
    """Return a document's attempts in order: at, batch, outcome, diagnosis, verdict."""
    query = select(attempts).where(attempts.c.document == document).order_by(attempts.c.id)
    return [dict(row) for row in connection.execute(query).mappings()]


def each(connection: Connection, query: Select[Any] | None = None) -> Iterator[Document]:
    """Stream documents in order of receipt, or those of ``query``."""
    chosen = select(documents).order_by(documents.c.serial) if query is None else query
    for row in connection.execution_options(yield_per=500).execute(chosen):
        yield _document(row)


def _document(row: Row[Any]) -> Document:
    return Document(
        id=row.id,
        serial=row.serial,
        batch=row.batch,
        operator=row.operator,
        channel=Channel(row.channel),
        path=row.path,
        name=row.name,
        sha256=row.sha256,
        size=row.bytes,
        received_at=row.received_at,
        taken_at=row.taken_at,
        user=row.user,
        state=State(row.state),
        kind=Kind(row.kind),
        parent=row.parent,
        entry=row.entry,
        letter=row.letter,
        stored_as=row.stored_as,
        replaces=row.replaces,
        duplicate_of=row.duplicate_of,
        reasons=tuple(row.reasons or ()),
        findings=tuple(row.findings or ()),
        attachments=tuple(row.attachments or ()),
        form=row.form,
        completeness=row.completeness,
        facts=row.facts,
        decided_at=row.decided_at,
    )
