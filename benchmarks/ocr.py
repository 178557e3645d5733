"""OCR against what a user writes in an afternoon: word errors and seconds a page, same scans, same process.

``python benchmarks/ocr.py [FORM.pdf] [--pages 1,9,12,16,20] [--looks grey200,bit300,...]``

Baseline: ``pytesseract.image_to_data`` with its defaults on the page rendered at the scan's own resolution,
``OMP_THREAD_LIMIT=1`` (on a busy machine Tesseract's threads make it five times slower). Truth: the words of the digital page.
A word error is a word missing or too many, as bags of words a page, so that neither reading order nor boxes count. Tick
glyphs, underlines and leaders are no words on either side; typographic quotes and dashes are taken as plain ones.
The seconds are those of the process (and of its children), not of the wall: other work on the machine does not count.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("OMP_THREAD_LIMIT", "1")

import pdfplumber
import pypdfium2 as pdfium
import pytesseract
from PIL import Image

from benchmarks.make_scans import LOOKS, Look, render, scan_pdf
from extractors.ocr import read_page

Bag = Counter[str]
DEFAULT = Path(__file__).resolve().parent.parent.parent / "shared/data/forms/dev/A_typed_01.pdf"
PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "ª": "°", "º": "°"})
NO_WORD = re.compile(r"[_…☐☒☑○●■□◯⬤]+|\.{3,}")


def bag(texts: Iterable[str]) -> Bag:
    """Words that hold a letter or a digit, counted."""
    parts = (part for text in texts for part in NO_WORD.sub(" ", text.translate(PLAIN)).split())
    return Counter(part for part in parts if any(sign.isalnum() for sign in part))


def errors(true: Bag, read: Bag) -> int:
    """Words missing or too many, a misread word counting once."""
    return max((true - read).total(), (read - true).total())


def naive(pdf: bytes, index: int, dpi: float) -> Bag:
    """What the documentation of pytesseract shows."""
    picture = Image.fromarray(render(pdfium.PdfDocument(pdf)[index], dpi))
    return bag(pytesseract.image_to_data(picture, lang="ita", output_type=pytesseract.Output.DICT)["text"])


def ours(pdf: bytes, index: int, _dpi: float) -> Bag:
    return bag(word.text for word in read_page(pdf, index).words)


def spent() -> float:
    """CPU seconds of this process and its finished children."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def measure(pdf: bytes, truth: list[Bag], look: Look, read: Callable[[bytes, int, float], Bag]) -> tuple[float, float]:
    """Word error rate and CPU seconds a page."""
    began = spent()
    wrong = sum(errors(true, read(pdf, index, look.dpi)) for index, true in enumerate(truth))
    return wrong / sum(true.total() for true in truth), (spent() - began) / len(truth)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("form", type=Path, nargs="?", default=DEFAULT)
    parser.add_argument("--pages", default="1,9,12,16,20", help="from 1")
    parser.add_argument("--looks", default="grey200,bit300,grey300,grey150,phone")
    asked = parser.parse_args()
    if not asked.form.is_file():
        parser.error(f"{asked.form} is absent: give the digital PDF of a form")
    source = asked.form.read_bytes()
    pages = [int(part) - 1 for part in asked.pages.split(",")]
    with pdfplumber.open(io.BytesIO(source)) as digital:
        truth = [bag(word["text"] for word in digital.pages[i].extract_words(x_tolerance=1.5)) for i in pages]
    ours(scan_pdf(source, LOOKS["clean200"], pages=pages[:1]), 0, 200)  # the model is loaded once per worker
    print(f"{'scan':10s} {'naive WER':>10s} {'our WER':>8s} {'ratio':>6s} {'naive s':>8s} {'our s':>6s} {'speed':>6s}")
    for name in asked.looks.split(","):
        look = LOOKS[name]
        pdf = scan_pdf(source, look, seed=1, pages=pages)
        base, base_seconds = measure(pdf, truth, look, naive)
        wer, seconds = measure(pdf, truth, look, ours)
        print(
            f"{name:10s} {base:10.4f} {wer:8.4f} {wer / base:6.2f} {base_seconds:8.2f} {seconds:6.2f} "
            f"{base_seconds / seconds:5.1f}x",
            flush=True,
        )


if __name__ == "__main__":
    main()
