"""kill -9 of an ingest at every durable step and at random moments; then once more, and compare.

    python benchmarks/crash.py [--moments 50] [--steps]

Each kill starts from a fresh copy of the same inbox. After it one undisturbed ``sportello ingest`` must give the export
of a run that nobody killed (instants aside), a balanced ledger, an unbroken event log and an empty inbox.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from storage.events import first_broken
from tests.builders import Desk, timeless
from tests.crash.world import make


def copies(world: Desk, folder: Path) -> Iterator[Desk]:
    number = 0
    while True:
        root = folder / f"copia{number}"
        shutil.copytree(world.root, root, symlinks=True)
        yield Desk(root)
        shutil.rmtree(root)
        number += 1


def trouble(desk: Desk, wanted: list[dict]) -> str:
    """Run to the end and say what differs from the undisturbed run, or nothing."""
    said = desk.run("ingest")
    status = desk.status()
    with desk.app().database.read() as connection:
        broken = first_broken(connection)
    checks = {
        f"exit {said.code}: {said.err}": said.code != 0,
        "export differs": timeless(desk.export()) != wanted,
        "ledger does not balance": not status["balanced"] or status["pending"] or status["error"],
        f"event {broken} broken": broken is not None,
        "inbox not empty": any(p.is_file() for p in desk.inbox.rglob("*")),
    }
    return "; ".join(what for what, wrong in checks.items() if wrong)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, default=50)
    parser.add_argument("--steps", action="store_true", help="every durable step as well")
    parser.add_argument("--seed", type=int, default=2)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        world = make(Desk(folder / "mondo"))
        desks = copies(world, folder)
        quiet = next(desks)
        start = time.monotonic()
        passed = quiet.run("ingest", SPORTELLO_FAILPOINT="list").err.count("failpoint ")
        length = time.monotonic() - start
        wanted = timeless(quiet.export())
        print(f"undisturbed: {len(wanted)} documents, {length:.1f} s, {passed} durable steps", flush=True)
        bad = 0
        if chosen.steps:
            bad += _steps(desks, passed, wanted)
        bad += _moments(desks, chosen.moments, length, wanted, random.Random(chosen.seed))
        print(f"trouble: {bad}")
        return int(bad > 0)


def _steps(desks: Iterator[Desk], passed: int, wanted: list[dict]) -> int:
    bad = 0
    for number in range(1, passed + 1):
        desk = next(desks)
        code = desk.run("ingest", SPORTELLO_FAILPOINT=f"*:{number}").code
        found = trouble(desk, wanted)
        bad += bool(found)
        print(f"step {number} of {passed}: ended {code}; {found or 'as undisturbed'}", flush=True)
    return bad


def _moments(desks: Iterator[Desk], count: int, length: float, wanted: list[dict], chance: random.Random) -> int:
    bad = 0
    for number in range(1, count + 1):
        desk = next(desks)
        moment = chance.uniform(0.3, length)
        process = desk.start("ingest")
        try:
            process.communicate(timeout=moment)
            end = "had ended"
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            end = "killed"
        taken = len([p for p in desk.inbox.rglob("*") if p.is_file()])
        found = trouble(desk, wanted)
        bad += bool(found)
        print(
            f"moment {number}: {end} at {moment:.2f} s, {taken} files still in the inbox; {found or 'as undisturbed'}",
            flush=True,
        )
    return bad


if __name__ == "__main__":
    sys.exit(main())
