"""Read a whole PDF into pages; a page without a usable text layer goes to the given OCR reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pikepdf
import pypdfium2 as pdfium
from pypdfium2 import raw

from domain.pages import Line, Page, Widget, Word
from extractors.pages.annotations import Annotation, annotations_of
from extractors.pages.bare_annotations import must_be_drawn, read_bare
from extractors.pages.frame import Frame
from extractors.pages.judge import PagePolicy, needs_ocr, too_many
from extractors.pages.shapes import ShapeReader
from extractors.pages.widgets import read_widgets
from extractors.pages.words import TextPage
from extractors.structure import open_structure

#: ``(pdf, index from 0) -> Page``: the reader for pages that are pictures.
OcrReader = Callable[[bytes, int], Page]


_A4 = (595.0, 842.0)
_BROKEN_PAGE = "la pagina è danneggiata e non si apre"


class UnreadableError(Exception):
    """The bytes are no PDF that can be opened."""


def read_pages(pdf: bytes, ocr: OcrReader | None = None, policy: PagePolicy | None = None) -> tuple[Page, ...]:
    """Return every page of ``pdf``, numbered from 1.

    Each page is judged for itself: a text layer is read as it is; a page that is a picture is given to ``ocr``,
    or comes back with ``source="unreadable"`` where there is none. Raises ``UnreadableError`` for broken bytes.
    """
    policy = policy or PagePolicy()
    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError as error:
        raise UnreadableError(str(error)) from error
    try:
        with open_structure(pdf) as structure:
            nodes = list(structure.pages)
            return tuple(_judged(_digital(document, i, nodes, policy), pdf, ocr, policy) for i in range(len(document)))
    except (pikepdf.PdfError, pikepdf.PasswordError):
        # PDFium repairs more than qpdf: without the structure only widgets are lost.
        return tuple(_judged(_digital(document, i, [], policy), pdf, ocr, policy) for i in range(len(document)))
    finally:
        document.close()


def _judged(page: Page, pdf: bytes, ocr: OcrReader | None, policy: PagePolicy) -> Page:
    if page.source == "unreadable" or not needs_ocr(page, policy):
        return page
    if ocr is None:
        return replace(page, source="unreadable", notes=("pagina senza testo: serve OCR",))
    seen = ocr(pdf, page.number - 1)
    added = [w for w in page.words if w.source == "annotation"]
    strokes = [line for line in page.lines if line.source == "annotation"]
    return replace(
        seen,
        number=page.number,
        words=(*seen.words, *added),
        lines=(*seen.lines, *strokes),
        widgets=(*seen.widgets, *page.widgets),
    )


def _digital(document: Any, index: int, nodes: list[Any], policy: PagePolicy) -> Page:
    """Read the text layer, the drawings and the fields of one page.

    A page that does not load, or holds more words than a form page can, is there, but empty and noted.
    """
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return Page(index + 1, *_A4, source="unreadable", notes=(_BROKEN_PAGE,))
    left, bottom, right, top = page.get_bbox()
    frame = Frame(left, bottom, right, top, page.get_rotation())
    reader = ShapeReader(frame)
    with TextPage(page.raw, frame) as text:
        count = text.count
        crowd = text.crowd(policy.most_words)
        words = [] if crowd else text.words()
    if crowd or len(words) > policy.most_words:
        page.close()
        return _unread(index, frame, crowd or len(words))
    objects = raw.FPDFPage_CountObjects(page.raw)
    reader.read(page.raw)
    annotations = annotations_of(nodes[index]) if index < len(nodes) else []
    widgets: list[Widget] = []
    if annotations:
        widgets, told = read_widgets(annotations, frame)
        bare_words, bare_lines = read_bare(annotations, frame)
        if must_be_drawn(annotations, told) and _flattened(page.raw, annotations):
            page.close()
            page = document[index]
            words += _drawn_by_annotations(page, frame, reader, count, objects)
            words, widgets = _appearances(words, widgets)
        words += bare_words
        reader.found.lines += bare_lines
        reader.found.lines[:] = _outside_widgets(reader.found.lines, widgets)
    page.close()
    if len(words) > policy.most_words:
        return _unread(index, frame, len(words))
    found = reader.found
    wide, high = frame.size
    return Page(
        index + 1,
        wide,
        high,
        tuple(words),
        tuple(found.lines),
        tuple(found.marks),
        tuple(widgets),
        tuple(found.pictures),
    )


def _unread(index: int, frame: Frame, words: int) -> Page:
    """Return the page that is left unread because of its many words, which take a millisecond each."""
    return Page(index + 1, *frame.size, source="unreadable", notes=(too_many(words),))


def _flattened(page: Any, annotations: list[Annotation]) -> bool:
    """Draw what annotations show into the page; those that no viewer shows are taken out before."""
    for annotation in reversed(annotations):
        if not annotation.shown:
            raw.FPDFPage_RemoveAnnot(page, annotation.number)
    return bool(raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS)


def _drawn_by_annotations(page: Any, frame: Frame, reader: ShapeReader, count: int, objects: int) -> list[Word]:
    """Return the words that flattening appended; their shapes go to ``reader`` (PDFium puts them last)."""
    with TextPage(page.raw, frame) as text:
        words = text.words(start=count, source="annotation")
    reader.read(page.raw, start=objects, source="annotation")
    return words


def _appearances(words: list[Word], widgets: list[Widget]) -> tuple[list[Word], list[Widget]]:
    """Move the words that a widget shows from the page into its ``appearance``."""
    if not widgets:
        return words, widgets
    shown: dict[int, list[Word]] = {}
    rest = []
    for word in words:
        owner = _owner(word, widgets) if word.source == "annotation" else None
        if owner is None:
            rest.append(word)
        else:
            shown.setdefault(owner, []).append(word)
    looks = [replace(w, appearance=" ".join(x.text for x in shown.get(i, ())) or None) for i, w in enumerate(widgets)]
    return rest, looks


def _owner(word: Word, widgets: list[Widget]) -> int | None:
    x, y = word.box.centre
    for index, widget in enumerate(widgets):
        box = widget.box
        if box.x0 - 1 <= x <= box.x1 + 1 and box.top - 1 <= y <= box.bottom + 1:
            return index
    return None


def _outside_widgets(lines: list[Line], widgets: list[Widget]) -> list[Line]:
    """Drop the borders and ticks that widgets draw; strokes in a signature field stay."""
    boxes = [w.box for w in widgets if w.kind != "signature"]
    return [
        line
        for line in lines
        if line.source != "annotation"
        or not any(
            b.x0 - 1 <= line.box.x0
            and line.box.x1 <= b.x1 + 1
            and b.top - 1 <= line.box.top
            and line.box.bottom <= b.bottom + 1
            for b in boxes
        )
    ]
