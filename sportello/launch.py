"""Runs a job here, or as a Prefect flow run where a server is set: the same job, the same answer.

Nothing here imports Prefect: it costs seconds, and without a server it would start one of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from typing import Any

from sportello.app import App
from sportello.documents.intake import Progress
from sportello.documents.selection import chosen_for_rerun
from sportello.nightly import nightly
from sportello.pipeline import ingest, rerun


class FlowFailedError(RuntimeError):
    """The flow run did not end well; the message is one Italian line."""


def launch(app: App, job: str, parameters: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Do ``job`` (ingest, nightly or rerun) and return its summary."""
    if os.environ.get("PREFECT_API_URL"):
        if job == "rerun":
            chosen_for_rerun(app, parameters)  # a wrong name is told here, in one line, and no run is made for it
        return _as_flow(app, job, parameters)
    return do(app, job, parameters, progress)


def do(app: App, job: str, parameters: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Do the job in this process."""
    if job == "ingest":
        return ingest(app, progress).summary()
    if job == "nightly":
        day = parameters.get("day")
        return nightly(app, date.fromisoformat(day) if day else None, progress).summary()
    ids, why = chosen_for_rerun(app, parameters)
    return rerun(app, ids, why, parameters.get("user") or "analista", progress).summary()


def _as_flow(app: App, job: str, parameters: dict[str, Any]) -> dict[str, Any]:
    """Start the flow in a process of its own, because this room may not import ``flows``."""
    done = in_flows(app, job, parameters)
    if done.returncode != 0:
        raise FlowFailedError(f"il flusso '{job}' non è terminato bene: {_why(done.stderr)}")
    summary: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return summary


def in_flows(app: App, what: str, said: dict[str, Any]) -> subprocess.CompletedProcess[str]:
    """Run ``python -m flows`` for this installation; its log goes to Prefect, not to the user's screen."""
    environment = {**os.environ, "SPORTELLO_HOME": str(app.home), "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL"}
    if app.settings.now is not None:
        environment["SPORTELLO_NOW"] = app.settings.now.isoformat()
    command = [sys.executable, "-m", "flows", what, json.dumps(said)]
    return subprocess.run(command, env=environment, capture_output=True, check=False, text=True)


def _why(stderr: str) -> str:
    """Return the line in which ``flows`` says what went wrong, or where to look."""
    lines = [line.removeprefix("flows: ") for line in stderr.splitlines() if line.startswith("flows: ")]
    server = os.environ["PREFECT_API_URL"]
    return f"{lines[-1] if lines else 'il motivo è nel registro di Prefect'} (server {server})"
