"""A person's data taken out as data-protection law asks (GDPR, art. 17), and what has been kept long enough.

The ledger keeps balancing: documents, letters, states, dates and hashes stay; words about the person go. The event
log keeps proving itself: see ``storage.events``. Bytes go last, after the commit; a kill in between leaves bytes that
``sportello doctor --repair`` removes, because the event of the erasure names them. So do the issued papers that name
the person, see ``sportello.care.papers``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from domain.person_words import Words
from sportello.app import App
from sportello.care import papers
from storage import personal
from storage.events import ERASED, Event, record
from storage.papers import Paper, erased, issued, solleciti_of, withdraw
from storage.personal import Forgotten
from storage.tables import events

#: Shorter words would blot out half of the archive.
SHORTEST = 5


class TooShortError(ValueError):
    """A term cannot identify a person; the message is one Italian line."""


def forget(app: App, terms: list[str], who: str, *, dry: bool = False) -> Forgotten:
    """Take the person known by ``terms`` (codice fiscale, POD, name) out of everything. Raises ``TooShortError``."""
    for term in terms:
        if len("".join(term.split())) < SHORTEST:
            raise TooShortError(f"'{term}' è troppo corto per indicare una persona: almeno {SHORTEST} caratteri.")
    words = Words(terms)
    with app.database.read() as connection:
        about = personal.letters_about(connection, words)
        named = [row.id for row in personal.documents_about(connection, words)]
        reminders = solleciti_of(connection, about)
    found, unread = papers.find(app, words)
    if dry:
        listed = [*found, *(paper for paper in reminders if paper not in found)]
        return Forgotten(letters=about, documents=named, papers=listed, unread=unread)
    return _erase(app, words, about, who, Forgotten(papers=found, unread=unread))


def expire(app: App, about: list[tuple[str, str]], who: str) -> Forgotten:
    """Take the client out of letters that have been kept long enough, and out of the replies to them."""
    return (
        _erase(app, Words(f"{operator}/{letter}" for operator, letter in about), about, who, Forgotten())
        if about
        else Forgotten()
    )


def _erase(app: App, words: Words, about: list[tuple[str, str]], who: str, done: Forgotten) -> Forgotten:
    with app.database.write() as connection:
        personal.forget_letters(connection, about, done)
        for row in personal.documents_about(connection, words):
            if row.id not in done.documents:
                personal.forget_document(connection, row, words, done)
        hashes = _forget_papers(app, connection, done)
        personal.scrub_tables(connection, words, done)
        personal.erase_events(connection, words, done)
        read = list(done.blobs)
        done.blobs = personal.unshared(connection, [*done.blobs, *hashes], hashes)
        said = {
            "events": done.events,
            "documents": done.documents,
            "letters": len(done.letters),
            "blobs": done.blobs,
            "papers": hashes,
        }
        record(connection, [Event(app.now(), ERASED, who, data=said)])
    # Also where somebody else has sent the same bytes: what is read of them once more is read without the person's document.
    app.readings.remove(read)
    remove_blobs(app, done.blobs)
    papers.remove_files(app, hashes)
    return done


def _forget_papers(app: App, connection: Connection, done: Forgotten) -> list[str]:
    """Add the papers about what was forgotten; returns the hashes of all that go, none where they are only listed."""
    more = solleciti_of(connection, done.letters)
    more += [paper for paper in issued(connection) if paper.about in done.documents]
    done.papers += [paper for paper in more if paper not in done.papers]
    done.removed = app.settings.forget_issued == "cancella"
    if not done.removed:
        return []
    done.withdrawn = withdraw(connection, done.papers)
    return sorted({sha256 for paper in done.papers for sha256 in paper.hashes})


def remove_blobs(app: App, chosen: Iterable[str]) -> int:
    """Remove blobs that an erasure has named, and what was read of them; returns how many were still there."""
    chosen = list(chosen)
    app.readings.remove(chosen)
    return sum(app.blobs.remove(sha256) for sha256 in chosen)


def still_there(app: App, connection: Connection) -> list[str]:
    """Return the blobs that an erasure named and a kill left behind; one that came again since is somebody's."""
    named = {sha for row in connection.execute(select(events.c.data).where(events.c.what == ERASED))
             for sha in (row.data or {}).get("blobs", ())}  # fmt: skip
    free = personal.unshared(connection, named, erased(connection))
    return [sha256 for sha256 in free if app.blobs.has(sha256)]


def summary(done: Forgotten) -> dict[str, Any]:
    """Return what was taken out as JSON values; names nobody."""
    return {
        "lettere": [f"{operator}/{letter}" for operator, letter in done.letters],
        "documenti": done.documents,
        "altre_celle": done.cells,
        "file_rimossi": len(done.blobs),
        "eventi": len(done.events),
        "emessi": [_paper(paper) for paper in done.papers],
        "emessi_cancellati": done.removed,
        "messaggi_ritirati": done.withdrawn,
        "non_letti": [_paper(paper) for paper in done.unread],
    }


def _paper(paper: Paper) -> dict[str, str]:
    return {"tipo": paper.kind, "operatore": paper.operator, "nome": paper.name}
