"""PDFium's functions for the inner loops: called a thousand times a page, so without conversions of arguments."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

_POINTER, _INT = ctypes.c_void_p, ctypes.c_int


def address_of(handle: Any) -> int:
    """Return the address of a PDFium handle or function, 0 for none."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _bound(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Return ``function`` with plain types: addresses as whole numbers, which ctypes passes on as they are."""
    address = address_of(function)
    return ctypes.CFUNCTYPE(result, *arguments)(address)


loose_box = _bound(pdfium.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER)
char_origin = _bound(pdfium.FPDFText_GetCharOrigin, _INT, _POINTER, _INT, _POINTER, _POINTER)
text_object = _bound(pdfium.FPDFText_GetTextObject, _POINTER, _POINTER, _INT)
font_size = _bound(pdfium.FPDFText_GetFontSize, ctypes.c_double, _POINTER, _INT)
font_info = _bound(pdfium.FPDFText_GetFontInfo, ctypes.c_ulong, _POINTER, _INT, _POINTER, ctypes.c_ulong, _POINTER)

page_object = _bound(pdfium.FPDFPage_GetObject, _POINTER, _POINTER, _INT)
object_type = _bound(pdfium.FPDFPageObj_GetType, _INT, _POINTER)
object_bounds = _bound(pdfium.FPDFPageObj_GetBounds, _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
object_matrix = _bound(pdfium.FPDFPageObj_GetMatrix, _INT, _POINTER, _POINTER)
fill_colour = _bound(pdfium.FPDFPageObj_GetFillColor, _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
stroke_colour = _bound(pdfium.FPDFPageObj_GetStrokeColor, _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
draw_mode = _bound(pdfium.FPDFPath_GetDrawMode, _INT, _POINTER, _POINTER, _POINTER)
segment_count = _bound(pdfium.FPDFPath_CountSegments, _INT, _POINTER)
path_segment = _bound(pdfium.FPDFPath_GetPathSegment, _POINTER, _POINTER, _INT)
segment_type = _bound(pdfium.FPDFPathSegment_GetType, _INT, _POINTER)
segment_point = _bound(pdfium.FPDFPathSegment_GetPoint, _INT, _POINTER, _POINTER, _POINTER)
form_count = _bound(pdfium.FPDFFormObj_CountObjects, _INT, _POINTER)
form_object = _bound(pdfium.FPDFFormObj_GetObject, _POINTER, _POINTER, ctypes.c_ulong)


class Answers:
    """A few C numbers side by side, ``values``, with the address of each: PDFium writes its answers there."""

    def __init__(self, kind: Any, count: int) -> None:
        """``kind``: their ctypes type; ``count``: how many there are."""
        self.values = (kind * count)()
        base, size = ctypes.addressof(self.values), ctypes.sizeof(kind)
        self.at = tuple(base + size * n for n in range(count))
