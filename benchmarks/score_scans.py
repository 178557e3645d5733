"""Score the forms reader on degraded scans of our own layouts: one line for each look of a scanner or phone.

    python benchmarks/score_scans.py [--looks grey150,noisy200,...] [--layouts BC] [--errors]
    python benchmarks/score_scans.py --folder DIR --looks grey200,grey300

``--folder`` takes NAME.pdf + NAME.json (truth) instead of our own layouts: a line for each look, and one for the same fields read
from the digital document, so that what the scan costs is seen. Documents with form fields are left out: a scan has none.

Of each document only the pages with most fields are scanned, the others stay digital: OCR is the slow part, and sections keep
their beginnings. Only the fields of the scanned pages count. Figures in ``docs/reading.md``.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
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
#: Ways of filling a form that leave the same on paper as on a scan.
PRINTED = ("overlay", "freetext", "typed")
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


def score(name: str, pdf: bytes, truth: dict[str, Any], look: Look | None, seed: int) -> Score:
    """Read one document, its fullest pages scanned (not scanned where ``look`` is None), and count the fields of these pages."""
    pages = fullest(truth)
    own = {field for field, where in truth["where"].items() if where and where[0] - 1 in pages}
    told = truth | {
        "fields": {k: v for k, v in truth["fields"].items() if k in own},
        "blank": [k for k in truth["blank"] if k in own],
        "ambiguous": [k for k in truth.get("ambiguous", ()) if k in own],
    }
    seen = pdf if look is None else partly_scanned(pdf, look, pages, seed)
    reading = read_form(seen, FORM, open_page)
    if reading is not None:
        reading = replace(reading, fields={k: v for k, v in reading.fields.items() if k in own})
    found = Score()
    score_document(reading, told, found, name)
    return found


def summed(scores: Iterable[Score]) -> Score:
    """Add scores up."""
    total = Score()
    for one in scores:
        for part in fields(Score):
            setattr(total, part.name, getattr(total, part.name) + getattr(one, part.name))
    return total


def documents(folder: Path) -> list[tuple[str, bytes, dict[str, Any]]]:
    """Name, bytes and truth of a folder's documents that a printer could print: overlay and freetext, typed where one is missing."""
    known = [(path, json.loads(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.json"))]
    ways = [way for way in PRINTED if any(truth["channel"] == way for _, truth in known)][:2]
    return [
        (path.stem, path.with_suffix(".pdf").read_bytes(), truth) for path, truth in known if truth["channel"] in ways
    ]


def of_folder(folder: Path, look: Look | None, seed: int) -> Score:
    """Score the documents of a folder."""
    return summed(score(name, pdf, truth, look, seed) for name, pdf, truth in documents(folder))


def of_layouts(layouts: str, look: Look, seed: int) -> Score:
    """Score one document of each of our own layouts."""
    found = []
    for layout in layouts:
        own = seed + ord(layout)
        pdf, truth = make(layout, "typed" if own % 2 else "overlay", own)
        found.append(score(layout, pdf, truth, look, own))
    return summed(found)


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
    parser.add_argument(
        "--folder", type=Path, action="append", default=[], help="documents with truth; may be repeated"
    )
    parser.add_argument("--seed", type=int, default=31)
    parser.add_argument("--errors", action="store_true")
    asked = parser.parse_args()
    print("| scan | layouts | values F1 | marks F1 | invented | silent | to review |\n|---|---|---|---|---|---|---|")
    looks = asked.looks.split(",")
    if asked.folder:
        ways: list[tuple[str, Look | None]] = [("digital", None), *((name, LOOKS[name]) for name in looks)]
        rows = ((name, at.name, of_folder(at, look, asked.seed)) for at in asked.folder for name, look in ways)
    else:
        turns = ((name, asked.layouts or TURNS[list(LOOKS).index(name) % len(TURNS)]) for name in looks)
        rows = ((name, which, of_layouts(which, LOOKS[name], asked.seed)) for name, which in turns)
    for name, which, total in rows:
        print(row(name, which, total), flush=True)
        if asked.errors:
            print("\n".join(total.errors))


if __name__ == "__main__":
    main()
