"""Score the forms reader on degraded scans of our own layouts: one line for each look of a scanner or phone.

    python benchmarks/score_scans.py [--looks grey150,noise,...] [--layouts B,C] [--errors]

Of each document only the pages with most fields are scanned, the others stay digital: OCR is the slow part, and sections keep
their beginnings. Only the fields of the scanned pages count. Figures in ``docs/reading.md``.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in a worker

import pypdfium2 as pdfium

from benchmarks.made.make import make
from benchmarks.make_scans import LOOKS, Look, scan_pdf
from benchmarks.score_forms import Score, f1, score_document
from extractors.forms.read import read_form
from extractors.ocr import open_page

FORM = "regolamento-esercizio-mt"
#: Pages of a document that are scanned.
PAGES = 3
#: Two layouts for each look by turns, so that a run stays short and every layout meets several looks.
TURNS = ("BE", "CD", "DB", "EC")


def fullest(truth: dict[str, Any]) -> list[int]:
    """The pages (from 0) with most fields."""
    count = Counter(where[0] for where in truth["where"].values() if where)
    return sorted(int(page) - 1 for page, _ in count.most_common(PAGES))


def partly_scanned(pdf: bytes, look: Look, pages: Sequence[int], seed: int) -> bytes:
    """The document with ``pages`` replaced by their scans."""
    digital, made = pdfium.PdfDocument(pdf), pdfium.PdfDocument.new()
    scans = pdfium.PdfDocument(scan_pdf(pdf, look, seed, pages))
    for index in range(len(digital)):
        source, at = (scans, pages.index(index)) if index in pages else (digital, index)
        made.import_pages(source, [at])
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def score(layout: str, look: Look, seed: int) -> Score:
    """Read one document and count its scanned fields."""
    pdf, truth = make(layout, "typed" if seed % 2 else "overlay", seed)
    pages = fullest(truth)
    own = {name for name, where in truth["where"].items() if where and where[0] - 1 in pages}
    told = truth | {
        "fields": {k: v for k, v in truth["fields"].items() if k in own},
        "blank": [k for k in truth["blank"] if k in own],
    }
    reading = read_form(partly_scanned(pdf, look, pages, seed), FORM, open_page)
    if reading is not None:
        reading = replace(reading, fields={k: v for k, v in reading.fields.items() if k in own})
    found = Score()
    score_document(reading, told, found, layout)
    return found


def row(name: str, layouts: str, s: Score) -> str:
    """One line of the table."""
    values, marks = f1(s.right, s.given, s.wanted), f1(s.mark_right, s.mark_given, s.mark_wanted)
    return (
        f"| {name} | {layouts} | {values:.3f} | {marks:.3f} | {s.inventions}/{s.blanks} "
        f"| {s.silent}/{s.sure} | {s.review / max(1, s.fields):.2f} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--looks", default=",".join(LOOKS))
    parser.add_argument("--layouts", default="", help="letters, as BC; by turns when empty")
    parser.add_argument("--seed", type=int, default=31)
    parser.add_argument("--errors", action="store_true")
    asked = parser.parse_args()
    print("| scan | layouts | values F1 | marks F1 | invented | silent | to review |\n|---|---|---|---|---|---|---|")
    for name in asked.looks.split(","):
        layouts = asked.layouts or TURNS[list(LOOKS).index(name) % len(TURNS)]
        total = Score()
        for layout in layouts:
            one = score(layout, LOOKS[name], asked.seed + ord(layout))
            for part in fields(Score):
                setattr(total, part.name, getattr(total, part.name) + getattr(one, part.name))
        print(row(name, layouts, total), flush=True)
        if asked.errors:
            print("\n".join(total.errors))


if __name__ == "__main__":
    main()
