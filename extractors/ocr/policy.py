"""What the reader of scans may spend and where its thresholds lie."""

from __future__ import annotations

from dataclasses import dataclass

#: Part of every cache key: raise it whenever the same bytes may give another page.
OCR_VERSION = "1"


@dataclass(frozen=True, slots=True)
class OcrPolicy:
    """Budgets and thresholds of one reading; the defaults were measured with ``benchmarks/ocr.py``.

    ``language``       Tesseract's language. One only: with a second one (``ita+eng``) accents get lost.
    ``tessdata``       folder of ``<language>.traineddata``; empty = the usual places, ``TESSDATA_PREFIX`` first.
    ``max_pixels``     refused above (an A3 sheet at 400 dpi has 31 million); bounds the memory of a worker.
    ``work_dpi``       scans finer than this are shrunk by area averaging before they are read.
    ``render_dpi``     resolution for pages that are not one image filling the page.
    ``zone_dpi``       resolution to which a zone is brought for its second reading.
    ``median_dpi``     from this resolution on a 3x3 median takes the noise away; below it would eat strokes.
    ``empty_fill``     share of ink inside a tick place up to which it is empty.
    ``ticked_fill``    share of ink from which it is ticked; between the two it is doubtful.
    """

    language: str = "ita"
    tessdata: str = ""
    max_pixels: int = 50_000_000
    work_dpi: float = 300.0
    render_dpi: float = 200.0
    zone_dpi: float = 300.0
    median_dpi: float = 180.0
    empty_fill: float = 0.07
    ticked_fill: float = 0.13
