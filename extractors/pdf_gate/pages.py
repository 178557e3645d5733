"""PDFium's view: how many pages, how large; and what that means for whoever renders them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from domain.pdf_facts import PdfPolicy
from domain.problems import PdfProblem
from extractors.printable import printable

_MM_PER_POINT = 25.4 / 72
#: FPDF_ERR_PASSWORD of PDFium's fpdfview.h.
_ERR_PASSWORD = 4


@dataclass(frozen=True, slots=True)
class Count:
    """Pages that PDFium finds (0: it cannot open the file) and the first sizes in mm.

    ``largest`` of all pages by area (number, width, height), ``longest`` by one side; ``attachments``: their names.
    """

    pages: int = 0
    sizes_mm: tuple[tuple[float, float], ...] = ()
    largest: tuple[int, float, float] = (0, 0.0, 0.0)
    longest: tuple[int, float] = (0, 0.0)
    password: bool = False
    attachments: tuple[str, ...] = ()


def count_pages(path: Path, policy: PdfPolicy) -> Count:
    """Open with PDFium; sizes without loading the pages, of at most ``max_pages`` of them."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        return Count(password=getattr(error, "err_code", None) == _ERR_PASSWORD)
    try:
        return _measure(document, policy)
    finally:
        document.close()


def _measure(document: pypdfium2.PdfDocument, policy: PdfPolicy) -> Count:
    pages = len(document)
    sizes: list[tuple[float, float]] = []
    largest, longest = (0, 0.0, 0.0), (0, 0.0)
    for index in range(min(pages, policy.max_pages)):
        try:
            width, height = (side * _MM_PER_POINT for side in document.get_page_size(index))
        except pypdfium2.PdfiumError:
            # A page that PDFium cannot load: the reader will call it unreadable; its size is unknown.
            width = height = 0.0
        if len(sizes) < policy.sizes_of_first:
            sizes.append((round(width, 1), round(height, 1)))
        largest = max(largest, (index + 1, width, height), key=lambda page: page[1] * page[2])
        longest = max(longest, (index + 1, max(width, height)), key=lambda page: page[1])
    return Count(pages, tuple(sizes), largest, longest, attachments=_attachments(document, policy))


def _attachments(document: pypdfium2.PdfDocument, policy: PdfPolicy) -> tuple[str, ...]:
    """Return the names of the attached files, as far as the limit goes."""
    try:
        count = min(document.count_attachments(), policy.max_attachments)
        return tuple(printable(document.get_attachment(index).get_name()) for index in range(count))
    except (pypdfium2.PdfiumError, UnicodeDecodeError):
        return ()


def judge_sizes(pages: int, count: Count, policy: PdfPolicy) -> tuple[PdfProblem | None, str]:
    """Refuse what nobody should render: too many pages, a page too long, too many pixels."""
    if pages > policy.max_pages:
        return PdfProblem.TOO_MANY_PAGES, f"{pages}, massimo {policy.max_pages}"
    number, side = count.longest
    if side > policy.max_side_mm:
        return PdfProblem.PAGE_TOO_LARGE, f"pagina {number}: {side:.0f} mm, massimo {policy.max_side_mm:.0f}"
    number, width, height = count.largest
    if width * height * (policy.render_dpi / 25.4) ** 2 > policy.max_pixels:
        return PdfProblem.PIXEL_BUDGET, f"pagina {number}: {width:.0f} x {height:.0f} mm"
    return None, ""
