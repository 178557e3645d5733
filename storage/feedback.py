"""Letters of rectification as issued, and the forms to which one is owed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, and_, func, or_, select

from domain.documents import Kind, State
from domain.records import Document
from storage import documents as ledger
from storage.tables import documents, feedback_letters

_FORMS = (Kind.OPERATING_REGULATION.value, Kind.ARCHIVE.value)


def owed(connection: Connection) -> list[Document]:
    """Return the refused forms whose verdict is newer than the last letter about them, oldest first."""
    told = (
        select(feedback_letters.c.document, func.max(feedback_letters.c.issued_at).label("at"))
        .group_by(feedback_letters.c.document)
        .subquery()
    )
    query = (
        select(documents)
        .outerjoin(told, told.c.document == documents.c.id)
        .where(
            documents.c.kind.in_(_FORMS),
            documents.c.state == State.REJECTED.value,
            or_(told.c.at.is_(None), told.c.at < documents.c.decided_at),
        )
        .order_by(documents.c.serial)
    )
    return [d for d in ledger.each(connection, query) if d.form]


def still_refused(connection: Connection, document: Document) -> bool:
    """Tell whether a document's verdict is the one that was read before."""
    query = select(documents.c.state, documents.c.decided_at).where(documents.c.id == document.id)
    row = connection.execute(query).one()
    return bool(row.state == State.REJECTED.value and row.decided_at == document.decided_at)


def exists(connection: Connection, document: str, digest: str) -> bool:
    """Tell whether a letter that says the same was issued."""
    same = and_(feedback_letters.c.document == document, feedback_letters.c.digest == digest)
    return connection.execute(select(feedback_letters.c.document).where(same)).first() is not None


def add(connection: Connection, **values: Any) -> None:
    """Enter a letter."""
    connection.execute(feedback_letters.insert().values(**values))


def issued(connection: Connection, document: str | None = None) -> Iterator[tuple[Row[Any], Document]]:
    """Yield every letter with its document, oldest first."""
    query = select(feedback_letters).order_by(feedback_letters.c.issued_at, feedback_letters.c.document)
    if document is not None:
        query = query.where(feedback_letters.c.document == document)
    for row in connection.execute(query).all():
        found = ledger.get(connection, row.document)
        if found is not None:
            yield row, found
