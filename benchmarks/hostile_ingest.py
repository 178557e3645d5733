"""``sportello`` with a stopwatch: what every look at foreign bytes cost goes, one JSON object a line, to a file.

    python -m benchmarks.hostile_ingest COSTS.jsonl ingest --home ...

The command, its parts and their limits are the real ones; only the outcomes are written down as they pass by.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extractors.isolation import Failed, Outcome, Task, Workshop
from sportello.cli.main import run_command
from sportello.documents import process


class TimedWorkshop(Workshop):
    """A workshop that writes down what each document cost."""

    costs: Path

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Any, Outcome]]:
        with self.costs.open("a", encoding="utf-8") as out:
            for key, outcome in super().run(tasks):
                cost = outcome.cost
                died = outcome.kind.value if isinstance(outcome, Failed) else ""
                line = {"document": key, "wall": cost.wall_seconds, "cpu": cost.cpu_seconds, "mb": cost.peak_mb}
                out.write(json.dumps({**line, "died": died}) + "\n")
                yield key, outcome


if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] in {"-h", "--help"}:
        sys.exit(__doc__)
    TimedWorkshop.costs = Path(sys.argv[1])
    process.Workshop = TimedWorkshop  # type: ignore[misc] - the one patch: this is a stopwatch, not a test
    sys.exit(run_command(sys.argv[2:]))
