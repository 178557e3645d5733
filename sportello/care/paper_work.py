"""In a worker: whether a paper names a person."""

from __future__ import annotations

from pathlib import Path

from domain.person_words import Words
from extractors.paper_text import paper_text

NAMES = "sportello.care.paper_work:names"
WARM = ("sportello.care.paper_work", "openpyxl")


def names(path: str, terms: tuple[str, ...]) -> bool:
    """Tell whether the PDF, workbook or message at ``path`` names whoever is known by ``terms``."""
    return Words(terms).on_paper(paper_text(Path(path).read_bytes()))
