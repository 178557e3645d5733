"""Text-layer pages a second: our page reader against what a user writes in an afternoon, same pages, same process.

``python -m benchmarks.reading [PDF ...]``

Baseline: ``pdfplumber`` ``extract_words`` and ``extract_tables`` of each page, defaults. CPU seconds of this process;
both take turns on each document, so a slow moment of the machine hits both, and neither sweeps up what the other left.
Memory: peak of the process.
"""

from __future__ import annotations

import argparse
import gc
import resource
import statistics
import time
from pathlib import Path

import pdfplumber

from extractors.forms.read import read_form_pages
from extractors.pages.read import read_pages

SAMPLES = sorted(Path("../shared/data/forms/dev").glob("A_[aoft]*.pdf"))


def naive(path: Path) -> int:
    """Read words and tables of every page with pdfplumber; return the number of words."""
    words = 0
    with pdfplumber.open(path) as document:
        for page in document.pages:
            words += len(page.extract_words())
            page.extract_tables()
    return words


def measure(path: Path) -> tuple[int, float, float, float]:
    """Return pages, CPU seconds of our pages, of our pages with the form's fields, and of the baseline."""
    data = path.read_bytes()
    gc.collect()
    start = time.process_time()
    pages = read_pages(data)
    middle = time.process_time()
    read_form_pages(pages)
    fields = time.process_time()
    gc.collect()
    begun = time.process_time()
    naive(path)
    return len(pages), middle - start, fields - start, time.process_time() - begun


def main() -> None:
    """Print pages a second and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdf", type=Path, nargs="*", default=SAMPLES)
    chosen = parser.parse_args().pdf
    if not chosen:
        parser.error("no sample forms beside the project: name PDFs")
    measure(chosen[0])  # libraries and descriptions are loaded once per worker
    rows = [measure(path) for path in chosen]
    pages = sum(row[0] for row in rows)
    ours, fields, base = (sum(row[n] for row in rows) for n in (1, 2, 3))
    ratios = sorted(row[3] / row[1] for row in rows)
    print(f"{len(rows)} documents, {pages} text-layer pages")
    print(f"  our pages (words, rules, marks, widgets)  {pages / ours:8.1f} pages/s")
    print(f"  ... and the form's fields                 {pages / fields:8.1f} pages/s")
    print(f"  pdfplumber words + tables                 {pages / base:8.1f} pages/s")
    print(
        f"  ratio pages {base / ours:.1f} (per document {ratios[0]:.1f} to {ratios[-1]:.1f}, median {statistics.median(ratios):.1f})"
    )
    print(f"  ratio with fields {base / fields:.1f}")
    print(f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
