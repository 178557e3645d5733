"""Run the unpacker and the first PDF gate over folders of hostile files, and show how each source ended.

    .venv/bin/python benchmarks/hostile_bytes.py [FOLDER...] [--workers 2] [--each]

Every file goes through both, whatever its name says, each time in a worker of its own under the limits of the
pipeline. Exit code 1 if one did not end with a value, or if anything was written outside its own folder.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from domain.archives import Archive, Budget
from domain.pdf_facts import PdfPolicy
from extractors.isolation import Done, Limits, Outcome, Task, Workshop

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
DEFAULT = ("hostile/pdf", "hostile/zip", "zip-made/files", "pdf-forms", "signed")
LIMITS = Limits(memory_mb=512, cpu_seconds=20, wall_seconds=30.0, file_mb=80)


def sources(folder: Path) -> dict[str, str]:
    """Return the source of each file as its manifest tells, without the commit."""
    manifest = folder / "MANIFEST.tsv"
    if not manifest.exists():
        return {}
    with manifest.open(encoding="utf-8", newline="") as lines:
        return {row["file"]: row["source"].split("@")[0] for row in csv.DictReader(lines, delimiter="\t")}


def tasks(files: list[Path], work: Path) -> Iterator[Task]:
    for number, path in enumerate(files):
        into = work / str(number)
        into.mkdir()
        yield Task((path, "zip"), "extractors.archive:unpack", (path, into, Budget()), (into,))
        yield Task((path, "pdf"), "extractors.inspect:inspect_pdf", (path, PdfPolicy()))


def code_of(outcome: Outcome) -> str:
    """Return the code with which a file ended; an archive's refused entries count after a plus."""
    if not isinstance(outcome, Done):
        return f"!{outcome.kind.value}"
    value = outcome.value
    if value.problem is not None:
        return str(value.problem.value)
    refused = isinstance(value, Archive) and any(e.problem for e in value.entries)
    return "ok+" if refused else "ok"


def show(title: str, outcomes: dict[tuple[Path, str], Outcome], origin: dict[str, str]) -> None:
    rows: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for (path, sort), outcome in outcomes.items():
        rows[origin.get(path.name, "-"), sort].append(outcome)
    print(f"\n{title}\n{'source':40} {'as':4} {'files':>5} {'max s':>6} {'max cpu':>7} {'peak MB':>7}  ends")
    for (source, sort), ended in sorted(rows.items()):
        costs = [o.cost for o in ended]
        wall, cpu, peak = (
            max(v) for v in zip(*((c.wall_seconds, c.cpu_seconds, c.peak_mb) for c in costs), strict=True)
        )
        ends = "  ".join(f"{code} {count}" for code, count in sorted(Counter(map(code_of, ended)).items()))
        print(f"{source:40.40} {sort:4} {len(ended):5} {wall:6.2f} {cpu:7.3f} {peak:7.0f}  {ends}")


def run(folders: list[Path], workers: int, *, each: bool) -> int:
    bad = total = 0
    with (
        tempfile.TemporaryDirectory() as scratch,
        Workshop(workers, LIMITS, ("extractors.archive", "extractors.inspect")) as shop,
    ):
        print("guards:", shop.guards)
        canary = Path(scratch) / "canary"
        canary.mkdir()
        for number, folder in enumerate(folders):
            files = sorted(p for p in folder.rglob("*") if p.is_file() and p.name != "MANIFEST.tsv")
            work = Path(scratch) / "work" / str(number)
            work.mkdir(parents=True)
            started = time.perf_counter()
            outcomes = dict(shop.run(tasks(files, work)))
            spent = time.perf_counter() - started
            show(f"{folder}: {len(files)} files, {spent:.1f} s", outcomes, sources(folder))
            failed = {key: o for key, o in outcomes.items() if not isinstance(o, Done)}
            for (path, sort), outcome in (outcomes if each else failed).items():
                print(f"  {path.name} as {sort}: {code_of(outcome)} {getattr(outcome, 'diagnosis', '')}")
            bad, total = bad + len(failed), total + len(outcomes)
        stray = [p for p in Path(scratch).iterdir() if p.name not in {"canary", "work"}] + list(canary.iterdir())
    print(f"\n{total} looks, {bad} without a value, {len(stray)} files outside their folder")
    return 1 if bad or stray else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[SHARED / name for name in DEFAULT])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--each", action="store_true", help="also print every file's end")
    options = parser.parse_args()
    sys.exit(run([f for f in options.folders if f.is_dir()], options.workers, each=options.each))
