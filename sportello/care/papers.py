"""Issued papers that name a person: found by reading them in workers, removed with every copy below home.

What has gone out stays with its addressee, and a ledger without its rows would not balance: the row of a report stays
with day, version, hashes and Message-ID; the bytes and files go (``SPORTELLO_FORGET_ISSUED=cancella``), or everything
stays and is only listed for somebody to decide (``elenca``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from pathlib import Path

from domain.person_words import Words
from extractors.isolation import Done, Task, Workshop
from sportello.app import App
from sportello.care.paper_work import NAMES, WARM
from sportello.policies import worker_limits
from storage import papers
from storage.papers import Paper

#: Folders below home in which papers are laid out, or set aside.
LAID_OUT = ("reports", "solleciti", "outbox", "orfani")


def find(app: App, words: Words) -> tuple[list[Paper], list[Paper]]:
    """Return the papers that name the person, and those that could not be read."""
    with app.database.read() as connection:
        there = papers.issued(connection)
    places = {paper: app.blobs.local_path(paper.hashes[0]) for paper in there}
    known = {sha256 for paper in there for sha256 in paper.hashes}
    places |= dict(_loose(app, known))
    named: list[Paper] = []
    unread: list[Paper] = []
    tasks = [Task(paper, NAMES, (str(place), words.terms)) for paper, place in places.items() if place is not None]
    if not tasks:
        return named, unread
    with Workshop(app.settings.workers, worker_limits(app.settings), WARM) as shop:
        for paper, outcome in shop.run(tasks):
            if not isinstance(outcome, Done):
                unread.append(paper)
            elif outcome.value:
                named.append(paper)
    order = list(places)
    return sorted(named, key=order.index), sorted(unread, key=order.index)


def _loose(app: App, known: set[str]) -> Iterator[tuple[Paper, Path]]:
    """Give the Excel lists that were written on demand; the ledger does not know them."""
    for path in sorted((app.home / "reports" / "xlsx").glob("*.xlsx")):
        sha256 = _digest(path)
        if sha256 not in known:
            yield Paper("elenco Excel", "", path.name, (sha256,)), path


def files_of(app: App, hashes: Collection[str]) -> list[Path]:
    """Return the files below home that hold these bytes, whatever their names."""
    if not hashes:
        return []
    found = (p for name in LAID_OUT for p in (app.home / name).rglob("*") if p.is_file() and not p.is_symlink())
    return sorted(path for path in found if _digest(path) in hashes)


def remove_files(app: App, hashes: Collection[str]) -> int:
    """Remove these bytes from wherever they were laid out; returns how many files."""
    chosen = files_of(app, hashes)
    for path in chosen:
        path.unlink(missing_ok=True)
    return len(chosen)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
