"""The outbox as files: every queued message lies in ``<home>/outbox`` until it is sent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sportello.app import App
from storage import outbox
from storage.blobs import read_all
from storage.durable import write_file


def lay_out(app: App) -> list[Path]:
    """Write the messages that wait; those already there stay. Returns every waiting message's file."""
    with app.database.read() as connection:
        rows = outbox.waiting(connection, app.now())
    files = []
    for row in rows:
        place = app.home / "outbox" / row.file_name
        if not place.exists():
            write_file(place, [read_all(app.blobs, row.sha256)])
        files.append(place)
    return files


def send(app: App) -> dict[str, Any]:
    """Hand the waiting messages to the mail server; without one they wait as files in the outbox."""
    files = lay_out(app)
    return {
        "inviati": 0,
        "in_attesa": len(files),
        "riepilogo": f"{len(files)} messaggi in attesa in {app.home / 'outbox'}.",
    }
