"""Letters in the ledger: read as values of ``domain.letters``, downloaded, answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, func, select, update

from domain.letters import Letter, Proroga, Reply, Sollecito
from domain.names import parse_name
from domain.registers import LetterRecord
from storage.documents import replies_to
from storage.events import Event, record
from storage.tables import documents, downloads, letters, solleciti


def get_row(connection: Connection, operator: str, letter: str) -> Row[Any] | None:
    """Return the row of one operator's letter, or None."""
    query = select(letters).where(letters.c.operator == operator, letters.c.letter == letter)
    return connection.execute(query).first()


def named(connection: Connection, letter: str) -> list[Row[Any]]:
    """Return the rows of a letter, one for each operator that has it."""
    return list(connection.execute(select(letters).where(letters.c.letter == letter).order_by(letters.c.operator)))


def known_requests(connection: Connection, hashes: Iterable[str]) -> dict[str, list[str]]:
    """Return what letters of these files were found to ask, by SHA-256; files nobody has looked at are left out."""
    found: dict[str, list[str]] = {}
    wanted = sorted(hashes)
    for start in range(0, len(wanted), 400):
        query = select(letters.c.sha256, letters.c.requests).where(letters.c.sha256.in_(wanted[start : start + 400]))
        found.update({row.sha256: row.requests for row in connection.execute(query) if row.requests is not None})
    return found


def load(connection: Connection, row: Row[Any]) -> Letter:
    """Return a letter with its life: replies from the documents, solleciti from their table."""
    replies = tuple(_reply(d) for d in replies_to(connection, row.operator, row.letter)) if row.replies else ()
    reminders = tuple(
        Sollecito(s.ordinal, s.name, s.published_at, s.sha256)
        for s in connection.execute(
            select(solleciti)
            .where(solleciti.c.operator == row.operator, solleciti.c.letter == row.letter)
            .order_by(solleciti.c.ordinal)
        )
    )
    return _letter(row, replies, reminders)


def load_many(connection: Connection, rows: list[Row[Any]]) -> list[Letter]:
    """Return many letters with two further queries in all."""
    keys = [(row.operator, row.letter) for row in rows]
    answers: dict[tuple[str, str], list[Reply]] = {}
    reminders: dict[tuple[str, str], list[Sollecito]] = {}
    for start in range(0, len(keys), 400):  # SQLite takes a limited number of values in one statement
        part = keys[start : start + 400]
        names = [letter for _, letter in part]
        for d in connection.execute(
            select(documents)
            .where(
                documents.c.letter.in_(names),
                documents.c.kind == "reply",
                documents.c.state.in_(["accepted", "review"]),
            )
            .order_by(documents.c.received_at, documents.c.serial)
        ):
            answers.setdefault((d.operator, d.letter), []).append(_reply(d))
        for s in connection.execute(
            select(solleciti).where(solleciti.c.letter.in_(names)).order_by(solleciti.c.ordinal)
        ):
            reminders.setdefault((s.operator, s.letter), []).append(
                Sollecito(s.ordinal, s.name, s.published_at, s.sha256)
            )
    return [
        _letter(row, tuple(answers.get(key, ())), tuple(reminders.get(key, ())))
        for row, key in zip(rows, keys, strict=True)
    ]


def _reply(document: Any) -> Reply:
    name = parse_name(document.stored_as or "")
    judged = document.completeness or {}
    incomplete = judged.get("label", "") != "" if judged and not judged.get("review") else None
    return Reply(
        name.stem if name else document.stored_as or "",
        document.received_at,
        document.user,
        document.sha256 or "",
        incomplete=incomplete,
    )


def _letter(row: Row[Any], replies: tuple[Reply, ...], reminders: tuple[Sollecito, ...]) -> Letter:
    record_ = LetterRecord(
        operator=row.operator,
        letter=row.letter,
        published_at=row.published_at,
        main_addressee=row.main_addressee,
        case_id=row.case_id,
        case_type=row.case_type,
        supply=row.supply,
        service=row.service,
        topic=row.topic,
        subtopic=row.subtopic,
        client=row.client,
        address=row.address,
        term_days=row.term_days,
        special_procedure=row.special_procedure,
        file="",
        requests=tuple(row.requests) if row.requests else None,
    )
    extension = Proroga(row.extension_days, row.extension_at, row.extension_user) if row.extension_days else None
    return Letter(
        record_, row.downloaded_at, row.downloaded_by or "", replies, extension, reminders, row.note, row.sha256 or ""
    )


def rows(
    connection: Connection, *where: Any, order: Any = None, limit: int | None = None, offset: int = 0
) -> Iterator[Row[Any]]:
    """Yield rows of letters."""
    query = select(letters).where(*where).order_by(*(order or (letters.c.published_at, letters.c.letter)))
    if limit is not None:
        query = query.limit(limit).offset(offset)
    yield from connection.execution_options(yield_per=500).execute(query)


def mark_downloaded(connection: Connection, row: Row[Any], at: datetime, user: str) -> None:
    """Record a download; the first one moves the letter on (LET-16), later ones are only logged."""
    first = row.downloaded_at is None
    connection.execute(
        downloads.insert().values(operator=row.operator, letter=row.letter, at=at, user=user, first=first)
    )
    if first:
        connection.execute(
            update(letters)
            .where(
                letters.c.operator == row.operator, letters.c.letter == row.letter, letters.c.downloaded_at.is_(None)
            )
            .values(downloaded_at=at, downloaded_by=user)
        )
    record(connection, [Event(at, "letter.downloaded", user, row.operator, letter=row.letter, data={"first": first})])


def project_replies(connection: Connection, operator: str, letter: str) -> None:
    """Bring the letter's columns about replies in step with the documents; safe to repeat."""
    answers = replies_to(connection, operator, letter)
    last = answers[-1] if answers else None
    connection.execute(
        update(letters)
        .where(letters.c.operator == operator, letters.c.letter == letter)
        .values(
            replies=len(answers),
            reply=last.stored_as if last else None,
            first_reply_at=answers[0].received_at if answers else None,
            last_reply_at=last.received_at if last else None,
            reply_user=last.user if last else None,
            reply_document=last.id if last else None,
        )
    )


def count(connection: Connection, *where: Any) -> int:
    """Count letters."""
    return int(connection.execute(select(func.count()).select_from(letters).where(and_(True, *where))).scalar_one())
