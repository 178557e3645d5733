"""The flow that an upload starts."""

from __future__ import annotations

from functools import partial
from typing import Any

from prefect import flow

from flows.steps import ended, headline, step, the_app
from sportello import pipeline


@flow(name="ingest", persist_result=False)
def ingest() -> Any:
    """Take in whatever lies in the inbox and process it to the end; one run serves many uploads."""
    app = the_app()
    summary = step("ricezione e lavorazione", partial(pipeline.ingest, app)).summary()
    return ended(summary, headline(summary))
