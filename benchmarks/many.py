"""Many one-page PDFs in one inbox: does the time grow with the count, does the memory, and where does the time go?

    python benchmarks/many.py [--counts 1000 5000] [--workers N]

Each size runs in a process of its own on a fresh installation. Shares are of the whole run; reading happens in other
processes, so the main process's own work (database, intake, judging) is what could hold the workers up.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sqlalchemy import Engine, event

MARK = b"numero 0000000"


class Clock:
    """Sums seconds by name."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()

    def around(self, owner: Any, name: str, label: str) -> None:
        inner = getattr(owner, name)

        def timed(*args: Any, **more: Any) -> Any:
            start = time.perf_counter()
            try:
                return inner(*args, **more)
            finally:
                self.seconds[label] += time.perf_counter() - start

        setattr(owner, name, timed)

    def watch(self, engine: Engine) -> None:
        """Count statements and commits, row fetching included only as far as the driver does it at once."""

        def before(_c: Any, _cursor: Any, _s: str, _p: Any, context: Any, _m: bool) -> None:
            context.started = time.perf_counter()

        def after(_c: Any, _cursor: Any, _s: str, _p: Any, context: Any, _m: bool) -> None:
            self.seconds["database"] += time.perf_counter() - context.started
            self.seconds["statements"] += 1

        event.listen(engine, "before_cursor_execute", before)
        event.listen(engine, "after_cursor_execute", after)
        self.around(engine.dialect, "do_commit", "database")


def one(root: Path, workers: int) -> dict[str, Any]:
    """Ingest what lies in the inbox of ``root`` and say what it cost."""
    from sportello import pipeline  # noqa: PLC0415 - only the measured process loads it
    from sportello.app import App  # noqa: PLC0415
    from sportello.documents import intake, process  # noqa: PLC0415
    from sportello.settings import load_settings  # noqa: PLC0415

    clock = Clock()
    app = App(load_settings(home=root / "casa", workers=workers))
    clock.watch(app.database.engine)
    clock.around(pipeline, "take_in", "intake")
    clock.around(pipeline, "process", "process")
    clock.around(process, "_keep", "judge and keep")
    clock.around(process, "tasks_for", "tasks")
    clock.around(intake, "_take_chunk", "intake chunks")
    before = _rss_mb()
    start = time.perf_counter()
    run = pipeline.ingest(app)
    seconds = time.perf_counter() - start
    return {
        "documents": run.intake.taken,
        "ends": {state.value: n for state, n in run.processed.ends.items()},
        "seconds": round(seconds, 2),
        "peak_mb": round(_rss_mb(), 1),
        "peak_mb_before": round(before, 1),
        "database_share": round(clock.seconds["database"] / seconds, 3),
        "parts": {name: round(value, 2) for name, value in sorted(clock.seconds.items())},
        "cpu_self": round(
            resource.getrusage(resource.RUSAGE_SELF).ru_utime + resource.getrusage(resource.RUSAGE_SELF).ru_stime, 2
        ),
        "cpu_workers": round(
            resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            + resource.getrusage(resource.RUSAGE_CHILDREN).ru_stime,
            2,
        ),
    }


def _rss_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def fill(root: Path, count: int) -> None:
    from tests.builders import Desk, pdf  # noqa: PLC0415 - only the filling process pays for pikepdf

    desk = Desk(root).open()
    form = pdf("Comunicazione di prova", MARK.decode())
    assert form.count(MARK) == 1, "the page's text must stand uncompressed"
    folder = desk.inbox / "acme" / "comunicazioni"
    folder.mkdir(parents=True)
    for number in range(count):
        place = folder / f"n{number:07d}.pdf"
        place.write_bytes(form.replace(MARK, b"numero %07d" % number))
        desk.age(place)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=[1000, 5000])
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(one(chosen.one, chosen.workers)))
        return
    found = []
    for count in chosen.counts:
        with tempfile.TemporaryDirectory() as folder:
            fill(Path(folder), count)
            done = subprocess.run(
                [sys.executable, __file__, "--one", folder, "--workers", str(chosen.workers)],
                check=True,
                stdout=subprocess.PIPE,
                text=True,
            )
        found.append(json.loads(done.stdout))
        print(json.dumps(found[-1], indent=1))
    first, last = found[0], found[-1]
    print(
        f"time: {last['seconds'] / first['seconds']:.2f} times for {last['documents'] / first['documents']:.1f} times the documents"
    )
    print(
        f"peak memory: {first['peak_mb']} MB -> {last['peak_mb']} MB; database: {last['database_share']:.1%} of the whole"
    )


if __name__ == "__main__":
    main()
