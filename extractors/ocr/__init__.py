"""Scanned pages: pixels to words, rules, tick places and ink.

``read_page`` gives the page as read; ``open_page`` gives it with its pixels, for second readings, crops and ink.
Both are pure functions of (bytes, index, policy): with ``OCR_VERSION`` their results can be kept by content hash.
"""

from extractors.ocr.context import ScanContext
from extractors.ocr.engine import OcrUnavailableError
from extractors.ocr.policy import OCR_VERSION, OcrPolicy
from extractors.ocr.reading import open_image, open_page, read_image, read_page

__all__ = [
    "OCR_VERSION",
    "OcrPolicy",
    "OcrUnavailableError",
    "ScanContext",
    "open_image",
    "open_page",
    "read_image",
    "read_page",
]
