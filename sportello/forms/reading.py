"""What a worker reads in an upload of ``moduli/``: the form or a part of it, and the documents that accompany it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from domain.companions import SCHEMA, FoundPaper
from domain.forms import Reading
from extractors.companions import find_companions
from extractors.forms.read import read_form
from extractors.text import embedded_texts, page_texts, text_of
from sportello.forms.scan_memory import ScanMemory

#: The form whose annexes may come as one file each.
MAIN_FORM = "regolamento-esercizio-mt"
#: Filled fields below which a document that begins with a declaration's title is no form with a declaration before it.
FEW = 40
#: Filled fields from which on a file without enough headings is a part of the main form.
PART = 4
#: Fields of the form on a page from which on the page is the form's.
OWN_PAGE = 10
_MM = 25.4 / 72


@dataclass(frozen=True, slots=True)
class FormFile:
    """``reading`` is None when the file holds no form; ``case``: what else its pages tell (size of the diagram's page)."""

    reading: Reading | None
    papers: tuple[FoundPaper, ...] = ()
    case: Mapping[str, Any] = field(default_factory=dict)


def read_form_upload(path: Path, name: str, *, part: bool, scanned: ScanMemory | None = None) -> FormFile:
    """Read the file at ``path``, called ``name``; ``part``: it is one of several files of one upload.

    ``scanned`` reads scanned pages once, whoever asks.
    """
    data, scanned = path.read_bytes(), scanned or ScanMemory()
    reading = read_form(data, None, scanned)
    pages = [text if text.strip() else _scanned_text(scanned, index) for index, text in enumerate(page_texts(data))]
    papers = find_companions(pages, name)
    begins = bool(papers) and papers[0].page == 1
    if begins and (reading is None or len(filled(reading)) < FEW):
        return FormFile(None, (*papers, *_inside(path)), _drawing(data, papers))
    if reading is None or (part and not filled(reading)):
        reading = _as_part(data, scanned)
    if reading is not None:
        own = Counter(v.page for v in reading.fields.values())
        papers = find_companions(pages, name, lambda number: own[number] >= OWN_PAGE)
        papers = tuple(p for p in papers if p.item != SCHEMA or own[p.page] == 0)
    return FormFile(reading, (*papers, *_inside(path)), _case(data, reading) | _drawing(data, papers))


def _scanned_text(scanned: ScanMemory, index: int) -> str:
    """Return what was read of a scanned page, empty if nobody asked for it."""
    page = scanned.seen(index)
    return "" if page is None else text_of(page)


def filled(reading: Reading) -> list[str]:
    """Return the ids of the fields that hold something."""
    return [name for name, value in reading.fields.items() if value.value not in (None, "", "assente")]


def _as_part(data: bytes, scanned: ScanMemory) -> Reading | None:
    """Read a file that has too few headings to give the whole form away: one annex, sent alone."""
    reading = read_form(data, MAIN_FORM, scanned)
    return reading if reading is not None and len(filled(reading)) >= PART else None


def _inside(path: Path) -> tuple[FoundPaper, ...]:
    return tuple(paper for name, text in embedded_texts(path) for paper in find_companions([text], name))


def _case(data: bytes, reading: Reading | None) -> dict[str, Any]:
    """Tell the size of the page with the diagram: REX-30 wants it no larger than A3."""
    drawn = reading.fields.get("allegato1.schema") if reading is not None else None
    return _size(data, drawn.page) if drawn is not None and drawn.page and drawn.value == "presente" else {}


def _drawing(data: bytes, papers: tuple[FoundPaper, ...]) -> dict[str, Any]:
    drawing = next((p for p in papers if p.item == SCHEMA), None)
    return _size(data, drawing.page) if drawing else {}


def _size(data: bytes, number: int) -> dict[str, Any]:
    document = pdfium.PdfDocument(data)
    try:
        page = document[number - 1]
        return {"schema_size_mm": [round(page.get_width() * _MM, 1), round(page.get_height() * _MM, 1)]}
    finally:
        document.close()
