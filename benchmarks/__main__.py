"""``make bench``: every measurement that compares us with what a user would do, one after the other.

``python -m benchmarks [NAME ...]`` runs some of them. Quote ratios from one run; absolute times are the machine's.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

PARTS = {
    "reading": ["benchmarks.reading"],
    "ocr": ["benchmarks.ocr"],
    "many": ["benchmarks.many"],
    "search": ["benchmarks.search"],
    "rejudge": ["benchmarks.rejudge"],
    "cores": ["benchmarks.cores"],
}


def main() -> int:
    """Run the named parts, or all; exit code 1 if one failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="NAME", help=", ".join(PARTS))
    chosen = parser.parse_args().parts
    unknown = [name for name in chosen if name not in PARTS]
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    failed = 0
    for name in chosen or PARTS:
        print(f"\n== {name}", flush=True)
        failed |= subprocess.run([sys.executable, "-m", *PARTS[name]], check=False).returncode != 0
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
