"""PDFium's functions for the inner loops, called a thousand times a page: what is passed are ready C values.

ctypes turns each argument into a C value anew where it knows the types, which takes longer than PDFium's answer; and it
lets go of the interpreter's lock for each call. Here neither happens, so the callers keep to these rules: handles are
``Handle``, addresses come from ``Answers``, whole numbers are small (a C ``int``).
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Callable
from typing import Any, Literal

import pypdfium2.raw as pdfium

_INT = ctypes.c_int


class Handle(ctypes.c_void_p):
    """A PDFium handle. False where there is none; ``value`` is its address."""


def handle_of(handle: Any) -> Handle:
    """Return a handle of pypdfium2 as one for the functions of this module."""
    return Handle(ctypes.cast(handle, ctypes.c_void_p).value)


def _bound(function: Any, result: Any) -> Callable[..., Any]:
    """Return ``function`` without types of arguments: each is passed on as it is."""
    prototype = ctypes.PYFUNCTYPE(result)
    return prototype(ctypes.cast(function, ctypes.c_void_p).value or 0)


loose_box = _bound(pdfium.FPDFText_GetLooseCharBox, _INT)
char_origin = _bound(pdfium.FPDFText_GetCharOrigin, _INT)
char_code = _bound(pdfium.FPDFText_GetUnicode, ctypes.c_uint)
text_object = _bound(pdfium.FPDFText_GetTextObject, ctypes.c_void_p)
font_size = _bound(pdfium.FPDFText_GetFontSize, ctypes.c_double)
object_font = _bound(pdfium.FPDFTextObj_GetFont, ctypes.c_void_p)
object_font_size = _bound(pdfium.FPDFTextObj_GetFontSize, _INT)
font_info = _bound(pdfium.FPDFText_GetFontInfo, ctypes.c_ulong)

page_object = _bound(pdfium.FPDFPage_GetObject, Handle)
object_type = _bound(pdfium.FPDFPageObj_GetType, _INT)
object_bounds = _bound(pdfium.FPDFPageObj_GetBounds, _INT)
object_matrix = _bound(pdfium.FPDFPageObj_GetMatrix, _INT)
fill_colour = _bound(pdfium.FPDFPageObj_GetFillColor, _INT)
stroke_colour = _bound(pdfium.FPDFPageObj_GetStrokeColor, _INT)
draw_mode = _bound(pdfium.FPDFPath_GetDrawMode, _INT)
segment_count = _bound(pdfium.FPDFPath_CountSegments, _INT)
path_segment = _bound(pdfium.FPDFPath_GetPathSegment, Handle)
segment_type = _bound(pdfium.FPDFPathSegment_GetType, _INT)
segment_point = _bound(pdfium.FPDFPathSegment_GetPoint, _INT)
form_count = _bound(pdfium.FPDFFormObj_CountObjects, _INT)
form_object = _bound(pdfium.FPDFFormObj_GetObject, Handle)


class Answers:
    """A few C numbers side by side: PDFium writes its answers there, ``at`` are their places, ``values`` reads them."""

    def __init__(self, kind: Literal["f", "d", "i", "I"], count: int) -> None:
        """``kind``: their type as ``struct`` writes it; ``count``: how many there are."""
        size = struct.calcsize(kind)
        memory = bytearray(size * count)
        numbers = (ctypes.c_char * len(memory)).from_buffer(memory)
        self.at = tuple(ctypes.byref(numbers, size * n) for n in range(count))
        # Reading through a view costs a tenth of reading a ctypes array.
        self.values = memoryview(memory).cast(kind)
