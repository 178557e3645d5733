"""What annotations draw, read from a copy of the document that holds nothing else.

PDFium tells the words of annotations only once they are drawn into their page ("flattened"). For that it parses the page
twice more; in the copy the pages are empty, and what the annotations say cannot run together with the print under it.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import chain
from typing import Any

import pikepdf
import pypdfium2 as pdfium
from pypdfium2 import raw

from domain.pages import Word
from extractors.pages.annotations import Annotation
from extractors.pages.frame import Frame
from extractors.pages.shapes import ShapeReader
from extractors.pages.words import TextPage


def emptied_copy(structure: pikepdf.Pdf, drawn: Mapping[int, Sequence[Annotation]]) -> Any | None:
    """Return the document with empty pages and, on those of ``drawn`` (index from 0), their annotations.

    ``structure`` is spoilt by it: read all else before. None where qpdf cannot write it or PDFium cannot open it.
    """
    for key in set(structure.Root.keys()) - {"/Type", "/Pages"}:
        del structure.Root[key]
    for index, page in enumerate(structure.pages):
        page.obj["/Contents"] = pikepdf.Array()
        page.obj["/Resources"] = pikepdf.Dictionary()
        page.obj["/Annots"] = pikepdf.Array([a.node for a in drawn.get(index, ())])
    for annotation in chain.from_iterable(drawn.values()):
        _cut_loose(annotation)
    written = io.BytesIO()
    with suppress(pikepdf.PdfError, pdfium.PdfiumError):
        structure.save(
            written,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            preserve_pdfa=False,
            fix_metadata_version=False,
        )
        return pdfium.PdfDocument(written.getvalue())
    return None


def _cut_loose(annotation: Annotation) -> None:
    """Part a field from the others of its form, which would be copied with it; it looks the same as a stamp."""
    if annotation.subtype == "Widget":
        annotation.node["/Subtype"] = pikepdf.Name.Stamp
        for key in ("/Parent", "/Kids"):
            if key in annotation.node:
                del annotation.node[key]


def draw_annotations(
    document: Any,
    index: int,
    annotations: Sequence[Annotation],
    frame: Frame,
    into: ShapeReader,
    count: int,
    objects: int,
) -> list[Word]:
    """Return the words that the given annotations of a page say; their shapes go to ``into``.

    ``count`` letters and ``objects`` things stand on the page besides: PDFium puts what it draws last.
    """
    page = document[index]
    _take_out_others(page.raw, annotations)
    drawn = raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS
    page.close()
    if not drawn:
        return []
    page = document[index]
    with TextPage(page.raw, frame) as text:
        words = text.words(start=count, source="annotation")
    into.read(page.raw, start=objects, source="annotation")
    page.close()
    return words


def _take_out_others(page: Any, wanted: Sequence[Annotation]) -> None:
    """Leave on the page, where it holds more, only the wanted annotations: the others are not shown, or known already."""
    count = raw.FPDFPage_GetAnnotCount(page)
    if count == len(wanted):
        return
    kept = {annotation.number for annotation in wanted}
    for number in reversed(range(count)):
        if number not in kept:
            raw.FPDFPage_RemoveAnnot(page, number)
