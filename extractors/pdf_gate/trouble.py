"""What PDF libraries raise over broken bytes: the one list, used at every border to them."""

from __future__ import annotations

import zlib

import pikepdf
import pypdfium2

#: qpdf's own errors, and what its binding makes of C++ exceptions and of objects of another kind than expected.
#: MemoryError is not among them: it is the worker's to report.
TROUBLE: tuple[type[Exception], ...] = (
    pikepdf.PdfError,
    pikepdf.DataDecodingError,
    pikepdf.DependencyError,
    pypdfium2.PdfiumError,
    zlib.error,
    RuntimeError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    OverflowError,
    NotImplementedError,
)
