"""What the workers are asked: one task for each claimed document that has bytes."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from domain.documents import Channel
from domain.inbox_path import place_of
from domain.names import letter_stem_of
from domain.records import Document
from extractors.isolation import Task
from sportello.app import App
from sportello.documents.assembling import is_assembly
from sportello.documents.intake import may_be_archive
from sportello.documents.work import WORK, Ask, Job
from sportello.policies import archive_budget, worker_limits
from storage import documents, letters
from storage.registers import sector_of


def tasks_for(app: App, claimed: list[Document], spool: Path) -> list[Task]:
    """Return the tasks of ``claimed`` in its order; a document whose bytes are not there has none.

    Archives may write into a folder of their own under ``spool``. A document that failed before gets more room.
    """
    with app.database.read() as connection:
        failures = documents.failures(connection, [d.id for d in claimed])
        made = [_task(app, connection, d, spool / d.id, retry=d.id in failures) for d in claimed]
    return [task for task in made if task is not None]


def _task(app: App, connection: Connection, document: Document, into: Path, *, retry: bool) -> Task | None:
    path = app.blobs.local_path(document.sha256) if document.sha256 else None
    if path is None or is_assembly(document):
        return None
    several = document.parent is None and may_be_archive(place_of((document.operator, *document.path.split("/"))))
    if several:
        into.mkdir()
    job = Job(
        str(path),
        document.name,
        document.channel,
        several,
        str(into),
        ask_for(app, connection, document.operator, target_letter(document)),
        document.parent is not None,
        archive_budget(app.settings, folders=document.channel is Channel.MODULI),
        readings=str(app.readings.place(document.operator, document.sha256)) if document.sha256 else None,
    )
    limits = worker_limits(app.settings, retry=True) if retry else None
    return Task(document.id, WORK, (job,), (into,) if several else (), limits)


def outer_path(document: Document) -> str:
    """Return the path of the inbox file: the document's own, or that of the archive in which it came."""
    return document.path if document.parent is None else document.path.split("!/", 1)[0]


def target_letter(document: Document) -> str | None:
    """Return the stem of the letter that a reply means to answer: its folder's, or the one in its name."""
    if document.channel is not Channel.RISPOSTE:
        return None
    return place_of((document.operator, *outer_path(document).split("/"))).letter or letter_stem_of(document.name)


def ask_for(app: App, connection: Connection, operator: str, letter: str | None) -> Ask | None:
    """Return what a reply to ``letter`` must answer; None where nobody asked, or the operator has no such letter."""
    row = letters.get_row(connection, operator, letter) if letter else None
    if row is None or not (row.requests or row.sha256):
        return None
    sector = sector_of(connection, operator)
    path = app.blobs.local_path(row.sha256) if row.sha256 else None
    if sector is None:
        return None
    return Ask(
        sector,
        tuple(row.requests or ()),
        str(path) if path else None,
        app.settings.completeness_threshold,
        app.settings.complete_threshold,
        app.settings.completeness_automatic,
    )
