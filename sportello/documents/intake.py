"""Taking the inbox in: bytes durable, then the row committed, and only then the inbox file removed.

A kill between any two of these steps loses nothing and doubles nothing: bytes without a row are found again in
the inbox, and a row whose file still lies there is known by the file's origin.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO

from domain.documents import Channel
from domain.inbox_path import Place, Sidecar, place_of, read_sidecar
from domain.os_words import in_words
from domain.records import Receipt
from sportello.app import App
from sportello.chunks import chunks
from storage import arrivals
from storage.blobs import Stored
from storage.inbox import InboxFile, StillChangingError

#: Files made durable before one commit; small enough that a kill repeats little, large enough that commits cost little.
CHUNK = 64

Progress = Callable[[str, int, int], None]


class UnreadableError(Exception):
    """One file of the inbox cannot be opened; it stays there and is told."""


@dataclass
class Intake:
    """What was done: ``taken`` documents; ``left`` files still arriving and ``trouble`` with files, both as path and reason."""

    taken: int = 0
    left: list[tuple[str, str]] = field(default_factory=list)
    trouble: list[tuple[str, str]] = field(default_factory=list)


def take_in(app: App, batch: str, progress: Progress) -> Intake:
    """Take in whatever is ready. Raises ``OSError`` when the inbox cannot be listed or the store cannot be written."""
    done = Intake()
    scan = app.inbox.scan()
    done.left.extend(scan.arriving)
    total, seen = len(scan.ready), 0
    for chunk in chunks(scan.ready, CHUNK):
        _take_chunk(app, batch, chunk, done)
        seen += len(chunk)
        progress("Ricezione", seen, total)
    return done


def _take_chunk(app: App, batch: str, chunk: list[InboxFile], done: Intake) -> None:
    with app.database.read() as connection:
        known = arrivals.known_origins(connection, [file.origin for file in chunk])
    fresh = [file for file in chunk if file.origin not in known]
    removable = [file for file in chunk if file.origin in known]  # their removal was cut short
    stored: list[tuple[InboxFile, Stored, Stored | None, Sidecar]] = []
    for file in fresh:
        try:
            stored.append(_store(app, file))
        except StillChangingError:
            done.left.append(("/".join(file.parts), "il file è cambiato durante la lettura"))
        except FileNotFoundError:
            done.left.append(("/".join(file.parts), "il file è stato rimosso durante la lettura"))
        except UnreadableError as trouble:
            done.trouble.append(("/".join(file.parts), f"il file non si può leggere ({trouble})"))
    with app.database.write() as connection:
        # Another ingest on the same inbox may have been faster.
        known = arrivals.known_origins(connection, [f.origin for f, *_ in stored])
        receipts = [_receipt(app, batch, *each) for each in stored if each[0].origin not in known]
        arrivals.receive(connection, arrivals.with_ids(connection, receipts))
    done.taken += len(receipts)
    for file in removable + [f for f, *_ in stored]:
        _remove(app, file, done)


def _store(app: App, file: InboxFile) -> tuple[InboxFile, Stored, Stored | None, Sidecar]:
    try:
        stream = app.inbox.open(file)
    except FileNotFoundError:
        raise
    except OSError as trouble:  # permissions, a link put in its place ...: this file's trouble, not that of the run
        raise UnreadableError(in_words(trouble)) from trouble
    with stream:
        blob = app.blobs.put(stream)
    app.inbox.confirm(file)
    raw = app.inbox.read_sidecar(file)
    if raw is None:
        return file, blob, None, Sidecar()
    return file, blob, app.blobs.put(BytesIO(raw)), read_sidecar(raw, app.now())


def _receipt(app: App, batch: str, file: InboxFile, blob: Stored, sidecar: Stored | None, said: Sidecar) -> Receipt:
    place, now = place_of(file.parts), app.now()
    return Receipt(
        id="",
        batch=batch,
        operator=place.operator,
        channel=place.channel,
        path=place.path,
        name=place.name,
        sha256=blob.sha256,
        size=blob.size,
        received_at=said.uploaded_at or now,
        taken_at=now,
        user=said.user or place.operator,
        stage=0 if may_be_archive(place) else 1,
        origin=file.origin,
        sidecar=sidecar.sha256 if sidecar else None,
        entry={"oddity": file.oddity} if file.oddity else None,
        notices=said.notices,
    )


def may_be_archive(place: Place) -> bool:
    """Tell whether an upload may bring several documents: by place and name only, its bytes are not looked at here."""
    several = place.channel in {Channel.RISPOSTE, Channel.MODULI} and place.letter is None
    return several and not place.name.lower().endswith(".pdf")


def _remove(app: App, file: InboxFile, done: Intake) -> None:
    try:
        app.inbox.remove(file)
    except OSError as trouble:
        reason = f"ricevuto, ma non si può togliere dalla casella ({in_words(trouble)}); non sarà ricevuto due volte"
        done.trouble.append(("/".join(file.parts), reason))
