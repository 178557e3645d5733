"""Make test documents: ``python -m benchmarks.made.make DIR [seed]`` writes NAME.pdf + NAME.json for every layout and channel."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path

from benchmarks.made.drawn import Sheet
from benchmarks.made.layouts import ORDERS, STYLES
from benchmarks.made.offices import make as offices
from benchmarks.made.script import write_form
from benchmarks.made.truth import Document, every, save, truth_of
from benchmarks.made.values import filled

CHANNELS = ("typed", "overlay", "acroform_own", "acroform_foreign", "freetext")


def make(layout: str, channel: str, seed: int) -> Document:
    """Return a filled document and its truth."""
    style, wordings = STYLES[layout]
    values = filled(seed)
    sheet = Sheet(style, channel, values, seed)
    write_form(sheet, wordings, ORDERS.get(layout, ()))
    pdf = sheet.finish()
    return pdf, truth_of(layout, channel, seed, sheet, values)


def main() -> None:
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    save(
        Path(sys.argv[1]),
        chain(every(make, STYLES, CHANNELS, seed), every(offices.make, offices.LAYOUTS, offices.CHANNELS, seed)),
    )


if __name__ == "__main__":
    main()
