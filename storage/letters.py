"""Letters in the ledger: read as values of ``domain.letters``, downloaded, answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, func, select, update

from domain.letters import Letter, Proroga, Reply, Sollecito
from domain.names import parse_name
from domain.registers import LetterRecord
from storage.documents import replies_to
from storage.events import Event, record
from storage.slices import slices
from storage.tables import documents, downloads, letters, solleciti


def get_row(connection: Connection, operator: str, letter: str) -> Row[Any] | None:
    """Return the row of one operator's letter, or None."""
    query = select(letters).where(letters.c.operator == operator, letters.c.letter == letter)
    return connection.execute(query).first()


def named(connection: Connection, letter: str) -> list[Row[Any]]:
    """Return the rows of a letter, one for each operator that has it."""
    return list(connection.execute(select(letters).where(letters.c.letter == letter).order_by(letters.c.operator)))


def any_at_all(connection: Connection) -> bool:
    """Tell whether the register holds a letter."""
    return connection.execute(select(letters.c.letter).limit(1)).first() is not None


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


def load_keys(connection: Connection, keys: list[tuple[str, str]]) -> list[Letter]:
    """Return the letters of these (operator, letter) in their order; one that is not there is left out."""
    found: dict[tuple[str, str], Letter] = {}
    for part in slices(keys):
        # By name alone: SQLite looks up no pair of a list by an index, it reads the table through.
        wanted, named_so = set(part), letters.c.letter.in_([letter for _, letter in part])
        rows_ = [r for r in connection.execute(select(letters).where(named_so)) if (r.operator, r.letter) in wanted]
        for letter in load_many(connection, rows_):
            found[letter.record.operator, letter.record.letter] = letter
    return [found[key] for key in keys if key in found]


def _reply(document: Any) -> Reply:
    name = parse_name(document.stored_as or "")
    judged = document.completeness or {}
    incomplete = judged.get("label", "") != "" if judged and not judged.get("review") else None
    return Reply(
        name.stem if name else document.stored_as or "",
        document.received_at,
        document.user,
        document.sha256 or "",
        document.dated_at,
        incomplete,
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
        change(connection, row.operator, row.letter, downloaded_at=at, downloaded_by=user)
    said = {"first": first, "section": "TO" if row.main_addressee else "CC"}
    record(connection, [Event(at, "letter.downloaded", user, row.operator, letter=row.letter, data=said)])


def extend(connection: Connection, letter: Letter, days: int, due: date, at: datetime, user: str) -> None:
    """Write a granted proroga down (PRO-06, PRO-07)."""
    operator, name = letter.record.operator, letter.record.letter
    change(connection, operator, name, extension_days=days, extension_at=at, extension_user=user)
    said = {"days": days, "due": due.isoformat()}
    record(connection, [Event(at, "letter.extended", user, operator, letter=name, data=said)])


def annotate(connection: Connection, letter: Letter, note: str, at: datetime, user: str) -> None:
    """Write a note over the one before, which the event keeps (LET-14)."""
    operator, name = letter.record.operator, letter.record.letter
    change(connection, operator, name, note=note)
    said = {"note": note, "before": letter.note}
    record(connection, [Event(at, "letter.noted", user, operator, letter=name, data=said)])


def change(connection: Connection, operator: str, letter: str, **values: Any) -> None:
    """Change a letter's row; what is derived from it is made anew before the next look."""
    mine = letters.c.operator == operator, letters.c.letter == letter
    connection.execute(update(letters).where(*mine).values(stale=True, **values))


def project_replies(connection: Connection, operator: str, letter: str) -> None:
    """Bring the letter's columns about replies in step with the documents; safe to repeat.

    A reply that came or went is an event of the letter: answered, replaced (ARC-04), or answer withdrawn.
    """
    row = get_row(connection, operator, letter)
    if row is None:
        return
    answers = replies_to(connection, operator, letter)
    last = answers[-1] if answers else None
    change(
        connection,
        operator,
        letter,
        replies=len(answers),
        reply=last.stored_as if last else None,
        first_reply_at=answers[0].received_at if answers else None,
        last_reply_at=last.received_at if last else None,
        reply_user=last.user if last else None,
        reply_document=last.id if last else None,
    )
    for answer in answers[row.replies :]:
        what = "letter.answered" if answer is answers[0] else "letter.replaced"
        at = answer.decided_at or answer.received_at
        record(connection, [Event(at, what, answer.user, operator, answer.id, letter, {"reply": answer.stored_as})])
    if len(answers) < row.replies:
        said = {"reply": row.reply, "document": row.reply_document, "left": len(answers)}
        at = row.last_reply_at
        record(connection, [Event(at, "letter.answer-withdrawn", "sportello", operator, letter=letter, data=said)])


def answered(connection: Connection, operator: str, names: Iterable[str], words: Iterable[str]) -> list[Row[Any]]:
    """Return the operator's answered letters with one of these names, or a case number among ``words``."""
    mine = letters.c.operator == operator, letters.c.first_reply_at.is_not(None)
    cases = [case for word in sorted(words) for case in dict.fromkeys((word, word.upper()))]
    found: dict[str, Row[Any]] = {}
    for column, values in ((letters.c.letter, sorted(names)), (letters.c.case_id, cases)):
        for part in slices(values):
            for row in connection.execute(select(letters).where(*mine, column.in_(part))):
                found[row.letter] = row
    return list(found.values())


def answered_before(connection: Connection, operator: str, instant: datetime) -> Row[Any] | None:
    """Return some letter of the operator whose first reply came before ``instant``, or None."""
    mine = letters.c.operator == operator, letters.c.first_reply_at < instant
    return connection.execute(select(letters).where(*mine).limit(1)).first()


def count(connection: Connection, *where: Any) -> int:
    """Count letters."""
    return int(connection.execute(select(func.count()).select_from(letters).where(and_(True, *where))).scalar_one())
