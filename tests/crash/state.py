"""How a home looks at the end, without what may differ between two runs of one night, and what differs."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, text

from sportello.app import anchor_file
from sportello.care.doctor import examine
from sportello.care.status import status
from sportello.documents.export import export_documents
from storage import outbox, tables
from storage.anchors import adrift
from storage.events import first_broken
from tests.builders import Desk, timeless

State = dict[str, Any]
#: Folders whose files are named by hash or are the ledger itself.
_APART = {"blobs", "audit", "inbox"}


def state_of(desk: Desk) -> State:
    """Return everything that a run leaves behind and that another run of the same work must leave as well."""
    app = desk.app()
    said = status(app)
    with app.database.read() as connection:
        return {
            "documents": timeless(export_documents(app)),
            "letters": [dict(row) for row in _rows(connection, tables.letters, "stale")],
            "reports": _rows(connection, tables.reports),
            "solleciti": _rows(connection, tables.solleciti),
            "feedback": _rows(connection, tables.feedback_letters),
            "receipts": _rows(connection, tables.receipts),
            "outbox": [(m.message_id, m.kind, m.state, m.sha256, m.recipients) for m in outbox.every(connection)],
            "events": _events(connection),
            "status": {key: said[key] for key in ("balanced", "pending", "error")},
            "first broken event": first_broken(connection),
            "anchors adrift": adrift(connection, anchor_file(app)),
            "database": connection.execute(text("PRAGMA quick_check")).scalars().all(),
            "doctor": [trouble.message for trouble in examine(app)],
            "files": _files(desk),
            "inbox": sorted(p.name for p in desk.inbox.rglob("*") if p.is_file()),
            "blobs": sorted(app.blobs.hashes()),
        }


def _rows(connection: Any, table: Any, *but: str) -> list[Any]:
    columns = [column for column in table.c if column.name not in but]
    found = connection.execute(select(*columns).order_by(*table.primary_key.columns))
    return [dict(row._mapping) for row in found]


def _events(connection: Any) -> dict[str, int]:
    table = tables.events
    found = connection.execute(select(table.c.what, table.c.operator, table.c.document, table.c.letter))
    return {" ".join(map(str, row)): count for row, count in Counter(tuple(row) for row in found).items()}


def _files(desk: Desk) -> dict[str, str]:
    found = {}
    for path in sorted(desk.home.rglob("*")):
        place = path.relative_to(desk.home)
        if place.parts[0] in _APART or place.name.startswith("catalogue.db"):
            continue
        if path.is_file():
            found[str(place)] = hashlib.sha256(path.read_bytes()).hexdigest()
        elif place.name.startswith("run,"):
            found[str(place)] = "a folder left behind"
    return found


def sending(desk: Desk) -> set[str]:
    """Return the messages that were being handed over when a run died: these may come a second time."""
    with desk.app().database.read() as connection:
        return {m.message_id for m in outbox.every(connection) if m.state == outbox.SENDING}


def differences(wanted: State, found: State) -> list[str]:
    """Say in which parts two ends differ, each with its first example."""
    return [f"{part}: {_example(wanted[part], found[part])}" for part in wanted if wanted[part] != found[part]]


def _example(wanted: Any, found: Any) -> str:
    if isinstance(wanted, dict) and isinstance(found, dict):
        for key in sorted(wanted.keys() | found.keys()):
            if wanted.get(key) != found.get(key):
                return f"{key}: {found.get(key)!r} instead of {wanted.get(key)!r}"[:400]
    if isinstance(wanted, list) and isinstance(found, list):
        more = [each for each in found if each not in wanted]
        less = [each for each in wanted if each not in found]
        return f"{len(found)} instead of {len(wanted)}; only now {more[:1]!r}; missing {less[:1]!r}"[:600]
    return f"{found!r} instead of {wanted!r}"[:400]


def mail_troubles(wanted: Mapping[str, int], came: Mapping[str, int], windows: list[set[str]]) -> list[str]:
    """Compare the server's mailbox: none missing, none more; a second copy only from each kill within its window.

    ``windows``: for each kill, the messages whose handing over it cut off; their ids show the second copy for what
    it is (the same bytes under the same Message-ID).
    """
    told = []
    for message in sorted(wanted.keys() | came.keys()):
        count, least = came.get(message, 0), wanted.get(message, 0)
        most = least + sum(message in window for window in windows) if least else 0
        if count < least:
            told.append(f"mail missing: {message}")
        elif count > most:
            told.append(f"mail {count} times instead of {least}: {message}")
    return told
