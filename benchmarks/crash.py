"""kill -9 of ingest, nightly, rerun and outbox, at every durable step and at random moments; then once more, and compare.

    make crash        python -m benchmarks.crash [--points 1000] [--nights 30] [--flows nightly,outbox] [--seed 2]

Each point starts from a fresh copy of one small world. A run is killed there (one in three once more, while it makes
up for it), then the same command runs undisturbed, and everything that it leaves behind must be as if nobody had
killed anything: export, letters, reports, solleciti, files, blobs, events counted, ledger balanced, log unbroken,
``doctor`` content; and the mailbox of a real SMTP server: nothing missing, nothing twice but what a kill cut off
between the server's yes and our note of it, under the same Message-ID.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sportello.documents.work import WARM
from sportello.mail import receipt_work
from storage import failpoints
from tests.builders import Desk, Said
from tests.crash.forked import Fork, warm_up
from tests.crash.mailbox import Mailbox
from tests.crash.nursery import Nursery
from tests.crash.state import State, differences, mail_troubles, sending, state_of
from tests.crash.world import FLOWS, Flow

#: Of the random moments, how many go to each kind of run.
SHARES = {"ingest": 0.3, "nightly": 0.4, "rerun": 0.15, "outbox": 0.15}


@dataclass(frozen=True)
class Kill:
    """Where a run dies: at the so-manieth durable step, or after so many seconds."""

    step: int = 0
    moment: float = 0.0

    def __str__(self) -> str:
        return f"step {self.step}" if self.step else f"{self.moment:.3f} s"


@dataclass
class Count:
    """What the points of one kind of run came to."""

    steps: int = 0
    moments: int = 0
    ended: int = 0
    twice: int = 0
    copies: int = 0
    troubles: list[str] = field(default_factory=list)


class Proof:
    """One kind of run: its world, how it ends undisturbed, and the same after kills."""

    def __init__(self, flow: Flow, folder: Path, mailbox: Mailbox) -> None:
        self.flow, self.mailbox = flow, mailbox
        self.world, self.copy = folder / "mondo", folder / "copia"
        Fork(lambda: flow.make(Desk(self.world)) and None).value()
        said, self.wanted, first = self._undisturbed(self._fresh())
        _, again, second = self._undisturbed(self._fresh())
        if said.code != 0 or differences(self.wanted, again):
            raise RuntimeError(f"{flow.name} undisturbed: {said.err} {differences(self.wanted, again)}")
        self.length = min(first, second)
        self.steps = said.err.count("failpoint ")
        self.mails = mailbox.came()

    def _fresh(self) -> Desk:
        if self.copy.exists():
            shutil.rmtree(self.copy)
        shutil.copytree(self.world, self.copy, symlinks=True)
        self.mailbox.empty()
        return self._desk()

    def _desk(self) -> Desk:
        return Desk(
            self.copy, now=self.flow.now, env={"SPORTELLO_SMTP_URL": self.mailbox.url} if self.flow.mail else {}
        )

    def _undisturbed(self, desk: Desk) -> tuple[Said, State, float]:
        """Run to the end; returns what was said, the end, and the seconds that the run took."""

        def run() -> tuple[Said, State, float]:
            failpoints.arm("list")
            started = time.monotonic()
            said = desk(*self.flow.words)
            length = time.monotonic() - started
            failpoints.arm("")
            return said, state_of(desk), length

        value: tuple[Said, State, float] = Fork(run).value()
        return value

    def _kill(self, desk: Desk, kill: Kill) -> bool:
        def run() -> None:
            failpoints.arm(f"*:{kill.step}" if kill.step else "")
            desk(*self.flow.words)

        fork = Fork(run)
        return fork.end() == failpoints.KILLED if kill.step else fork.killed_after(kill.moment)

    def hold(self, kills: tuple[Kill, ...], count: Count) -> list[str]:
        """Kill, run again, compare; returns what differs."""
        desk, windows = self._fresh(), []
        for kill in kills:
            count.ended += not self._kill(desk, kill)
            if self.flow.mail:
                windows.append(Fork(lambda: sending(desk)).value())
        said, state, _ = self._undisturbed(desk)
        found = differences(self.wanted, state)
        if said.code != 0:
            found.append(f"exit {said.code}: {said.err[-300:]}")
        came = self.mailbox.came()
        found += mail_troubles(self.mails, came, windows)
        count.copies += sum(came.values()) - sum(self.mails.values()) if not found else 0
        count.twice += len(kills) > 1
        return found


def kills(proof: Proof, steps: int, moments: int, chance: random.Random) -> Iterator[tuple[Kill, ...]]:
    """Yield so many points: durable steps (all of them where there is room), then random moments."""
    every = range(1, proof.steps + 1)
    chosen = [Kill(step=step) for step in (every if steps >= proof.steps else sorted(chance.sample(every, steps)))]
    chosen += [Kill(moment=chance.uniform(0.0, proof.length)) for _ in range(moments)]
    for first in chosen:
        again = chance.random() < 1 / 3
        yield (first, Kill(moment=chance.uniform(0.0, proof.length))) if again else (first,)


def prove(proof: Proof, points: Iterator[tuple[Kill, ...]]) -> Count:
    """Hold every point and tell each trouble as it comes."""
    count = Count()
    for point in points:
        count.steps += point[0].step > 0
        count.moments += point[0].step == 0
        for trouble in proof.hold(point, count):
            line = f"  TROUBLE {proof.flow.name}, killed at {', then '.join(map(str, point))}: {trouble}"
            count.troubles.append(line)
            print(line, flush=True)
    return count


def told(count: Count) -> str:
    """Return the counts as words."""
    return (
        f"{count.steps} durable steps and {count.moments} random moments, {count.twice} killed twice, "
        f"{count.ended} kills came too late; {len(count.troubles)} troubles; "
        f"{count.copies} second copies of mails, each cut off in its window"
    )


def campaign(points: int, nights: int, flows: list[str], seed: int, folder: Path) -> int:
    """Do everything; returns the number of troubles."""
    chance = random.Random(seed)
    mailbox = Mailbox(folder / "caselle")
    nursery = Nursery(folder / "vivaio", (*WARM, *receipt_work.WARM, "sportello.forms.crops"))
    nursery.adopt()
    warm_up(lambda: _everything_once(folder / "caldo", mailbox))
    started, spent = time.monotonic(), _cpu()
    proofs = [Proof(flow, folder / flow.name, mailbox) for flow in FLOWS if flow.name in flows]
    done = bad = 0
    for proof in proofs:
        print(f"{proof.flow.name} undisturbed: {proof.length:.2f} s, {proof.steps} durable steps, "
              f"{len(proof.wanted['documents'])} documents, {len(proof.mails)} mails", flush=True)  # fmt: skip
        if proof.flow.name == "nightly" and nights:
            count = prove(proof, kills(proof, 0, nights, random.Random(f"nights {seed}")))
            done, bad = done + nights, bad + len(count.troubles)
            print(_nights(proof, count, nights), flush=True)
    all_steps, left = sum(proof.steps for proof in proofs), max(0, points - done)
    for_steps = min(all_steps, left if left >= 2 * all_steps else left // 2)
    weight = sum(SHARES[proof.flow.name] for proof in proofs)
    for proof in proofs:
        steps = proof.steps * for_steps // all_steps
        moments = round((left - for_steps) * SHARES[proof.flow.name] / weight)
        count = prove(proof, kills(proof, steps, moments, chance))
        done, bad = done + count.steps + count.moments, bad + len(count.troubles)
        print(f"{proof.flow.name}: {told(count)}", flush=True)
    mailbox.close()
    nursery.close()
    wall, cpu = time.monotonic() - started, _cpu() - spent
    print(
        f"{done} kill points (seed {seed}), {bad} troubles; {wall:.0f} s, {cpu / max(1, done):.2f} s of CPU a point (workers apart)"
    )
    return bad


def _nights(proof: Proof, count: Count, nights: int) -> str:
    told_of = ("solleciti", "reports", "mail")
    wrong = {what: sum(what in line for line in count.troubles) for what in told_of}
    return (
        f"nightly killed at {nights} random moments and run again ({nights + count.twice - count.ended} kills): solleciti "
        f"{len(proof.wanted['solleciti'])} wanted, {wrong['solleciti']} nights wrong; reports "
        f"{len(proof.wanted['reports'])} wanted, {wrong['reports']} wrong; mails {len(proof.mails)} wanted, "
        f"{wrong['mail']} wrong, {count.copies} second copies within the window; other troubles "
        f"{len(count.troubles) - sum(wrong.values())}"
    )


def _everything_once(folder: Path, mailbox: Mailbox) -> None:
    for flow in FLOWS:
        desk = Desk(folder / flow.name)
        flow.make(desk)
        desk.now = flow.now
        desk.env = {"SPORTELLO_SMTP_URL": mailbox.url} if flow.mail else {}
        desk(*flow.words)
        state_of(desk)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime + own.ru_utime + own.ru_stime


def main() -> int:
    """Read the options, work in memory where the machine has such a place."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=int, default=1000)
    parser.add_argument("--nights", type=int, default=30, help="random moments of the nightly run told by themselves")
    parser.add_argument("--flows", default=",".join(flow.name for flow in FLOWS))
    parser.add_argument("--seed", type=int, default=2)
    chosen = parser.parse_args()
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="crash-", dir=memory if memory.is_dir() else None) as name:
        return int(campaign(chosen.points, chosen.nights, chosen.flows.split(","), chosen.seed, Path(name)) > 0)


if __name__ == "__main__":
    sys.exit(main())
