"""Scanned pages over the cores: pages a second with one worker and with several, and the memory of the largest worker.

``python -m benchmarks.cores [--pages 8] [--workers 2]``

Each page is a document of its own, read as the pipeline reads it (a worker process, no cache). Processor seconds a page are
printed beside the wall: where they rise with the number of workers, the machine is busy with something else.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

from benchmarks.make_scans import LOOKS, scan_pdf
from domain.documents import Channel
from extractors.isolation import Done, Limits, Task, Workshop
from sportello.demo.filled_form import filled
from sportello.documents.work import WORK, Job, warm_for

#: A worker may use this much (issue of reading forms): no worker over 1 GB.
LIMIT_MB = 1024


def sheets(folder: Path, count: int) -> list[Path]:
    """Write ``count`` scans of one page each."""
    form, made = filled({}), []
    for number in range(count):
        path = folder / f"{number}.pdf"
        path.write_bytes(scan_pdf(form, LOOKS["grey300"], seed=number, pages=[number % 5]))
        made.append(path)
    return made


def measured(paths: list[Path], workers: int) -> tuple[float, float, float]:
    """Read the pages with so many workers; returns wall seconds, processor seconds and the peak of one worker in MiB."""
    tasks = [Task(n, WORK, (Job(str(p), p.name, Channel.MODULI, False, ""),)) for n, p in enumerate(paths)]
    limits = Limits(wall_seconds=600.0, cpu_seconds=300)
    with Workshop(workers, limits, warm_for([Channel.MODULI])) as shop:
        # The first document starts the supervisors; it is not counted.
        for _ in shop.run(tasks[:workers]):
            pass
        start, outcomes = time.perf_counter(), [outcome for _, outcome in shop.run(tasks)]
        wall = time.perf_counter() - start
    if not all(isinstance(outcome, Done) for outcome in outcomes):
        raise SystemExit(f"a page was not read: {outcomes}")
    return wall, sum(o.cost.cpu_seconds for o in outcomes), max(o.cost.peak_mb for o in outcomes)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=8)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = sheets(Path(folder), chosen.pages)
        one, many = (measured(paths, workers) for workers in (1, chosen.workers))
    for workers, (wall, cpu, peak) in ((1, one), (chosen.workers, many)):
        print(
            f"{workers} workers: {chosen.pages / wall:.2f} pages/s, {cpu / chosen.pages:.2f} processor s a page, peak {peak:.0f} MiB"
        )
    print(f"{one[0] / many[0]:.2f} times as fast with {chosen.workers} workers; load {os.getloadavg()[0]:.1f}")
    if max(one[2], many[2]) > LIMIT_MB:
        raise SystemExit(f"a worker took more than {LIMIT_MB} MiB")


if __name__ == "__main__":
    main()
