"""Score the forms reader on whole scanned forms whose sheets lie in another order, upside down, with blank ones between, two on a sheet.

    python benchmarks/score_stacks.py [--layouts B] [--look clean200] [--stacks shuffled,two_up] [--errors]

Each stack is read with page numbers printed on its sheets and without. A page is read once for all stacks. ``silent`` counts
wrong values and blanks given with 0.8 or more. Figures in ``docs/reading.md``.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in a worker

import pypdfium2 as pdfium

from benchmarks.made.make import make
from benchmarks.make_scans import LOOKS, STACKS, render, scan_pdf, stacked, with_numbers
from benchmarks.score_forms import Score, score_document
from benchmarks.score_scans import FORM, row
from extractors.forms.read import read_form
from extractors.ocr import ScanContext, open_page

_KEPT: dict[str, ScanContext] = {}


def reader(pdf: bytes, index: int) -> ScanContext:
    """Read a page, or take it from an earlier stack."""
    with pdfium.PdfDocument(pdf) as document:
        key = hashlib.sha256(render(document[index], 72).tobytes()).hexdigest()
    if key not in _KEPT:
        _KEPT[key] = open_page(pdf, index)
    return _KEPT[key]


def score(layout: str, how: str, look: str, seed: int, *, numbers: bool) -> tuple[Score, str]:
    """Read one stack and count its fields; second come the codes of what was told of its sheets."""
    pdf, truth = make(layout, "typed" if seed % 2 else "overlay", seed)
    clean = with_numbers(pdf) if numbers else pdf
    reading = read_form(scan_pdf(stacked(clean, how, seed), LOOKS[look]), FORM, reader)
    found = Score()
    score_document(reading, truth, found, f"{layout} {how}")
    told = sorted({f.code for f in reading.findings if f.code in ("MOD-07", "MOD-08", "MOD-09")}) if reading else []
    return found, " ".join(told)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--layouts", default="B")
    parser.add_argument("--look", default="clean200", choices=sorted(LOOKS))
    parser.add_argument("--stacks", default=",".join(STACKS))
    parser.add_argument("--seed", type=int, default=97)
    parser.add_argument("--errors", action="store_true")
    asked = parser.parse_args()
    print(
        "| stack | layout | values F1 | marks F1 | invented | silent | to review | told |\n|---|---|---|---|---|---|---|---|"
    )
    for layout in asked.layouts:
        for how in asked.stacks.split(","):
            for numbers in (True, False):
                found, told = score(layout, how, asked.look, asked.seed, numbers=numbers)
                name = f"{how}, {'numbered' if numbers else 'no numbers'}"
                print(f"{row(name, layout, found)} {told} |", flush=True)
                if asked.errors:
                    print("\n".join(found.errors))


if __name__ == "__main__":
    main()
