"""A watcher of the inbox folder: it only says that something has come, the ingest does the rest."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from typing import Any

from sportello.app import App
from sportello.launch import FlowFailedError, in_flows
from sportello.pipeline import ingest

EVENT = "sportello.upload.received"


def watch_inbox(app: App, every: float, rounds: int | None = None) -> Iterator[dict[str, Any]]:
    """Look at the inbox every so many seconds, for ever or ``rounds`` times.

    With ``PREFECT_API_URL`` it emits one event for each arrival seen (the deployment ``ingest`` waits for it);
    without, it takes the files in itself. Files that stay (still arriving) are told once.
    """
    seen: frozenset[str] = frozenset()
    while rounds is None or rounds > 0:
        ready = frozenset(file.origin for file in app.inbox.scan().ready)
        if ready - seen:
            yield _emit(app, len(ready)) if os.environ.get("PREFECT_API_URL") else ingest(app).summary()
        seen = ready
        rounds = None if rounds is None else rounds - 1
        if rounds != 0:
            time.sleep(every)


def _emit(app: App, count: int) -> dict[str, Any]:
    """Emit the event. Raises ``FlowFailedError`` when it did not go out: whoever keeps the watcher running starts it again."""
    done = in_flows(app, "emit", {"file": count})
    if done.returncode != 0:
        server = os.environ["PREFECT_API_URL"]
        raise FlowFailedError(f"l'evento {EVENT} non è partito verso {server}: controllare il server e riavviare.")
    return {"evento": EVENT, "file": count}
