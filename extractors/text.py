"""Plain text of a PDF, page by page, and of the files inside it: what a judge of words needs, without geometry."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium

from domain.pages import Page, Word
from extractors.structure import open_structure

#: Pages whose text is read; a reply's answers do not stand beyond them.
MAX_PAGES = 200
MAX_CHARACTERS = 200_000
#: Embedded files that are read, and the size of one (bytes) beyond which it is only listed.
MAX_EMBEDDED = 20
MAX_EMBEDDED_BYTES = 16 * 1024 * 1024


def page_texts(source: Path | bytes, max_pages: int = MAX_PAGES) -> tuple[str, ...]:
    """Return the text of each page, empty for a page without a text layer or one that cannot be read."""
    document = pdfium.PdfDocument(source)
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


def text_of(page: Page) -> str:
    """Return the words of a page that was read by its pixels as lines of text, top to bottom."""
    if not page.words:
        return ""
    words = sorted(page.words, key=lambda w: (round(w.box.centre[1]), w.box.x0))
    lines: list[list[Word]] = [[words[0]]]
    for before, word in pairwise(words):
        same = abs(word.box.centre[1] - before.box.centre[1]) < 0.6 * max(before.box.height, 4)
        if same:
            lines[-1].append(word)
        else:
            lines.append([word])
    return "\n".join(" ".join(w.text for w in sorted(line, key=lambda w: w.box.x0)) for line in lines)


def embedded_texts(path: Path) -> Iterator[tuple[str, str]]:
    """Yield name and text of the files attached to a PDF: the text of PDFs and plain text, empty for the rest."""
    try:
        with open_structure(path) as document:
            for name, spec in list(document.attachments.items())[:MAX_EMBEDDED]:
                yield name, _embedded_text(spec)
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return  # the gate has let it in by the other reader, which cannot open attachments


def _embedded_text(spec: pikepdf.AttachedFileSpec) -> str:
    try:
        data = bytes(spec.get_file().read_bytes())[:MAX_EMBEDDED_BYTES]
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, KeyError):
        return ""
    if data.lstrip()[:5] == b"%PDF-":
        try:
            return "\n".join(page_texts(data))[:MAX_CHARACTERS]
        except pdfium.PdfiumError:
            return ""
    try:
        return data[:MAX_CHARACTERS].decode()
    except UnicodeDecodeError:
        return ""
