"""The main jobs, top to bottom: take in, process, and the same again for what did not end well."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sportello.app import App, anchor_file
from sportello.documents.intake import Intake, Progress, take_in
from sportello.documents.process import Processed, process
from storage import batches, documents
from storage.anchors import drop_anchor
from storage.events import head


def silent(_what: str, _done: int, _total: int) -> None:
    """Show no progress."""


@dataclass
class Run:
    """What one run of the pipeline did."""

    batch: str
    intake: Intake = field(default_factory=Intake)
    processed: Processed = field(default_factory=lambda: Processed({}))
    reopened: int = 0

    @property
    def trouble(self) -> list[tuple[str, str]]:
        """What an operator of the machine must look after, as path and reason."""
        waiting = self.processed.waiting
        return [*self.intake.trouble, *([("documenti in attesa", waiting)] if waiting else [])]

    def summary(self) -> dict[str, Any]:
        """Return the run as JSON values."""
        return {
            "batch": self.batch,
            "ricevuti": self.intake.taken,
            "ripresi": self.reopened,
            "esiti": {state.value: count for state, count in sorted(self.processed.ends.items())},
            "lasciati": [{"path": path, "motivo": why} for path, why in self.intake.left],
            "problemi": [{"path": path, "motivo": why} for path, why in self.trouble],
        }


def ingest(app: App, progress: Progress = silent) -> Run:
    """Take in whatever lies in the inbox and process it to the end; what an earlier run left undone is done first."""
    run = Run(_open(app, "ingest"))
    run.intake = take_in(app, run.batch, progress)
    run.processed = process(app, run.batch, progress)
    _close(app, run.batch)
    return run


def rerun(app: App, ids: Iterable[str], why: str, who: str = "analista", progress: Progress = silent) -> Run:
    """Give documents another attempt from their stored bytes; every earlier attempt and its diagnosis stay."""
    run = Run(_open(app, "rerun"))
    with app.database.write() as connection:
        run.reopened = documents.reopen(connection, ids, at=app.now(), who=who, why=why)
    run.processed = process(app, run.batch, progress, who)
    _close(app, run.batch)
    return run


def _open(app: App, kind: str) -> str:
    with app.database.write() as connection:
        batches.release_the_dead(connection)
        return batches.open_batch(connection, kind, app.owner, app.now())


def _close(app: App, batch: str) -> None:
    with app.database.write() as connection:
        batches.close_batch(connection, batch, app.now())
        newest = head(connection)
    drop_anchor(anchor_file(app), app.now(), newest)
