"""A run that is killed at any step, then run again, ends as if nothing had happened: nothing lost, nothing twice."""

from __future__ import annotations

import random
import shutil
import signal
from datetime import date
from pathlib import Path

from storage import outbox
from storage.events import first_broken
from storage.failpoints import KILLED
from storage.reports import issued
from tests.builders import DAY, Desk, timeless

#: One kill after the other on the same inbox; benchmarks/crash.py tries every step and 50 random moments.
STEPS = (
    "blob.named:2",
    "database.before-commit:2",
    "inbox.file-removed:4",
    "database.committed:4",
    "database.before-commit:4",
)
MORNING = "2025-03-11T01:00:00+01:00"


def settled(desk: Desk, undisturbed: Desk) -> None:
    """Hold a desk that was cut off and run again against one that was not."""
    assert timeless(desk.export()) == timeless(undisturbed.export())
    status = desk.status()
    assert status["balanced"]
    assert status["pending"] == status["error"] == 0
    assert not [p for p in desk.inbox.rglob("*") if p.is_file()]
    with desk.app().database.read() as connection:
        assert first_broken(connection) is None
    assert not list((desk.home / "tmp").glob("run,*"))


def test_an_ingest_killed_at_each_durable_step_in_turn(world: Desk, undisturbed: Desk) -> None:
    ends = [world.run("ingest", SPORTELLO_FAILPOINT=step).code for step in STEPS]
    assert set(ends) <= {0, KILLED}
    assert ends.count(KILLED) >= 4, ends
    assert world.run("ingest").code == 0
    settled(world, undisturbed)


def test_an_ingest_killed_at_random_moments(world: Desk, undisturbed: Desk) -> None:
    chance = random.Random(20250310)
    killed = 0
    for _ in range(4):
        process = world.start("ingest")
        try:
            process.wait(timeout=chance.uniform(0.8, 2.4))
        except Exception:  # noqa: BLE001 - the moment has come
            process.send_signal(signal.SIGKILL)
            killed += 1
        process.communicate()
    assert killed
    assert world.run("ingest").code == 0
    settled(world, undisturbed)


def _night(desk: Desk) -> dict:
    with desk.app().database.read() as connection:
        reports = [(r.operator, r.version, r.digest) for r in issued(connection, date.fromisoformat(DAY))]
        messages = sorted(m.message_id for m in outbox.every(connection))
    files = sorted(
        str(p.relative_to(desk.home)) for n in ("reports", "outbox") for p in (desk.home / n).rglob("*") if p.is_file()
    )
    return {"reports": reports, "messages": messages, "files": files}


def test_a_nightly_run_killed_on_its_way_tells_everything_once(undisturbed: Desk, tmp_path: Path) -> None:
    quiet, cut = (Desk(tmp_path / name / "mondo", now=MORNING) for name in ("quieto", "interrotto"))
    for desk in (quiet, cut):
        shutil.copytree(undisturbed.root, desk.root, symlinks=True)
    assert quiet.run("nightly", "--day", DAY).code == 0
    steps = ("database.before-commit:3", "file.written:2", "database.committed:2", "file.named:1")
    ends = [cut.run("nightly", "--day", DAY, SPORTELLO_FAILPOINT=step).code for step in steps]
    assert ends.count(KILLED) >= 3, ends
    assert cut.run("nightly", "--day", DAY).code == 0
    night = _night(cut)
    assert night == _night(quiet)
    assert [(operator, version) for operator, version, _ in night["reports"]] == [("acme", 1), ("rivo", 1)]
    assert len(night["messages"]) == 2
    assert not [name for name in night["files"] if name.endswith(".part")]
