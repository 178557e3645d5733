"""Anchors of the event log: number and digest of its newest event, put down outside the database after every run.

A chain alone cannot tell that its end was cut off. A line of this file names an event that must still be there; keep
the file, or a copy, where whoever writes the database cannot write.
"""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, select

from storage.durable import make_folder
from storage.tables import events

#: Number of the newest event of an empty log, as ``storage.events.head`` gives it: there is nothing to hold on to.
NOTHING_YET = 0


def drop_anchor(path: Path, at: datetime, newest: tuple[int, str]) -> None:
    """Append the newest event's number and digest, durably; nothing where the last line says the same, or no event is."""
    seq, digest = newest
    if seq == NOTHING_YET:
        return
    make_folder(path.parent)
    line = json.dumps({"at": at.isoformat(), "seq": seq, "digest": digest})
    lines = _lines(path)
    if lines and _digest(lines[-1]) == digest:
        return
    if path.exists() and not path.read_bytes().endswith(b"\n"):
        line = f"\n{line}"  # half a line from a power cut stays a line of its own
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(handle, f"{line}\n".encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def _digest(line: str) -> str | None:
    try:
        return str(json.loads(line)["digest"])
    except (ValueError, KeyError, TypeError):
        return None  # ``adrift`` tells of it; it must not stop the work


def adrift(connection: Connection, path: Path) -> list[str]:
    """Say, in Italian, which anchored events are gone or others than they were."""
    told: list[str] = []
    for number, line in enumerate(_lines(path), start=1):
        try:
            said = json.loads(line)
            seq, digest, at = int(said["seq"]), str(said["digest"]), str(said["at"])
        except (ValueError, KeyError, TypeError):
            told.append(f"riga {number} di {path.name}: illeggibile")
            continue
        if seq == NOTHING_YET:  # put down by earlier versions over an empty log; it names no event
            continue
        found = connection.execute(select(events.c.digest).where(events.c.seq == seq)).scalar()
        if found is None:
            told.append(f"l'evento {seq}, annotato il {at}, non c'è più")
        elif found != digest:
            told.append(f"l'evento {seq}, annotato il {at}, non è più lo stesso")
    return told


def anchors(path: Path) -> int:
    """Count the anchors."""
    return len(_lines(path))


def _lines(path: Path) -> list[str]:
    # A power cut can leave half a line at the end; it was never promised.
    if not path.exists():
        return []
    text = path.read_text(encoding="utf-8", errors="replace")
    return [line for line in text.split("\n")[:-1] if line]
