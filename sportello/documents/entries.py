"""The entries of an archive: durable first, then documents of their own."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from domain.archives import Entry
from domain.records import Document, Receipt
from extractors.isolation import Done
from sportello.app import App
from storage import arrivals
from storage.blobs import Stored

#: An entry and its bytes; None where they could not be taken out of the archive.
Unpacked = tuple[Entry, Stored | None]


def store_entries(app: App, outcome: object) -> list[Unpacked]:
    """Make an archive's entries durable before anything is committed about them."""
    if not isinstance(outcome, Done) or outcome.value.archive is None or outcome.value.archive.problem is not None:
        return []
    stored: list[Unpacked] = []
    for entry in outcome.value.archive.entries:
        if entry.folder:
            continue
        if entry.path is None:
            stored.append((entry, None))
            continue
        with Path(entry.path).open("rb") as stream:
            stored.append((entry, app.blobs.put(stream)))
        Path(entry.path).unlink()
    return stored


def receive_entries(app: App, connection: Connection, batch: str, archive: Document, entries: list[Unpacked]) -> None:
    """Enter an archive's entries as documents, in the same transaction as the archive's verdict.

    A rerun of the archive enters only what has no document yet.
    """
    there = arrivals.entries_entered(connection, archive.id)
    names: set[str] = set()
    receipts = []
    for entry, stored in entries:
        path = f"{archive.path}!/{entry.safe_name}"
        if path in names:
            path = f"{path} (voce {entry.index + 1})"
        names.add(path)
        if entry.index not in there:
            receipts.append(_receipt(app, batch, archive, path, entry, stored))
    arrivals.receive(connection, arrivals.with_ids(connection, receipts))


def _receipt(app: App, batch: str, archive: Document, path: str, entry: Entry, stored: Stored | None) -> Receipt:
    return Receipt(
        id="",
        batch=batch,
        operator=archive.operator,
        channel=archive.channel,
        path=path,
        name=entry.safe_name,
        sha256=stored.sha256 if stored else None,
        size=stored.size if stored else entry.size,
        received_at=archive.received_at,
        taken_at=app.now(),
        user=archive.user,
        parent=archive.id,
        entry=entry_json(entry),
    )


def entry_json(entry: Entry) -> dict[str, object]:
    """Return what an archive's directory said of an entry, as a document keeps it."""
    said: dict[str, object] = {"index": entry.index}
    if entry.problem is not None:
        said["problem"] = entry.problem.value
        said["message"] = f"{entry.problem.message} ({entry.detail})." if entry.detail else f"{entry.problem.message}."
        said["cure"] = f"{entry.problem.cure}."
    return said
