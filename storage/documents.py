"""Documents in the ledger: claimed, kept, looked up. Every function works inside the caller's transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, or_, select, update

from domain.documents import TERMINAL, Channel, Kind, State
from domain.export import finding_json, reasons_json
from domain.records import Document, Outcome
from storage.events import Event, record
from storage.slices import slices
from storage.tables import attempts, documents


def claim(
    connection: Connection, owner: str, now: datetime, *, stage: int, count: int, lease: timedelta
) -> list[Document]:
    """Take up to ``count`` pending documents for ``owner``, oldest upload first; leases that ran out are taken over.

    Nothing is given of a sender whose documents somebody else has in hand: a verdict depends on those before it
    (the first of two twins, the first reply to a letter), so one sender's documents are judged by one process at a time.
    """
    other = documents.alias("other")
    busy = select(other.c.operator).where(
        other.c.state == State.PENDING.value, other.c.lease_owner != owner, other.c.lease_until >= now
    )
    chosen = (
        select(documents)
        .where(documents.c.state == State.PENDING.value, documents.c.stage == stage, documents.c.operator.not_in(busy))
        .order_by(documents.c.received_at, documents.c.serial)
        .limit(count)
    )
    found = [_document(row) for row in connection.execute(chosen)]
    if found:
        connection.execute(
            update(documents)
            .where(documents.c.id.in_([d.id for d in found]))
            .values(lease_owner=owner, lease_until=now + lease)
        )
    return found


def renew(connection: Connection, owner: str, until: datetime) -> None:
    """Prolong the leases that ``owner`` holds: a long chunk is not taken over while its owner works on it."""
    connection.execute(
        update(documents)
        .where(documents.c.lease_owner == owner, documents.c.state == State.PENDING.value)
        .values(lease_until=until)
    )


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


def failures(connection: Connection, chosen: Iterable[str]) -> Counter[str]:
    """Count, for each document that has any, the earlier attempts that ended in a technical error."""
    found: Counter[str] = Counter()
    for part in slices(list(chosen)):
        query = (
            select(attempts.c.document, func.count())
            .where(attempts.c.document.in_(part), attempts.c.outcome == State.ERROR.value)
            .group_by(attempts.c.document)
        )
        found.update({row[0]: row[1] for row in connection.execute(query)})
    return found


def failed(connection: Connection, batch: str | None = None) -> list[str]:
    """Name the documents in error, of one batch or of all, in order of receipt."""
    query = select(documents.c.id).where(documents.c.state == State.ERROR.value).order_by(documents.c.serial)
    if batch is not None:
        query = query.where(documents.c.batch == batch)
    return [row[0] for row in connection.execute(query)]


def failed_once(connection: Connection) -> list[str]:
    """Name the documents in error that were tried only once: the nightly run gives them a second try by itself."""
    ids = failed(connection)
    counted = failures(connection, ids)
    return [document for document in ids if counted[document] == 1]


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
        rows = connection.execute(
            select(documents).where(documents.c.id.startswith(document, autoescape=True)).limit(2)
        ).all()
        row = rows[0] if len(rows) == 1 else None
    return None if row is None else _document(row)


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
        dated_at=row.dated_at,
    )
