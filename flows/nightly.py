"""The flow of the night."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from prefect import flow

from flows.steps import ended, headline, step, the_app
from sportello.nightly import STEPS, new_night


@flow(name="nightly", persist_result=False)
def nightly(day: date | None = None) -> Any:
    """Take in, cure, issue the reports of ``day`` (default: yesterday), hand the messages over."""
    app = the_app()
    night = new_night(app, day)
    for name, work in STEPS:
        step(name, partial(work, app, night))
    summary = night.summary()
    issued, refused = len(summary["report"]), len(summary["report_rifiutati"])
    line = f"{headline(summary['ingest'])} Report del {summary['giorno']}: {issued} emessi, {refused} rifiutati."
    return ended(summary, line)
