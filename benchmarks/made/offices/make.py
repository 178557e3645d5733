"""Make documents in the layouts of other offices: ``python -m benchmarks.made.offices.make DIR [seed]``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.made.offices.k import K
from benchmarks.made.offices.l import L
from benchmarks.made.offices.m import M
from benchmarks.made.offices.words import filled_for

LAYOUTS: dict[str, type[K | L | M]] = {"K": K, "L": L, "M": M}
CHANNELS = ("typed", "overlay", "acroform_foreign", "freetext")


def make(layout: str, channel: str, seed: int) -> tuple[bytes, dict[str, Any]]:
    """Return a filled document and its truth; it is written twice, for each page tells how many there are."""
    values = filled_for(seed)
    first = LAYOUTS[layout](channel, values, seed)
    first.write()
    sheet = LAYOUTS[layout](channel, values, seed, first.page)
    sheet.write()
    pdf = sheet.finish()
    fields = {k: v for k, v in values.items() if k in sheet.seen and v is not None}
    blank = [k for k, v in values.items() if k in sheet.seen and v is None]
    truth = {
        "doc": f"{layout}_{channel}_{seed:02d}", "layout": layout, "channel": channel, "pages": sheet.page, "fields": fields, "blank": blank,
        "ambiguous": [], "faults": [], "written": sheet.written, "where": sheet.where,
    }  # fmt: skip
    return pdf, truth


def every(seed: int) -> Iterator[tuple[bytes, dict[str, Any]]]:
    """Make a document of every layout through every channel."""
    for layout in LAYOUTS:
        for number, channel in enumerate(CHANNELS):
            yield make(layout, channel, seed * 10 + number)


def save(folder: Path, documents: Iterable[tuple[bytes, dict[str, Any]]]) -> None:
    """Write NAME.pdf and NAME.json of each document."""
    folder.mkdir(parents=True, exist_ok=True)
    for pdf, truth in documents:
        (folder / f"{truth['doc']}.pdf").write_bytes(pdf)
        (folder / f"{truth['doc']}.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8")


def main() -> None:
    save(Path(sys.argv[1]), every(int(sys.argv[2]) if len(sys.argv) > 2 else 1))


if __name__ == "__main__":
    main()
