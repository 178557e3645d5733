"""Where a sentence stands on a page: its box, found through the text layer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from domain.geometry import Box
from extractors.foreign import FOREIGN


def locate(path: Path, wanted: list[tuple[int, str]]) -> list[Box | None]:
    """Return for each ``(page from 1, text)`` the box round that text, None where the page's text layer lacks it.

    Blanks and line breaks count as one. Points from the top left of the page as displayed (unturned pages).
    """
    if not any(text.strip() for _, text in wanted):
        return [None] * len(wanted)
    try:
        with pdfium.PdfDocument(path) as document:
            return [_on_page(document, page, text) for page, text in wanted]
    except FOREIGN:
        return [None] * len(wanted)


def _on_page(document: Any, number: int, text: str) -> Box | None:
    if not text.strip() or not 1 <= number <= len(document):
        return None
    page = document[number - 1]
    layer = page.get_textpage()
    try:
        return _box(page, layer, text)
    finally:
        layer.close()
        page.close()


def _box(page: Any, layer: Any, text: str) -> Box | None:
    shown = layer.get_text_range()
    if len(shown) != layer.count_chars():
        return None  # characters outside the first plane: the places would be off
    dense = [index for index, character in enumerate(shown) if not character.isspace()]
    start = "".join(shown[index] for index in dense).find("".join(text.split()))
    if start < 0:
        return None
    first, last = dense[start], dense[start + len("".join(text.split())) - 1]
    rects = [layer.get_rect(n) for n in range(layer.count_rects(first, last - first + 1))]
    if not rects:
        return None
    high = page.get_height()
    lefts, bottoms, rights, tops = zip(*rects, strict=True)
    return Box(min(lefts), high - max(tops), max(rights), high - min(bottoms))
