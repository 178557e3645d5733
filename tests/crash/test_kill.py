"""A run that is killed at any step, then run again, ends as if nothing had happened: nothing lost, nothing twice."""

from __future__ import annotations

import re
import signal
import subprocess
import sys

import pytest

from storage.events import first_broken
from tests.builders import ROOT, Desk, timeless


def proof(*words: str) -> str:
    """Hold so many kill points of every kind of run, as ``make crash`` does; returns what was told."""
    command = [sys.executable, "-m", "benchmarks.crash", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=3000)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_minute_of_kills_over_ingest_nightly_rerun_and_outbox() -> None:
    told = proof("--points", "20", "--nights", "4", "--seed", "7")
    held = {kind: (int(steps), int(moments)) for kind, steps, moments in
            re.findall(r"^(\w+): (\d+) durable steps and (\d+) random moments", told, re.MULTILINE)}  # fmt: skip
    assert held.keys() == {"ingest", "nightly", "rerun", "outbox"}
    assert sum(map(sum, held.values())) >= 12
    assert min(steps for _, steps in re.findall(r"^(\w+) undisturbed.* (\d+) durable", told, re.MULTILINE)) > "1"
    assert "nightly killed at 4 random moments" in told
    assert " 0 troubles; " in told.splitlines()[-1]


@pytest.mark.slow
def test_a_night_killed_at_thirty_random_moments_tells_everything_once() -> None:
    told = proof("--points", "30", "--nights", "30", "--flows", "nightly", "--seed", "30")
    line = next(line for line in told.splitlines() if line.startswith("nightly killed at 30 random moments"))
    assert "solleciti 4 wanted, 0 nights wrong; reports 6 wanted, 0 wrong; mails 7 wanted, 0 wrong" in line
    assert line.endswith("other troubles 0")


def test_an_ingest_in_an_interpreter_of_its_own_killed_at_any_moment(world: Desk, undisturbed: Desk) -> None:
    killed = 0
    for moment in (1.1, 1.9):
        process = world.start("ingest")
        try:
            process.communicate(timeout=moment)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
            killed += 1
    assert killed
    assert world.run("ingest").code == 0
    assert timeless(world.export()) == timeless(undisturbed.export())
    status = world.status()
    assert status["balanced"]
    assert status["pending"] == status["error"] == 0
    assert not [p for p in world.inbox.rglob("*") if p.is_file()]
    with world.app().database.read() as connection:
        assert first_broken(connection) is None
    assert not list((world.home / "tmp").glob("run,*"))
