"""What a reader of an accepted upload should know from the rules around letters: notices, never reasons to refuse.

ARC-06 (an addition after 72 hours quotes its letter), TIR-04 (what a TIRV rejection says), OPE-01 (the load window).
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection

from domain.documents import Channel
from domain.findings import Finding
from domain.opened import Opened
from domain.records import Document
from domain.registers import ROME
from sportello.app import App
from sportello.policies import letter_policy
from storage import letters
from validators.catalogue import rules_for
from validators.letters.availability import outside_the_load_window
from validators.letters.quoting import Quotations, quotations
from validators.letters.subjects import CaseFacts, Communication, UploadMoment


def letter_notices(app: App, connection: Connection, document: Document, opened: Opened | None) -> tuple[Finding, ...]:
    """Return the notices over one upload that the gate lets in."""
    told: list[Finding] = []
    if app.settings.upload_window_notice and _declared(document):
        told += outside_the_load_window(UploadMoment(document.received_at.astimezone(ROME)))
    readable = opened is not None and opened.pdf is not None and opened.pdf.problem is None
    if document.channel is Channel.COMUNICAZIONI and opened is not None and readable:
        message = _communication(app, connection, document, opened)
        told += [finding for each in rules_for("communication") for finding in each(message)]
    return tuple(told)


def _declared(document: Document) -> bool:
    """Tell whether the sender said when it uploaded: what the night takes in at 01:00 was not sent at 01:00."""
    return document.parent is None and document.received_at != document.taken_at


def _communication(app: App, connection: Connection, document: Document, opened: Opened) -> Communication:
    text = "\n".join(opened.text)
    quoted = quotations(text)
    limit = letter_policy(app.settings).replacement
    return Communication(
        name=document.name,
        text=text if text.strip() else None,
        uploaded_at=document.received_at,
        cases=_cases(connection, document, quoted, limit),
        replacement=limit,
    )


def _cases(connection: Connection, document: Document, quoted: Quotations, limit: timedelta) -> tuple[CaseFacts, ...]:
    """Return the answered letters that the text may be about, and one that tells that additions are possible at all.

    An operator may have answered a hundred thousand letters: only those that the text names are looked up.
    """
    names = {f"L{tail}" for tail in quoted.tails}
    rows = letters.answered(connection, document.operator, names, quoted.words)
    oldest = letters.answered_before(connection, document.operator, document.received_at - limit)
    found = {row.letter: row for row in (*rows, *([oldest] if oldest is not None else []))}
    return tuple(
        CaseFacts(row.letter, row.case_id, row.client, row.first_reply_at)
        for row in found.values()
        if row.first_reply_at <= document.received_at
    )
