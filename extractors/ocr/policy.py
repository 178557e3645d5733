"""What the reader of scans may spend and where its thresholds lie."""

from __future__ import annotations

from dataclasses import dataclass

#: Part of every cache key: raise it whenever the same bytes may give another page.
OCR_VERSION = "11"


@dataclass(frozen=True, slots=True)
class OcrPolicy:
    """Budgets and thresholds of one reading; the defaults were measured with ``benchmarks/ocr.py`` and the development scans.

    ``language``       Tesseract's language. One only: with a second one (``ita+eng``) accents get lost.
    ``tessdata``       folder of ``<language>.traineddata``; empty = the usual places, ``TESSDATA_PREFIX`` first.
    ``max_pixels``     refused above (an A3 sheet at 400 dpi has 31 million); bounds the memory of a worker.
    ``work_dpi``       every scan is brought to this: finer ones by area averaging; coarser ones are enlarged, since at 200 dpi
                       the stroke of a box is one or two pixels and the gap to its label three (of 275 tick places of a
                       200 dpi scan 269 were found as scanned, 275 enlarged).
    ``render_dpi``     resolution for pages that are not one image filling the page.
    ``zone_zoom``      by how much a zone is enlarged for its second reading.
    ``empty_fill``     share of ink inside a tick place up to which it is empty.
    ``ticked_fill``    share of ink from which it is ticked; between the two it is doubtful.
    """

    language: str = "ita"
    tessdata: str = ""
    max_pixels: int = 50_000_000
    work_dpi: float = 300.0
    render_dpi: float = 200.0
    zone_zoom: float = 1.35
    empty_fill: float = 0.045
    ticked_fill: float = 0.09
