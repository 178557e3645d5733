"""OCR against what a user writes in an afternoon: word errors and seconds a page, same scans, same process.

``python -m benchmarks.ocr [FORM.pdf] [--pages 1,9,12,16,20] [--looks grey200,bit300,...]``

Baseline: ``pytesseract.image_to_data`` as its documentation shows it, on the page rendered at the scan's own resolution, measured
twice: with the defaults, where Tesseract shares a page among threads that wait for each other awake (processor seconds are what
the cores really spend), and with ``OMP_THREAD_LIMIT=1``, the harder one: nothing is wasted. Each has its ratio.
Truth: the words of the digital page. A word error is a word missing or too many, as bags of words a page, so that neither reading
order nor boxes count. Tick glyphs, underlines and leaders are no words on either side; typographic quotes and dashes are taken
as plain ones. Seconds are those of the process and of its children, one thread for our reader as in the workers; wall seconds
stand beside them and depend on what else the machine does.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
# As in the workers, where one process fills one core; it must be set before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

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

#: How many threads Tesseract may use, by environment; the program of pytesseract inherits it.
THREADS = "OMP_THREAD_LIMIT"


class Cost(NamedTuple):
    """Word error rate, processor seconds a page, wall seconds a page."""

    wrong: float
    cpu: float
    wall: float


def bag(texts: Iterable[str]) -> Bag:
    """Words that hold a letter or a digit, counted."""
    parts = (part for text in texts for part in NO_WORD.sub(" ", text.translate(PLAIN)).split())
    return Counter(part for part in parts if any(sign.isalnum() for sign in part))


def errors(true: Bag, read: Bag) -> int:
    """Words missing or too many, a misread word counting once."""
    return max((true - read).total(), (read - true).total())


def naive(pdf: bytes, index: int, dpi: float) -> Bag:
    """What the documentation of pytesseract shows, with its defaults."""
    os.environ.pop(THREADS, None)
    picture = Image.fromarray(render(pdfium.PdfDocument(pdf)[index], dpi))
    return bag(pytesseract.image_to_data(picture, lang="ita", output_type=pytesseract.Output.DICT)["text"])


def naive_one_thread(pdf: bytes, index: int, dpi: float) -> Bag:
    """The same with one thread, as who knows Tesseract calls it."""
    os.environ[THREADS] = "1"
    picture = Image.fromarray(render(pdfium.PdfDocument(pdf)[index], dpi))
    return bag(pytesseract.image_to_data(picture, lang="ita", output_type=pytesseract.Output.DICT)["text"])


def ours(pdf: bytes, index: int, _dpi: float) -> Bag:
    return bag(word.text for word in read_page(pdf, index).words)


def spent() -> float:
    """CPU seconds of this process and its finished children."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def measure(pdf: bytes, truth: list[Bag], look: Look, read: Callable[[bytes, int, float], Bag]) -> Cost:
    """Read every page and count."""
    began, clock = spent(), time.perf_counter()
    wrong = sum(errors(true, read(pdf, index, look.dpi)) for index, true in enumerate(truth))
    pages = len(truth)
    words = sum(true.total() for true in truth)
    return Cost(wrong / words, (spent() - began) / pages, (time.perf_counter() - clock) / pages)


def row(name: str, default: Cost, single: Cost, own: Cost) -> str:
    """One line of the table."""
    return (
        f"{name:10s} {default.wrong:9.3f} {own.wrong:8.3f} | {default.cpu:7.2f} {single.cpu:9.2f} {own.cpu:6.2f} "
        f"| {default.cpu / own.cpu:6.1f}x {single.cpu / own.cpu:7.1f}x "
        f"| {default.wall:7.2f} {single.wall:9.2f} {own.wall:6.2f}"
    )


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
    print(
        f"{'':10s} {'word errors':>18s} | {'processor s a page':>24s} | {'times as fast':>15s} | {'wall s a page':>24s}"
    )
    print(
        f"{'scan':10s} {'naive':>9s} {'ours':>8s} | {'default':>7s} {'1 thread':>9s} {'ours':>6s} "
        f"| {'default':>7s} {'1 thread':>7s} | {'default':>7s} {'1 thread':>9s} {'ours':>6s}"
    )
    for name in asked.looks.split(","):
        look = LOOKS[name]
        pdf = scan_pdf(source, look, seed=1, pages=pages)
        default, single, own = (measure(pdf, truth, look, read) for read in (naive, naive_one_thread, ours))
        print(row(name, default, single, own), flush=True)


if __name__ == "__main__":
    main()
