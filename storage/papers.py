"""What was issued and may name a person: daily reports, solleciti, letters of rectification, their mails, receipts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from storage.events import ERASED
from storage.outbox import FAILED, QUEUED, SENDING
from storage.tables import events, feedback_letters, outbox, receipts, reports, solleciti

#: Why a message that had not gone out yet never will.
WITHDRAWN = "Ritirato: nominava una persona i cui dati sono stati cancellati."


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: ``hashes`` of all its files, of which the first is read; ``about``: the document that it answers."""

    kind: str
    operator: str
    name: str
    hashes: tuple[str, ...]
    message_id: str | None = None
    about: str | None = None


def issued(connection: Connection) -> list[Paper]:
    """Return daily reports, letters of rectification and receipts whose bytes are still kept."""
    mails = {row.message_id: row.sha256 for row in connection.execute(select(outbox.c.message_id, outbox.c.sha256))}
    found = [
        # The workbook holds the PDF's rows, each cell in one piece.
        Paper(
            "report giornaliero", r.operator, f"{r.day} v{r.version}", (r.xlsx, r.pdf, *_mail(mails, r)), r.message_id
        )
        for r in connection.execute(select(reports).order_by(reports.c.operator, reports.c.day, reports.c.version))
    ]
    found += [
        Paper("richiesta di rettifica", r.operator, r.document, (r.pdf, *_mail(mails, r)), r.message_id, r.document)
        for r in connection.execute(select(feedback_letters).order_by(feedback_letters.c.issued_at))
    ]
    found += [
        Paper("ricevuta PEC", "", row.kind, (row.sha256,))
        for row in connection.execute(select(receipts.c.kind, receipts.c.sha256).order_by(receipts.c.taken_at))
    ]
    gone = erased(connection)
    return [paper for paper in found if not gone.intersection(paper.hashes)]


def _mail(mails: dict[str, str], row: object) -> tuple[str, ...]:
    sha256 = mails.get(row.message_id)  # type: ignore[attr-defined]
    return (sha256,) if sha256 else ()


def solleciti_of(connection: Connection, about: Iterable[tuple[str, str]]) -> list[Paper]:
    """Return the solleciti of these letters (operator, letter): each names the letter's client."""
    chosen = set(about)
    rows = connection.execute(select(solleciti).order_by(solleciti.c.operator, solleciti.c.name))
    gone = erased(connection)
    return [
        Paper("sollecito", row.operator, row.name, (row.sha256,))
        for row in rows
        if (row.operator, row.letter) in chosen and row.sha256 not in gone
    ]


def withdraw(connection: Connection, papers: Iterable[Paper]) -> int:
    """Keep the messages of these papers that have not gone out from doing so; returns how many."""
    count = 0
    for paper in papers:
        if paper.message_id is not None:
            waiting = outbox.c.state.in_([QUEUED, SENDING])
            change = update(outbox).where(outbox.c.message_id == paper.message_id, waiting)
            count += connection.execute(change.values(state=FAILED, owner=None, last_error=WITHDRAWN)).rowcount
    return count


def erased(connection: Connection) -> set[str]:
    """Return the hashes of all papers that an erasure took; their rows stay, their bytes are gone for good."""
    query = select(events.c.data).where(events.c.what == ERASED)
    return {sha256 for row in connection.execute(query) for sha256 in (row.data or {}).get("papers", ())}
