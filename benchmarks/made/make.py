"""Make test documents: ``python -m benchmarks.made.make DIR [seed]`` writes NAME.pdf + NAME.json for every layout and channel."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.made.drawn import Sheet
from benchmarks.made.layouts import ORDERS, STYLES
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


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    for layout in STYLES:
        for number, channel in enumerate(CHANNELS):
            pdf, truth = make(layout, channel, seed * 10 + number)
            (folder / f"{truth['doc']}.pdf").write_bytes(pdf)
            (folder / f"{truth['doc']}.json").write_text(
                json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8"
            )


if __name__ == "__main__":
    main()
