"""The simulated year of the letters: the product and the slow model live through it and must agree in everything.

    python -m benchmarks.year [OPERATORS LETTERS NIGHTS]      default: 20 5000 365

Prints what was compared and how long a night takes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "model"))


def main() -> int:
    from year import play  # noqa: PLC0415 - their folder has just joined the path
    from year_compare import compare  # noqa: PLC0415
    from year_world import make_world  # noqa: PLC0415

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", nargs="*", type=int, default=[20, 5000, 365], help="OPERATORS LETTERS NIGHTS")
    asked = parser.parse_args()
    if len(asked.counts) != 3:
        parser.error("OPERATORS LETTERS NIGHTS: all three, or none")
    operators, letters, nights = asked.counts
    folder = Path(tempfile.mkdtemp(prefix="anno-"))
    began = time.perf_counter()
    world = play(make_world(folder, operators=operators, letters=letters, nights=nights, terms=(3, 10, 20, 20)))
    print(f"lived in {time.perf_counter() - began:.0f} s, {folder}", flush=True)
    for what, value in compare(world).items():
        print(f"{what}: {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
