"""What the PDF libraries raise over a file: the document's trouble, never a bug of ours, unlike every other exception."""

from __future__ import annotations

import pikepdf
import pypdfium2 as pdfium

from extractors.pages.read import UnreadableError

#: A password or a damage that the gate could not see because only this reader, at this place, stumbles over it.
FOREIGN: tuple[type[Exception], ...] = (
    pikepdf.PdfError,
    pikepdf.PasswordError,
    pikepdf.ForeignObjectError,
    pdfium.PdfiumError,
    UnreadableError,
)
