"""A PDF's structure opened by qpdf, with one kind of exception for a file that it cannot open."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf


def open_structure(source: Path | bytes) -> pikepdf.Pdf:
    """Open a PDF. Raises ``pikepdf.PdfError`` or ``pikepdf.PasswordError``."""
    try:
        return pikepdf.open(io.BytesIO(source) if isinstance(source, bytes) else source)
    except ValueError as odd:  # a number of more than 64 bits where an offset should stand
        raise pikepdf.PdfError(str(odd)) from odd
