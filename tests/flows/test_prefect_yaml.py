"""Prefect ignores keys that it does not know: here each one is held against Prefect's own models."""

from pathlib import Path

import pytest
import yaml
from prefect.cli.deploy._models import (
    ConcurrencyLimitSpec,
    DeploymentConfig,
    PrefectYamlModel,
    RawScheduleConfig,
    WorkPoolConfig,
)
from prefect.client.schemas.objects import ConcurrencyLimitStrategy
from prefect.client.schemas.schedules import CronSchedule
from prefect.events import DeploymentEventTrigger
from prefect.flows import load_flow_from_entrypoint
from prefect.workers.process import ProcessJobConfiguration, ProcessWorker

from flows.deploying import CODE, POOL
from sportello.watching import EVENT

FILE = Path(CODE / "prefect.yaml")


def load():
    return yaml.safe_load(FILE.read_text("utf-8"))


def unknown_keys(spec):
    """Name every key of prefect.yaml that no model of Prefect knows."""
    found = keys(spec, PrefectYamlModel, "") - {"definitions"}  # ours: a place for the YAML anchor
    for each in spec["deployments"]:
        where = f"{each.get('name')}."
        found |= keys(each, DeploymentConfig, where)
        found |= keys(each.get("concurrency_limit", {}), ConcurrencyLimitSpec, f"{where}concurrency_limit.")
        pool = each.get("work_pool", {})
        found |= keys(pool, WorkPoolConfig, f"{where}work_pool.")
        found |= keys(pool.get("job_variables", {}), ProcessJobConfiguration, f"{where}job_variables.")
        for schedule in each.get("schedules", []):
            found |= keys(schedule, RawScheduleConfig, f"{where}schedules.")
        for trigger in each.get("triggers", []):
            found |= keys(trigger, DeploymentEventTrigger, f"{where}triggers.")
    return found


def keys(spec, model, where):
    known = set(model.model_fields) | {f.alias for f in model.model_fields.values() if f.alias}
    return {f"{where}{key}" if where else key for key in spec if key not in known}


def deployment(name):
    (found,) = (d for d in load()["deployments"] if d["name"] == name)
    return found


def test_every_key_is_known_to_prefect():
    assert unknown_keys(load()) == set()


@pytest.mark.parametrize(
    ("deployed", "path", "typo"),
    [
        ("nightly", (), "schedule_s"),
        ("nightly", ("schedules", 0), "time_zone"),
        ("nightly", ("concurrency_limit",), "strategy"),
        ("ingest", ("triggers", 0), "expects"),
        ("ingest", ("work_pool",), "pool"),
        ("rerun", ("work_pool", "job_variables"), "environment"),
    ],
)
def test_a_typo_is_seen(deployed, path, typo):
    spec = load()
    (place,) = (d for d in spec["deployments"] if d["name"] == deployed)
    for key in path:
        place = place[key]
    place[typo] = 1
    assert len(unknown_keys(spec)) >= 1


def test_prefect_reads_the_file():
    model = PrefectYamlModel.model_validate(load())
    assert [d.name for d in model.deployments] == ["nightly", "ingest", "rerun"]


@pytest.mark.parametrize("name", ["nightly", "ingest", "rerun"])
def test_entrypoint_pool_and_parameters_exist(name, monkeypatch):
    monkeypatch.chdir(CODE)
    spec = deployment(name)
    flow = load_flow_from_entrypoint(spec["entrypoint"])
    assert flow.name == name
    assert set(spec.get("parameters", {})) <= set(flow.parameters.properties)
    flow.validate_parameters(spec.get("parameters", {}))
    assert spec["work_pool"]["name"] == POOL
    variables = ProcessWorker.get_default_base_job_template()["variables"]["properties"]
    assert set(spec["work_pool"]["job_variables"]) <= set(variables)
    assert all(isinstance(value, str) for value in spec["work_pool"]["job_variables"]["env"].values())


def test_the_night_starts_at_one_in_rome():
    (schedule,) = deployment("nightly")["schedules"]
    cron = CronSchedule(cron=schedule["cron"], timezone=schedule["timezone"])
    assert (cron.cron, cron.timezone) == ("0 1 * * *", "Europe/Rome")


@pytest.mark.parametrize(("name", "strategy"), [("nightly", "CANCEL_NEW"), ("ingest", "ENQUEUE")])
def test_runs_do_not_overlap(name, strategy):
    limit = deployment(name)["concurrency_limit"]
    assert limit["limit"] == 1
    assert ConcurrencyLimitStrategy(limit["collision_strategy"]).value == strategy


def test_the_event_of_the_watcher_starts_the_ingest():
    from flows.arrivals import arrival

    (spec,) = deployment("ingest")["triggers"]
    trigger = DeploymentEventTrigger.model_validate(spec)
    event = arrival({"file": 1})
    assert trigger.expect == {EVENT} == {event.event}
    assert trigger.match.matches(event.resource)
