"""Free-text annotations with an appearance of their own, as a viewer's typewriter leaves them."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import NamedTuple

import pikepdf


class Note(NamedTuple):
    """A text of one or more lines on a page, in its rectangle (PDF points from the bottom left).

    ``spaced``: single characters shown instead of the text, each with its distance from the rectangle's left edge.
    """

    page: int
    rect: tuple[float, float, float, float]
    text: str
    size: float
    spaced: tuple[tuple[str, float], ...] = ()


def with_notes(pdf: bytes, notes: Iterable[Note]) -> bytes:
    """Return the document with the annotations added."""
    with pikepdf.open(io.BytesIO(pdf)) as doc:
        font = doc.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name.Helvetica,
                Encoding=pikepdf.Name.WinAnsiEncoding,
            )
        )
        for note in notes:
            page = doc.pages[note.page - 1]
            if "/Annots" not in page.obj:
                page.obj.Annots = pikepdf.Array()
            page.obj.Annots.append(doc.make_indirect(_annotation(doc, font, note)))
        out = io.BytesIO()
        doc.save(out)
        return out.getvalue()


def _annotation(doc: pikepdf.Pdf, font: pikepdf.Object, note: Note) -> pikepdf.Dictionary:
    left, low, right, high = note.rect
    body = b"".join(b"(%s) Tj 0 -%.2f Td " % (_escaped(line), note.size + 1.5) for line in note.text.split("\n"))
    if note.spaced:
        body = b"".join(b"1 0 0 1 %.2f 2.5 Tm (%s) Tj " % (at, _escaped(letter)) for letter, at in note.spaced)
    start = b"q BT /Helv %.2f Tf 0 0 0.6 rg 1 %.2f Td " % (note.size, high - low - note.size - 0.5)
    stream = doc.make_stream(start + body + b"ET Q")
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    stream.BBox = pikepdf.Array([0, 0, round(right - left, 2), round(high - low, 2)])
    stream.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=font))
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[round(v, 2) for v in note.rect], Contents=pikepdf.String(note.text), F=4,
        DA=pikepdf.String(f"0 0 0.6 rg /Helv {note.size:g} Tf"), AP=pikepdf.Dictionary(N=stream), Border=[0, 0, 0],
    )  # fmt: skip


def _escaped(text: str) -> bytes:
    return text.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
