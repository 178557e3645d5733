"""Retries cure the outside world, never a bug or a verdict."""

import pytest
from prefect.states import Failed
from sqlalchemy.exc import OperationalError

from flows.deploying import silent_runs
from flows.rerun import rerun
from flows.steps import headline, outside_failed, step
from storage.database import DatabaseUnreachableError


@pytest.mark.parametrize(
    ("trouble", "again"),
    [
        (OSError("disco"), True),
        (OperationalError("select", {}, Exception("occupata")), True),
        (DatabaseUnreachableError("spenta"), True),
        (ValueError("parametro"), False),
        (KeyError("errore nostro"), False),
    ],
)
def test_only_trouble_outside_is_tried_again(trouble, again):
    assert outside_failed(step, None, Failed(data=trouble)) is again


def test_steps_keep_nothing_in_prefect():
    assert step.persist_result is False
    assert type(step.cache_policy).__name__ == "_None"
    assert step.retries == 2


@pytest.mark.parametrize("said", [{}, {"batch": "x", "failed": True}, {"batch": "x", "document": "y"}])
def test_a_rerun_wants_exactly_one_choice(said):
    with pytest.raises(ValueError, match="una sola"):
        rerun.fn(**said)


def test_a_run_is_one_line():
    run = {"batch": "ingest-1", "ricevuti": 3, "ripresi": 0, "esiti": {"accepted": 2, "error": 1}, "problemi": [{}]}
    assert headline(run) == "Lotto ingest-1: 3 ricevuti, 0 ripresi; esiti: 2 accepted, 1 error; PROBLEMI: 1."
    assert "esiti: nessuno." in headline({**run, "esiti": {}, "problemi": []})


def test_a_silent_run_is_told_apart_from_an_ended_one():
    trigger = silent_runs().trigger
    assert trigger.after < trigger.expect
    assert {e.rpartition(".")[2] for e in trigger.expect - trigger.after} == {
        "Completed",
        "Failed",
        "Cancelled",
        "Crashed",
    }
    assert trigger.for_each == {"prefect.resource.id"}
