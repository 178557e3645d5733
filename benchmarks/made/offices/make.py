"""Make documents in the layouts of other offices: ``python -m benchmarks.made.offices.make DIR [seed]``."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.made.offices.k import K
from benchmarks.made.offices.l import L
from benchmarks.made.offices.m import M
from benchmarks.made.offices.words import filled_for
from benchmarks.made.truth import Document, every, save, truth_of

LAYOUTS: dict[str, type[K | L | M]] = {"K": K, "L": L, "M": M}
CHANNELS = ("typed", "overlay", "acroform_foreign", "freetext")


def make(layout: str, channel: str, seed: int) -> Document:
    """Return a filled document and its truth; it is written twice, for each page tells how many there are."""
    values = filled_for(seed)
    first = LAYOUTS[layout](channel, values, seed)
    first.write()
    sheet = LAYOUTS[layout](channel, values, seed, first.page)
    sheet.write()
    pdf = sheet.finish()
    return pdf, truth_of(layout, channel, seed, sheet, values)


def main() -> None:
    save(Path(sys.argv[1]), every(make, LAYOUTS, CHANNELS, int(sys.argv[2]) if len(sys.argv) > 2 else 1))


if __name__ == "__main__":
    main()
