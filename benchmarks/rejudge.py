"""Stored forms judged again, without reading any PDF: seconds for N forms.

``python -m benchmarks.rejudge [--forms 10000] [--workers 2]``
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from domain.documents import Channel, Kind, State
from domain.export import reading_json
from domain.records import Outcome, Receipt
from sportello.app import App
from sportello.pipeline import silent
from sportello.replay import replay
from sportello.settings import Settings
from storage import arrivals, documents
from validators.forms.examples import a_reading

AT = datetime(2026, 4, 1, 9, tzinfo=UTC)


def fill(app: App, count: int) -> None:
    """Enter ``count`` forms as the pipeline would have kept them, every tenth with a slip."""
    good, slip = (reading_json(a_reading(change)) for change in ({}, {"scheda.pod": "IT001E87654321"}))
    for start in range(0, count, 500):
        with app.database.write() as connection:
            for number in range(start, min(count, start + 500)):
                receipt = Receipt(
                    f"form{number:016d}", "b", "acme", Channel.MODULI, f"moduli/{number}.pdf", f"{number}.pdf",
                    None, 1, AT, AT, "acme",
                )  # fmt: skip
                arrivals.receive(connection, [receipt])
                document = documents.get(connection, receipt.id)
                assert document is not None
                form = {k: v for k, v in (slip if number % 10 == 0 else good).items() if k != "findings"}
                outcome = Outcome(State.ACCEPTED, Kind.OPERATING_REGULATION, form=form)
                documents.keep(connection, document, outcome, at=AT, batch="b", who="bench")


def main() -> None:
    """Print the time for all forms and how many verdicts change."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--forms", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        app = App(Settings(home=Path(folder) / "casa", workers=chosen.workers))
        fill(app, chosen.forms)
        start = time.perf_counter()
        done = replay(app, silent)
        spent = time.perf_counter() - start
    print(f"{done.judged} forms judged again in {spent:.1f} s ({1000 * spent / done.judged:.1f} ms a form)")
    print(f"{len(done.changes)} verdicts change; {chosen.workers} workers")


if __name__ == "__main__":
    main()
