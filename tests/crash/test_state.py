"""The comparison after a kill sees what a crash can do: lost, doubled and left things."""

from __future__ import annotations

import os
import signal
import time

import pytest
from sqlalchemy import delete, insert, select, update

from storage import tables
from tests.builders import DAY, Desk
from tests.crash.forked import Fork
from tests.crash.state import State, differences, mail_troubles, state_of

NIGHT = "2025-03-11T01:00:00+01:00"


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("notte"), now=NIGHT).open("L-P-25-0000001")
    assert desk("nightly", "--day", DAY).code == 0
    return desk


@pytest.fixture
def wanted(night: Desk) -> State:
    return state_of(night)


def changed(night: Desk, *statements: object) -> set[str]:
    """Return the parts that differ after the statements, which are undone."""
    before = state_of(night)
    database = night.home / "catalogue.db"
    app = night.app()
    with app.database.read() as connection:
        connection.exec_driver_sql("SELECT 1")
    kept = {p: p.read_bytes() for p in database.parent.glob("catalogue.db*")}
    with app.database.write() as connection:
        for statement in statements:
            connection.execute(statement)  # type: ignore[call-overload]
    found = {line.partition(":")[0] for line in differences(before, state_of(night))}
    app.database.engine.dispose()
    for path, data in kept.items():
        path.write_bytes(data)
    return found


def test_the_same_end_differs_in_nothing(night: Desk, wanted: State) -> None:
    assert differences(wanted, state_of(night)) == []
    assert len(wanted["reports"]) == len(wanted["outbox"]) == 2


def test_a_report_lost_or_doubled_is_seen(night: Desk) -> None:
    assert "reports" in changed(night, delete(tables.reports).where(tables.reports.c.operator == "rivo"))
    with night.app().database.read() as connection:
        row = connection.execute(select(tables.reports).where(tables.reports.c.operator == "acme")).one()
    again = {**row._mapping, "version": 2}
    assert "reports" in changed(night, insert(tables.reports).values(**again))


def test_a_mail_still_waiting_and_a_broken_log_are_seen(night: Desk) -> None:
    assert "outbox" in changed(night, update(tables.outbox).values(state="sending"))


def test_a_file_missing_or_left_behind_is_seen(night: Desk, wanted: State) -> None:
    report = next((night.home / "reports").rglob("*.pdf"))
    data = report.read_bytes()
    report.unlink()
    assert {line.partition(":")[0] for line in differences(wanted, state_of(night))} == {"files", "doctor"}
    report.write_bytes(data)
    part = report.with_name(".x.part")
    part.write_bytes(b"x")
    assert any(line.startswith("files") for line in differences(wanted, state_of(night)))
    part.unlink()


def test_mails_missing_doubled_and_cut_off() -> None:
    wanted = {"a": 1, "b": 1}
    assert mail_troubles(wanted, {"a": 1, "b": 1}, []) == []
    assert mail_troubles(wanted, {"a": 1}, [{"b"}]) == ["mail missing: b"]
    assert mail_troubles(wanted, {"a": 2, "b": 1}, [set(), {"b"}]) == ["mail 2 times instead of 1: a"]
    assert mail_troubles(wanted, {"a": 2, "b": 1}, [{"a"}]) == []
    assert mail_troubles(wanted, {"a": 3, "b": 1}, [{"a"}]) == ["mail 3 times instead of 1: a"]
    assert mail_troubles(wanted, {"a": 1, "b": 1, "c": 1}, [{"c"}]) == ["mail 1 times instead of 0: c"]


def test_a_fork_gives_its_value_or_dies_at_its_moment() -> None:
    assert Fork(lambda: 7).value() == 7
    assert Fork(lambda: os._exit(137)).end() == 137
    assert Fork(lambda: time.sleep(60)).killed_after(0.05)
    assert not Fork(lambda: None).killed_after(60)
    with pytest.raises(RuntimeError):
        Fork(lambda: os.kill(os.getpid(), signal.SIGKILL)).value()
