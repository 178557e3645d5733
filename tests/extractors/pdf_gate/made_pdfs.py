"""Small PDFs, valid until changed."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
from reportlab.pdfgen.canvas import Canvas


def a_pdf(pages: int = 2, size: tuple[float, float] = (595, 842), text: str = "Gentile cliente") -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, pageCompression=0)
    for number in range(pages):
        canvas.drawString(50, 500, f"{text} {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(change: Callable[[pikepdf.Pdf], None], data: bytes | None = None, **save: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data or a_pdf())) as pdf:
        change(pdf)
        pdf.save(out, **save)
    return out.getvalue()
