"""The flow of an analyst who has documents tried again."""

from __future__ import annotations

from typing import Any

from prefect import flow

from flows.steps import ended, headline, step, the_app
from sportello import pipeline
from sportello.documents.selection import chosen_for_rerun


@flow(name="rerun", persist_result=False)
def rerun(
    batch: str | None = None, document: str | None = None, *, failed: bool = False, user: str = "analista"
) -> Any:
    """Try again what did not end well: of a batch, of everything (``failed``), or one document whatever its end was.

    Raises ``ValueError`` unless exactly one of the three is given: an empty form must not mean everything.
    """
    if [bool(batch), bool(document), failed].count(True) != 1:
        raise ValueError("Indicare una sola fra batch, document e failed.")
    app = the_app()
    ids, why = chosen_for_rerun(app, {"batch": batch, "document": document, "failed": failed})
    summary = step("ripetizione", lambda progress: pipeline.rerun(app, ids, why, user, progress)).summary()
    return ended(summary, headline(summary))
