"""Plays the demo world: registers, downloads, earlier uploads, the day's inbox, the night."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from domain.registers import ROME
from sportello.app import App
from sportello.demo import DemoWorld, Expected, make_world
from sportello.documents.export import export_documents
from sportello.documents.intake import Progress
from sportello.letters.desk import download
from sportello.nightly import Night, nightly
from sportello.pipeline import ingest
from sportello.registers.loading import load_letters, load_operators
from sportello.settings import load_settings
from storage import balance
from storage.registers import all_operators
from storage.tables import documents


@dataclass(frozen=True)
class Played:
    """How the demo went: what was promised of its documents, and what came out."""

    home: Path
    day: date
    night: Night
    documents: int
    promised: int
    surprises: tuple[str, ...]
    operators: tuple[tuple[str, str, balance.Counts], ...]

    @property
    def met(self) -> int:
        """How many documents ended as the demo world promises."""
        return self.promised - len(self.surprises)

    @property
    def as_expected(self) -> bool:
        """Whether every document ended as promised and every report was issued."""
        return not self.surprises and not self.night.summary()["report_rifiutati"]

    def rows(self) -> list[tuple[Any, ...]]:
        """Return the table of the summary, one row an operator."""
        reports = {
            r["operatore"]: f"{r['righe']} {'riga' if r['righe'] == 1 else 'righe'}"
            for r in self.night.summary()["report"]
        }
        order = ("accepted", "rejected", "review", "duplicate", "error")
        return [
            (code, sector, counts.received, *(counts.states[s] for s in order), reports.get(code, "-"))
            for code, sector, counts in self.operators
        ]

    def summary(self) -> dict[str, Any]:
        """Return the demo's result as JSON values."""
        return {
            "home": str(self.home),
            "giorno": self.day,
            "documenti": self.documents,
            "previsti": self.promised,
            "inattesi": list(self.surprises),
            "operatori": {code: counts.as_json() for code, _, counts in self.operators},
            **self.night.summary(),
        }


def play(folder: Path, progress: Progress, home: Path | None = None, now: str | None = None) -> Played:
    """Make the world of yesterday in ``folder`` and work it to the end; ``home``: the installation that does it."""
    start = load_settings(home=home or folder / "sportello-data", now=now)
    day = (start.now or start.clock()).astimezone(ROME).date() - timedelta(days=1)
    world = make_world(folder, day, progress=progress)
    settings = {"home": start.home, "inbox_url": world.inbox.resolve().as_uri(), **_own(start.home)}
    _past(world, settings, progress)
    ingest(_app(settings, world.ingest_at), progress)
    app = _app(settings, world.nightly_at)
    night = nightly(app, world.day, progress)
    return _played(app, world, night)


def _own(home: Path) -> dict[str, Any]:
    """Return what keeps invented people out of the ledger, the mail and the anchors that the environment names."""
    nowhere = dict.fromkeys(("database_url", "blobs_url", "smtp_url", "imap_url"), "")
    return {**nowhere, "audit_file": home / "audit" / "ancore.jsonl"}


def _app(settings: dict[str, Any], at: Any, **but: Any) -> App:
    return App(load_settings(**{**settings, "now": at, **but}))


def _past(world: DemoWorld, settings: dict[str, Any], progress: Progress) -> None:
    """Bring about what had happened before: registers, downloads, replies of earlier days."""
    first = min([d.at for d in world.downloads] + [b.at for b in world.earlier] + [world.ingest_at])
    app = _app(settings, first)
    load_operators(app, world.operators, "desk")
    load_letters(app, world.letters, world.letters_dir, "desk")
    steps: list[tuple[Any, Any]] = [(d.at, d) for d in world.downloads] + [(b.at, b) for b in world.earlier]
    for at, step in sorted(steps, key=lambda pair: pair[0]):
        if hasattr(step, "inbox"):
            ingest(_app(settings, at, inbox_url=step.inbox.resolve().as_uri()), progress)
        else:
            target = world.root / "scaricate" / step.operator
            download(_app(settings, at), step.letters, step.operator, target, step.user, everything=False)


def _played(app: App, world: DemoWorld, night: Night) -> Played:
    found = {(d["operator"], d["path"]): d for d in export_documents(app)}
    promised = [*world.expected, *(e for batch in world.earlier for e in batch.expected)]
    with app.database.read() as connection:
        counts = balance.grouped(connection, documents.c.operator)
        operators = all_operators(connection)
    shown = tuple(
        (code, operators[code].sector.value if code in operators else "-", counted) for code, counted in counts.items()
    )
    return Played(app.home, world.day, night, len(found), len(promised), tuple(_surprises(promised, found)), shown)


def _surprises(promised: Iterable[Expected], found: dict[tuple[str, str], dict[str, Any]]) -> Iterable[str]:
    for each in promised:
        document = found.get((each.operator or "-", each.path))
        if document is None:
            yield f"{each.inbox_path}: documento assente"
            continue
        codes = [reason["code"] for reason in document["reasons"]]
        wrong_state = each.state is not None and document["state"] != each.state.value
        if wrong_state or document["state"] in {"pending", "error"} or (each.code and each.code not in codes):
            wanted = f"{each.state.value if each.state else 'un esito'} {each.code}".strip()
            yield f"{each.inbox_path}: atteso {wanted}, trovato {document['state']} {' '.join(codes)}"
