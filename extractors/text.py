"""The text layer of a PDF, page by page."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium

#: Pages whose text is read; a reply's answers do not stand beyond them.
MAX_PAGES = 200
MAX_CHARACTERS = 200_000


def page_texts(path: Path, max_pages: int = MAX_PAGES) -> tuple[str, ...]:
    """Return the text of each page, empty for a page without a text layer or one that cannot be read."""
    document = pdfium.PdfDocument(path)
    try:
        return tuple(_page_text(document, index) for index in range(min(len(document), max_pages)))
    finally:
        document.close()


def _page_text(document: pdfium.PdfDocument, index: int) -> str:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return ""  # the gate has counted it; a page that does not load has no text to judge
    try:
        layer = page.get_textpage()
        return str(layer.get_text_bounded())[:MAX_CHARACTERS].replace("\r\n", "\n")
    finally:
        page.close()
