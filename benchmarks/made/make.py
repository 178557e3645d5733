"""Make test documents: ``python -m benchmarks.made.make DIR [seed]`` writes NAME.pdf + NAME.json for every layout and channel."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.made.drawn import Sheet
from benchmarks.made.layouts import ORDERS, STYLES
from benchmarks.made.offices import make as offices
from benchmarks.made.script import write_form
from benchmarks.made.values import filled

CHANNELS = ("typed", "overlay", "acroform_own", "acroform_foreign", "freetext")


def make(layout: str, channel: str, seed: int) -> tuple[bytes, dict[str, Any]]:
    """Return a filled document and its truth."""
    style, wordings = STYLES[layout]
    values = filled(seed)
    sheet = Sheet(style, channel, values, seed)
    write_form(sheet, wordings, ORDERS.get(layout, ()))
    pdf = sheet.finish()
    fields = {k: v for k, v in values.items() if k in sheet.seen and v is not None}
    blank = [k for k, v in values.items() if k in sheet.seen and v is None]
    truth = {
        "doc": f"{layout}_{channel}_{seed:02d}", "layout": layout, "channel": channel, "pages": sheet.page, "fields": fields, "blank": blank,
        "ambiguous": [], "faults": [], "written": sheet.written, "where": sheet.where,
    }  # fmt: skip
    return pdf, truth


def every(seed: int) -> Iterator[tuple[bytes, dict[str, Any]]]:
    """Make a document of every layout through every channel, those of other offices last."""
    for layout in STYLES:
        for number, channel in enumerate(CHANNELS):
            yield make(layout, channel, seed * 10 + number)
    yield from offices.every(seed)


def main() -> None:
    offices.save(Path(sys.argv[1]), every(int(sys.argv[2]) if len(sys.argv) > 2 else 1))


if __name__ == "__main__":
    main()
