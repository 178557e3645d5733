"""A person's data found and taken out of every table; the ledger's numbers, states, hashes and dates stay."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import JSON, Column, Connection, Row, String, Table, Text, and_, or_, select, update

from domain.person_words import GONE, Words
from storage.events import erase
from storage.index_tables import letter_index
from storage.papers import Paper
from storage.tables import documents, events, letters, metadata, solleciti

#: Texts of a letter that are about its client.
ABOUT_CLIENT = ("client", "supply", "address", "note")
_INDEXED = ("denominazione_cliente", "utenza", "indirizzo_fornitura", "nota")
#: Columns that name parties, states and places of ours, never a person's data of the kind that is forgotten.
_OURS = frozenset({"operator", "letter", "state", "kind", "channel", "batch", "message_id", "code", "pec",
                   "id", "document", "parent", "reply", "sha256", "sidecar", "pdf", "xlsx", "digest", "lease_owner"})  # fmt: skip


@dataclass
class Forgotten:
    """What was taken out: letters as (operator, letter), documents, cells of other tables, blobs, events, papers.

    ``papers`` name the person; ``unread`` ones may; ``removed``: the papers were removed, not only listed;
    ``withdrawn`` messages had not gone out yet.
    """

    letters: list[tuple[str, str]] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    cells: int = 0
    blobs: list[str] = field(default_factory=list)
    events: list[int] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    unread: list[Paper] = field(default_factory=list)
    removed: bool = False
    withdrawn: int = 0


def letters_about(connection: Connection, words: Words) -> list[tuple[str, str]]:
    """Return the letters whose client, supply, address, note or requests name the person."""
    columns = [letters.c[name] for name in (*ABOUT_CLIENT, "requests")]
    rows = connection.execute(select(letters.c.operator, letters.c.letter, *columns))
    return [(row.operator, row.letter) for row in rows if words.in_(list(row[2:6])) or words.in_(row.requests)]


def forget_letters(connection: Connection, chosen: list[tuple[str, str]], done: Forgotten) -> None:
    """Blot out the client in these letters, and everything that the replies to them say."""
    for operator, letter in chosen:
        mine = and_(letters.c.operator == operator, letters.c.letter == letter)
        row = connection.execute(select(letters).where(mine)).one()
        blank = {name: GONE for name in ABOUT_CLIENT if getattr(row, name)}
        requests = [GONE for _ in row.requests or ()] or row.requests
        connection.execute(update(letters).where(mine).values(**blank, requests=requests, sha256=None, stale=True))
        indexed = and_(letter_index.c.operator == operator, letter_index.c.letter == letter)
        connection.execute(update(letter_index).where(indexed).values(dict.fromkeys(_INDEXED, GONE.casefold())))
        done.letters.append((operator, letter))
        done.blobs += [row.sha256] if row.sha256 else []
        answers = select(documents).where(documents.c.operator == operator, documents.c.letter == letter)
        for document in connection.execute(answers).all():
            forget_document(connection, document, Words([letter]), done)


def forget_document(connection: Connection, row: Row[Any], words: Words, done: Forgotten) -> None:
    """Blot out a document that is about the person: its quotations, the groups of fields that name it, its bytes."""
    judged = dict(row.completeness) if row.completeness else None
    if judged and judged.get("requests"):
        judged["requests"] = [{**each, "text": GONE, "evidence": GONE} for each in judged["requests"]]
    facts = {**(row.facts or {}), "forgotten": True}
    values = {"completeness": judged, "form": _blank_form(row.form, words), "facts": facts, "sidecar": None}
    connection.execute(update(documents).where(documents.c.id == row.id).values(**values))
    done.documents.append(row.id)
    done.blobs += [sha256 for sha256 in (row.sha256, row.sidecar) if sha256]


def _blank_form(form: Any, words: Words) -> Any:
    """Empty every group of fields (``richiedente.*``) in which the person occurs; the rest of the plant stays."""
    if not form or "fields" not in form:
        return form
    fields = form["fields"]
    groups = {name.partition(".")[0] for name, said in fields.items() if words.in_(said)}
    blank = {
        name: {**said, "value": None, "written": None} if name.partition(".")[0] in groups else said
        for name, said in fields.items()
    }
    return {**form, "fields": blank}


def documents_about(connection: Connection, words: Words) -> list[Row[Any]]:
    """Return the documents whose fields, quotations, names or senders name the person."""
    return [
        row
        for row in connection.execute(select(documents)).all()
        if any(words.in_(getattr(row, name)) for name in ("form", "completeness", "name", "user"))
    ]


def scrub_tables(connection: Connection, words: Words, done: Forgotten) -> None:
    """Blot the person's words out of every text and JSON of every table; the event log has its own way."""
    for table in metadata.sorted_tables:
        if table.name not in {"events", "letter_index"}:
            _scrub(connection, table, words, done)


def _scrub(connection: Connection, table: Table, words: Words, done: Forgotten) -> None:
    columns = [c for c in table.columns if isinstance(c.type, Text | JSON | String) and c.name not in _OURS]
    keys = list(table.primary_key.columns)
    for row in connection.execute(select(*keys, *(c for c in columns if c not in keys))).mappings().all():
        changed = {column: row[column] for column in columns if words.in_(row[column])}
        if changed:
            where = and_(*(key == row[key] for key in keys))
            values = {column.name: _blotted(column, value, words) for column, value in changed.items()}
            connection.execute(update(table).where(where).values(**values))
            done.cells += len(values)


def _blotted(column: Column[Any], value: Any, words: Words) -> Any:
    """Return the value without the person; a short code, which may have to be unique, becomes a random one."""
    length = getattr(column.type, "length", None)
    if isinstance(value, str) and length is not None:
        return f"CANC-{secrets.token_hex(8)}"[:length]
    return words.out_of(value)


def erase_events(connection: Connection, words: Words, done: Forgotten) -> None:
    """Erase the person from events, and the client from those of the letters; the caller records the erasure."""
    about = set(done.letters)
    lines = or_(events.c.salt.is_not(None))
    for row in connection.execute(select(events).where(lines).order_by(events.c.seq)).all():
        client = (row.operator, row.letter) in about and (row.data or {}).keys() & {*ABOUT_CLIENT, "requests"}
        if not client and not words.in_(row.data) and not words.in_(row.who):
            continue
        data = {k: GONE if k in {*ABOUT_CLIENT, "requests"} and client else v for k, v in (row.data or {}).items()}
        erase(connection, row, words.out_of(row.who), words.out_of(data))
        done.events.append(int(row.seq))


def unshared(connection: Connection, chosen: Iterable[str], papers: Collection[str] = ()) -> list[str]:
    """Return those blobs that nobody else needs: no document that is not forgotten, no letter, no reminder.

    ``papers``: reminders that are to go.
    """
    kept = {row.sha256 for row in connection.execute(select(solleciti.c.sha256))}.difference(papers)
    kept |= {row.sha256 for row in connection.execute(select(letters.c.sha256))}
    for row in connection.execute(select(documents.c.sha256, documents.c.sidecar, documents.c.facts)):
        if not (row.facts or {}).get("forgotten"):
            kept |= {row.sha256, row.sidecar}
    return sorted(set(chosen) - kept)
