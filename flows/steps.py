"""What all flows share: one task a step, retried when the outside world fails, its progress in the run's log."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.logging import get_run_logger
from prefect.states import Completed
from sqlalchemy.exc import OperationalError

from sportello.app import App
from sportello.documents.intake import Progress
from sportello.settings import load_settings
from storage.database import DatabaseUnreachableError

Result = TypeVar("Result")

#: What waiting may cure: disks, networks, the database. A verdict or a bug stays what it is.
OUTSIDE = (OSError, OperationalError, DatabaseUnreachableError)

#: Seconds between two lines of progress: each line is a row in Prefect's own database.
QUIET = 10.0


def the_app() -> App:
    """Open the installation that the process's environment names."""
    return App(load_settings())


def outside_failed(_task: Any, _run: TaskRun, state: State[Any]) -> bool:
    """Tell whether a step failed at something that waiting may cure."""
    return isinstance(state.data, OUTSIDE)


@task(
    task_run_name="{name}",
    cache_policy=NO_CACHE,
    persist_result=False,
    retries=2,
    retry_delay_seconds=[10, 60],
    retry_condition_fn=outside_failed,
)
def step(name: str, work: Callable[[Progress], Result]) -> Result:  # noqa: ARG001 - the name is the task run's
    """Do one step. It may be done again at any time: the ledger knows what is done already."""
    return work(log_progress())


def log_progress() -> Progress:
    """Return a progress function that writes to the run's log: each stage's end, and a line now and then."""
    logger = get_run_logger()
    last = time.monotonic()

    def advance(what: str, done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if done == total or now - last >= QUIET:
            last = now
            logger.info("%s: %d di %d", what, done, total)

    return advance


def ended(summary: dict[str, Any], message: str) -> State[dict[str, Any]]:
    """Return the flow's end: the summary for the caller, one line for who looks at the runs."""
    return Completed(message=message, data=summary)


def headline(run: dict[str, Any]) -> str:
    """Return a run of the pipeline as one line."""
    ends = ", ".join(f"{count} {state}" for state, count in run["esiti"].items()) or "nessuno"
    trouble = f"; PROBLEMI: {len(run['problemi'])}" if run["problemi"] else ""
    return f"Lotto {run['batch']}: {run['ricevuti']} ricevuti, {run['ripresi']} ripresi; esiti: {ends}{trouble}."
