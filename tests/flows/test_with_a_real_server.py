"""The deployments on a real Prefect server with a real worker; what counts is our own ledger. One story, in order.

Each run starts three interpreters; the first test stands for all in ``make test``, the others need minutes on a busy machine.
"""

import os
import signal

import pytest

pytestmark = pytest.mark.timeout(900)

STATES = "select state, count(*) from documents group by state"
MANY = 400


def test_the_night_runs_as_deployed(prefect, home):
    home.drop(3, "prima")
    run = prefect.start("nightly", day="2026-11-20")
    state = prefect.end_of(run)
    assert (state["type"], "3 ricevuti" in state["message"], "1 emessi" in state["message"]) == (
        "COMPLETED",
        True,
        True,
    )
    assert home.ledger(STATES) == [("accepted", 3)]
    assert home.waiting() == []
    assert [p.suffix for p in sorted((home.path / "reports/2026-11-20/acme").iterdir())] == [".pdf", ".xlsx"]
    assert 3 <= len(prefect.tasks(run)) <= 8


@pytest.mark.slow
def test_the_watcher_starts_the_ingest(prefect, home, until):
    home.drop(1, "seconda")
    told = home.run(
        "watch", "--rounds", "1", PREFECT_API_URL=prefect.url, PREFECT_HOME=prefect.environment["PREFECT_HOME"]
    )
    assert told == {"evento": "sportello.upload.received", "file": 1}
    (run,) = until(lambda: prefect.runs("ingest"), "flow run of ingest")
    assert prefect.end_of(run["id"])["type"] == "COMPLETED"
    assert home.ledger(STATES) == [("accepted", 4)]
    assert home.waiting() == []


@pytest.mark.slow
def test_a_document_is_judged_again(prefect, home):
    ((document,),) = home.ledger("select id from documents where name = 'seconda_000.pdf'")
    state = prefect.end_of(prefect.start("rerun", document=document, user="maria"))
    assert (state["type"], "1 ripresi" in state["message"]) == ("COMPLETED", True)
    assert home.ledger(f"select count(*) from attempts where document = '{document}'") == [(2,)]
    assert home.ledger(STATES) == [("accepted", 4)]


@pytest.mark.slow
def test_a_killed_run_is_crashed_and_the_next_one_completes_it(prefect, home, until):
    home.drop(MANY, "molte")
    run = prefect.start("ingest")
    received = "select count(*) from documents"
    until(lambda: home.ledger(received)[0][0] > 4, "document of the big batch", pause=0.02)
    os.kill(prefect.process_of(run), signal.SIGKILL)
    assert prefect.end_of(run)["type"] == "CRASHED"
    undone = 4 + MANY - home.ledger("select count(*) from documents where state <> 'pending'")[0][0]
    assert undone > 0

    summary = home.run("ingest", PREFECT_API_URL=prefect.url, PREFECT_HOME=prefect.environment["PREFECT_HOME"])
    assert sum(summary["esiti"].values()) == undone
    assert home.waiting() == []
    assert home.ledger(STATES) == [("accepted", 4 + MANY)]
    assert home.run("status")["balanced"] is True
    assert [r["state"]["type"] for r in prefect.runs("ingest")].count("COMPLETED") == 2


@pytest.mark.slow
def test_a_run_whose_worker_died_with_it_is_crashed_by_its_silence(prefect, home, until):
    received = "select count(*) from documents"
    before = home.ledger(received)[0][0]
    home.drop(MANY, "ultime")
    run = prefect.start("ingest")
    until(lambda: home.ledger(received)[0][0] > before, "document of the last batch", pause=0.02)
    engine = prefect.process_of(run)
    os.killpg(prefect.worker.pid, signal.SIGKILL)
    os.kill(engine, signal.SIGKILL)
    assert prefect.state(run)["type"] == "RUNNING"
    assert prefect.end_of(run)["type"] == "CRASHED"

    home.run("ingest")  # nobody needs Prefect to complete it
    assert home.waiting() == []
    assert home.ledger(STATES) == [("accepted", before + MANY)]
