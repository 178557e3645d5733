"""Each bad end of a worker has its own kind, costs its own document only, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.isolation import Done, Failed, FailureKind, Limits, Outcome, Task, Workshop, run_here

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
LIMITS = Limits(memory_mb=300, cpu_seconds=2, wall_seconds=5.0, file_mb=4, output_mb=8)


def one(shop: Workshop, name: str, *args: object, **details: object) -> Outcome:
    [(key, outcome)] = shop.run([Task(name, f"worker_tasks:{name}", args, **details)])
    assert key == name
    return outcome


def failure(outcome: Outcome) -> FailureKind:
    assert isinstance(outcome, Failed), outcome
    assert outcome.diagnosis
    return outcome.kind


def test_values_come_back_with_their_cost(shop):
    outcome = one(shop, "double", 21)
    assert isinstance(outcome, Done)
    assert outcome.value == 42
    assert 0 < outcome.cost.cpu_seconds < 1
    assert outcome.cost.peak_mb > 1


@pytest.mark.parametrize(
    ("name", "args", "kind"),
    [
        ("hog_memory", (), FailureKind.MEMORY),
        ("loop_for_ever", (), FailureKind.TIMEOUT),
        ("touch_null", (), FailureKind.CRASH),
        ("leave", (3,), FailureKind.CRASH),
        ("leave", (0,), FailureKind.CRASH),
        ("huge_output", (), FailureKind.OUTPUT),
        ("raise_error", (), FailureKind.BUG),
        ("return_foreign", (), FailureKind.BUG),
        ("raise_exit", (), FailureKind.CRASH),
    ],
)
def test_each_bad_end_has_its_kind(shop, name, args, kind):
    assert failure(one(shop, name, *args)) is kind
    after = one(shop, "double", 4)
    assert isinstance(after, Done)
    assert after.value == 8


def test_a_sleeper_is_stopped_at_its_wall_time(shop):
    limits = replace(LIMITS, wall_seconds=0.5)
    started = time.monotonic()
    outcome = one(shop, "sleep_for_ever", limits=limits)
    assert failure(outcome) is FailureKind.TIMEOUT
    assert time.monotonic() - started < 4.5, "the workshop's own limit is 5"


def test_the_diagnosis_of_a_bug_says_what_and_where(shop):
    outcome = one(shop, "raise_error")
    assert "ValueError: una cifra non torna" in outcome.diagnosis
    assert "worker_tasks.py" in outcome.diagnosis


def test_neighbours_are_not_touched_by_bad_documents(shop):
    bad = ("hog_memory", "touch_null", "raise_error", "huge_output")
    tasks = [
        Task(("bad", number), f"worker_tasks:{bad[number // 10]}")
        if number % 10 == 0
        else Task(("good", number), "worker_tasks:double", (number,))
        for number in range(40)
    ]
    outcomes = dict(shop.run(tasks))
    assert len(outcomes) == 40
    for (sort, number), outcome in outcomes.items():
        assert isinstance(outcome, Failed) if sort == "bad" else outcome.value == 2 * number


def test_tasks_are_taken_only_when_a_worker_is_free(shop):
    taken = []

    def tasks():
        for number in range(50):
            taken.append(number)
            yield Task(number, "worker_tasks:double", (number,))

    for seen, (_key, _outcome) in enumerate(shop.run(tasks()), start=1):
        assert len(taken) <= seen + 2, "at most one task in flight per worker"
    assert len(taken) == 50


def test_no_new_process_can_be_started(shop):
    if shop.guards.processes != "seccomp":
        pytest.skip("this kernel has no seccomp")
    assert failure(one(shop, "fork_without_end")) is FailureKind.BUG
    assert failure(one(shop, "start_a_program")) is FailureKind.BUG


def test_a_program_may_be_started_where_the_limits_say_so_and_does_not_outlive_its_document(shop, tmp_path):
    limits = replace(LIMITS, processes=True)
    assert one(shop, "start_a_program", limits=limits).value == "ciao\n"
    outcome = one(shop, "leave_a_daemon", tmp_path / "pid", limits=limits, writes=(tmp_path,))
    assert isinstance(outcome, Done), outcome
    assert not _alive(int(outcome.value)), "a program that left its group is ended all the same"


def test_a_worker_cannot_reach_the_network(shop):
    with socket.create_server(("127.0.0.1", 0)) as server:
        outcome = one(shop, "connect_to", server.getsockname()[1])
    assert isinstance(outcome, Done), outcome
    assert outcome.value != "connected"
    assert shop.guards.network in {"namespace", "seccomp"}


def test_a_worker_writes_only_where_it_may_and_only_so_much(shop, tmp_path):
    mine, other = tmp_path / "mine", tmp_path / "other"
    mine.mkdir()
    other.mkdir()
    assert one(shop, "write_file", mine / "a", 1 << 20, writes=(mine,)).value == 1 << 20
    assert failure(one(shop, "write_file", mine / "b", 8 << 20, writes=(mine,))) is FailureKind.OUTPUT
    if shop.guards.files == "landlock":
        assert failure(one(shop, "write_file", other / "a", 65536, writes=(mine,))) is FailureKind.BUG
        assert failure(one(shop, "make_link", mine / "l", other, writes=(mine,))) is FailureKind.BUG
        assert not list(other.iterdir())


def test_open_files_are_limited(shop):
    assert "Too many open files" in one(shop, "open_many", Path(__file__)).diagnosis


def test_secrets_of_the_environment_stay_outside(monkeypatch):
    monkeypatch.setenv("SPORTELLO_SMTP_URL", "smtps://utente:segreto@posta.invalid")
    with Workshop(1, LIMITS, (), (HERE,)) as shop:
        assert "SPORTELLO_SMTP_URL" not in one(shop, "environment").value


def test_a_forged_answer_is_data_at_most(shop):
    assert failure(one(shop, "forge_answer", b"D[]")) is FailureKind.OUTPUT
    assert failure(one(shop, "forge_answer", b'D[["os:system"],[0,"id"]]')) is FailureKind.OUTPUT
    assert failure(one(shop, "forge_answer", b"D" + b"[" * 200_000)) is FailureKind.OUTPUT
    assert failure(one(shop, "forge_answer", b"")) is FailureKind.CRASH


def test_noise_on_standard_error_does_not_block(shop):
    assert one(shop, "noisy", 2_000_000).value == "fine"


def test_a_dead_supervisor_costs_its_document_and_is_replaced():
    with Workshop(1, LIMITS, (), (HERE,)) as shop:
        assert one(shop, "double", 1).value == 2
        victim = shop._slots[0]._process.pid
        outcomes = []
        for key, outcome in shop.run(
            Task(n, "worker_tasks:sleep_for_ever" if n == 1 else "worker_tasks:double", (n,) if n != 1 else ())
            for n in _kill_after(range(3), 1, victim)
        ):
            outcomes.append((key, outcome))
    kinds = {key: failure(o) if isinstance(o, Failed) else o.value for key, o in outcomes}
    assert kinds == {0: 0, 1: FailureKind.CRASH, 2: 4}


def _kill_after(numbers, which, pid):
    for number in numbers:
        if number == which:
            subprocess.Popen(["/bin/sh", "-c", f"sleep 0.3; kill -9 {pid}"])
        yield number


def test_nobody_is_left_when_the_caller_is_killed(tmp_path):
    script = (
        "import sys; from pathlib import Path; from extractors.isolation import *\n"
        f"with Workshop(1, Limits(), (), (Path({str(HERE)!r}),)) as shop:\n"
        "    shop.guards; print(shop._slots[0]._process.pid, flush=True)\n"
        f"    path = Path({str(tmp_path)!r}) / 'pid'\n"
        "    list(shop.run([Task(1, 'worker_tasks:write_pid_and_sleep', (path,), (path.parent,))]))\n"
    )
    caller = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    supervisor = int(caller.stdout.readline())
    worker = int(_wait_for(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text()))
    assert _alive(supervisor)
    assert _alive(worker)
    os.kill(caller.pid, signal.SIGKILL)
    caller.wait()
    _wait_for(lambda: not _alive(supervisor) and not _alive(worker))


def test_stopping_to_listen_ends_what_is_under_way():
    with Workshop(2, LIMITS, (), (HERE,)) as shop:
        tasks = [
            Task(1, "worker_tasks:double", (1,)),
            Task(2, "worker_tasks:sleep_for_ever", limits=Limits(wall_seconds=60)),
        ]
        for key, _ in shop.run(tasks):
            assert key == 1
            break
        started = time.monotonic()
        assert one(shop, "double", 3).value == 6
        assert time.monotonic() - started < 20


def test_run_here_does_one_task():
    assert run_here("operator:add", (20, 22)).value == 42


def test_only_functions_that_a_fresh_process_finds_are_taken(shop):
    with pytest.raises(ValueError, match="top level"):
        list(shop.run([Task(1, lambda: 1)]))
    assert one(shop, "double", 2).value == 4


def test_a_supervisor_that_cannot_warm_up_is_an_error_of_ours():
    with (
        Workshop(1, LIMITS, ("no_such_module_here",)) as shop,
        pytest.raises(RuntimeError, match="no_such_module_here"),
    ):
        list(shop.run([Task(1, "operator:neg", (1,))]))


def test_nothing_leaks_over_many_documents(shop):
    supervisors = [slot._process.pid for slot in shop._slots]
    ends = [
        o
        for _, o in shop.run(
            Task(n, f"worker_tasks:{'raise_error' if n % 3 else 'double'}", () if n % 3 else (n,)) for n in range(90)
        )
    ]
    assert len(ends) == 90
    for pid in supervisors:
        assert len(list(Path(f"/proc/{pid}/fd").iterdir())) <= 5, "standard three, control socket, the listing itself"
        assert not Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def test_a_document_costs_less_than_15_ms_of_cpu():
    """Issue 7, point 1. A loaded machine makes it slower, so the median of many is taken."""
    with Workshop(1, Limits(), ("pikepdf", "pypdfium2")) as shop:
        costs = sorted(o.cost.cpu_seconds for _, o in shop.run(Task(n, "operator:neg", (n,)) for n in range(60)))
        assert shop.guards.threads == 1, "a fork copies one thread only"
    assert costs[30] < 0.015


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")")[1].split()[0] != "Z"
    except OSError:
        return False


def _wait_for(condition, seconds: float = 8.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := condition():
            return value
        time.sleep(0.05)
    raise AssertionError("it did not happen in time")
