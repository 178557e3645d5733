"""Read a whole PDF into pages; a page without a usable text layer goes to the given OCR reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf
import pypdfium2 as pdfium
from pypdfium2 import raw

from domain.pages import Line, Page, Widget, Word
from extractors.pages.annotations import Annotation, annotations_of
from extractors.pages.bare_annotations import drawn_alone, read_bare
from extractors.pages.drawn import draw_annotations, emptied_copy
from extractors.pages.frame import Frame
from extractors.pages.judge import PagePolicy, needs_ocr, too_many
from extractors.pages.shapes import ShapeReader
from extractors.pages.unencoded import with_lost_letters
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
        return tuple(_judged(page, pdf, ocr, policy) for page in _digital_pages(document, pdf, policy))
    finally:
        document.close()


def _digital_pages(document: Any, pdf: bytes, policy: PagePolicy) -> list[Page]:
    """Return what the file itself tells of its pages, their pictures left unread."""
    count = len(document)
    try:
        with open_structure(pdf) as structure:
            nodes = list(structure.pages)
            sheets = [_sheet(document, i, nodes[i] if i < len(nodes) else None, policy) for i in range(count)]
            _draw(document, structure, [s for s in sheets if isinstance(s, _Sheet) and s.to_draw])
    except (pikepdf.PdfError, pikepdf.PasswordError):
        # PDFium repairs more than qpdf: without the structure only widgets are lost.
        sheets = [_sheet(document, i, None, policy) for i in range(count)]
    return [_page(s, policy) if isinstance(s, _Sheet) else s for s in sheets]


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


@dataclass(slots=True)
class _Sheet:
    """A page being read: ``letters`` and ``objects`` are what it holds by itself, ``to_draw`` the annotations to draw."""

    index: int
    frame: Frame
    words: list[Word]
    letters: int
    objects: int
    shapes: ShapeReader
    widgets: list[Widget] = field(default_factory=list)
    to_draw: Sequence[Annotation] = ()
    bare: tuple[list[Word], list[Line]] = ([], [])


def _sheet(document: Any, index: int, node: Any, policy: PagePolicy) -> _Sheet | Page:
    """Read the text layer, the drawings and the fields of one page; ``node`` is the page in the structure, if known.

    A page that does not load, or holds more words than a form page can, is there, but empty and noted.
    """
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return Page(index + 1, *_A4, source="unreadable", notes=(_BROKEN_PAGE,))
    left, bottom, right, top = page.get_bbox()
    frame = Frame(left, bottom, right, top, page.get_rotation())
    with TextPage(page.raw, frame) as text:
        letters = text.count
        crowd = text.crowd(policy.most_words)
        words = [] if crowd else text.words()
    if crowd or len(words) > policy.most_words:
        page.close()
        return _unread(index, frame, crowd or len(words))
    objects = raw.FPDFPage_CountObjects(page.raw)
    sheet = _Sheet(index, frame, words, letters, objects, ShapeReader(frame))
    sheet.shapes.read(page.raw)
    page.close()
    if annotations := annotations_of(node) if node is not None else []:
        sheet.widgets, untold = read_widgets(annotations, frame)
        sheet.bare = read_bare(annotations, frame)
        sheet.to_draw = [*drawn_alone(annotations), *untold]
    return sheet


def _draw(document: Any, structure: pikepdf.Pdf, sheets: list[_Sheet]) -> None:
    """Add to the pages what their annotations show, from an emptied copy where there is one."""
    if not sheets:
        return
    copy = emptied_copy(structure, {s.index: s.to_draw for s in sheets})
    for s in sheets:
        start = (s.letters, s.objects) if copy is None else (0, 0)
        said = draw_annotations(document if copy is None else copy, s.index, s.to_draw, s.frame, s.shapes, *start)
        said = with_lost_letters(said, s.to_draw, s.frame)
        s.words, s.widgets = _appearances(s.words + said, s.widgets)
    if copy is not None:
        copy.close()


def _page(sheet: _Sheet, policy: PagePolicy) -> Page:
    """Return the page once its annotations are drawn."""
    found, (words, lines) = sheet.shapes.found, sheet.bare
    words = sheet.words + words
    if len(words) > policy.most_words:
        return _unread(sheet.index, sheet.frame, len(words))
    return Page(
        sheet.index + 1,
        *sheet.frame.size,
        tuple(words),
        tuple(_outside_widgets(found.lines + lines, sheet.widgets)),
        tuple(found.marks),
        tuple(sheet.widgets),
        tuple(found.pictures),
    )


def _unread(index: int, frame: Frame, words: int) -> Page:
    """Return the page that is left unread because of its many words, which take a millisecond each."""
    return Page(index + 1, *frame.size, source="unreadable", notes=(too_many(words),))


def _appearances(words: list[Word], widgets: list[Widget]) -> tuple[list[Word], list[Widget]]:
    """Move the words that stand in a widget, its own and those put over it, from the page into its ``appearance``."""
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
    looks = list(widgets)
    for index, said in shown.items():
        told = widgets[index].appearance
        looks[index] = replace(
            widgets[index], appearance=" ".join([*([told] if told else ()), *(w.text for w in said)])
        )
    return rest, looks


def _owner(word: Word, widgets: list[Widget]) -> int | None:
    return next((index for index, widget in enumerate(widgets) if widget.box.holds(word.box, 1)), None)


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
