"""Counts, and whether the ledger balances: per run, per archive, per operator and in all."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import select

from domain.pec import Delivery
from sportello.app import App
from sportello.documents.scanning import notice
from sportello.mail.receipts import deliveries
from storage import balance
from storage.tables import documents, events


def status(app: App) -> dict[str, Any]:
    """Return the state of the installation as JSON values."""
    with app.database.read() as connection:
        total = balance.whole(connection)
        operators = balance.grouped(connection, documents.c.operator)
        archives = balance.archives(connection)
        runs = balance.runs(connection)
        lost = connection.execute(
            select(events.c.document, events.c.data)
            .select_from(events.outerjoin(documents, events.c.document == documents.c.id))
            .where(events.c.what == balance.RECEIVED, documents.c.id.is_(None))
        ).all()
    messages = deliveries(app)
    missing = [
        f"documento {row.document} ({(row.data or {}).get('path', '?')}): ricevuto, ma assente dal registro"
        for row in lost
    ]
    balanced = (
        total.balanced
        and all(counts.balanced for counts in operators.values())
        and all(run["balanced"] for run in runs)
        and all(archive["balanced"] for archive in archives)
    )
    return {
        "balanced": balanced,
        "total": total.as_json(),
        **total.as_json(),
        "operators": {name: counts.as_json() for name, counts in operators.items()},
        "batches": runs,
        "archives": archives,
        "outbox": dict(Counter(message["state"] for message in messages)),
        "undelivered": [m for m in messages if m["state"] in {Delivery.FAILED, Delivery.OVERDUE} or _kept_back(m)],
        "missing": missing,
        "notices": [line for line in (notice(app, total.states["pending"]),) if line],
        "arriving": _in_the_inbox(app),
    } | {"balanced": balanced}


def _kept_back(message: dict[str, Any]) -> bool:
    """Tell whether a message waits because a server did not take it."""
    return bool(message["state"] == Delivery.QUEUED and message["tries"] and message["why"])


def _in_the_inbox(app: App) -> int:
    if not app.inbox.is_there():
        return 0
    scan = app.inbox.scan()
    return len(scan.ready) + len(scan.arriving)
