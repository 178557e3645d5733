"""From strips to words: one reading per strip, confidences, leftovers of rules and ticks taken out."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from domain.geometry import Box
from domain.pages import Word
from extractors.ocr.engine import BLOCK, LINE, Engine
from extractors.ocr.segments import Strip, cut_out

Gray = NDArray[np.uint8]

#: A strip higher than this many letters holds more than one line.
ONE_LINE = 2.6

#: What Tesseract makes of rests of rules and leaders: no letter, no digit, no sign that a form uses by itself.
_DEBRIS = re.compile(r"^[\s_.,:;'`´\"~^|\\\[\]{}=—–‘’“”°«»<>!¡¬-]+$")

#: Signs that are a word of their own although they hold no letter.
_MEANT = frozenset({"-", "–", "—", ":", "/", "<", ">", "≤", "≥", "=", "_"})

#: Below this confidence a word without letters or digits is debris, even one that could be meant.
_UNSURE = 0.5


def is_debris(text: str, confidence: float) -> bool:
    """Tell whether a word is what remained of a line, a leader or a speck."""
    if _DEBRIS.match(text) is None:
        return False
    return text not in _MEANT or confidence < _UNSURE


def read_strips(gray: Gray, strips: list[Strip], dpi: float, engine: Engine) -> list[Word]:
    """Read each strip of a straightened page; boxes come out in points."""
    scale, words = 72 / dpi, []
    for strip in strips:
        picture, left, top = cut_out(gray, strip)
        for seen in engine.read(picture, dpi, LINE if strip.lines < ONE_LINE else BLOCK):
            if is_debris(seen.text, seen.confidence):
                continue
            box = Box(
                (seen.x0 + left) * scale,
                (seen.top + top) * scale,
                (seen.x1 + left) * scale,
                (seen.bottom + top) * scale,
            )
            words.append(Word(seen.text, box, seen.confidence, "ocr", box.height))
    return words
