"""From strips to words: one reading per strip, confidences, leftovers of rules and ticks taken out."""

from __future__ import annotations

import re
from dataclasses import replace

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
_UNSURE = 0.3

#: Confidence of a lone percent sign that is one.
_SURE = 0.8


def is_debris(text: str, confidence: float) -> bool:
    """Tell whether a word is what remained of a line, a leader or a speck."""
    if _DEBRIS.match(text) is None:
        return False
    return text not in _MEANT or confidence < _UNSURE


def is_dirt(words: list[Word]) -> bool:
    """Tell whether all that stands together is a sign or two without letter or figure: a speck (``*``, ``+``), and no unit."""
    said = "".join(word.text for word in words)
    meant = said in _MEANT or any(w.text == "%" and w.confidence > _SURE for w in words)
    return len(said) <= 2 and not any(c.isalnum() or c in "±<>" for c in said) and not meant


def _belongs(last: Word, word: Word) -> bool:
    """Tell whether ``word`` continues ``last``: after an apostrophe, or as a comma that a typewriter font sets apart."""
    gap, high = word.box.x0 - last.box.x1, max(last.box.height, word.box.height)
    if last.text[-1] in "'’" and len(last.text) > 1:
        return gap < 0.2 * high
    if last.text in ("n", "N") and word.text in ("o", "°", "º"):
        return gap < 0.3 * high and word.box.bottom < last.box.bottom - 0.1 * high
    return word.text in (",", ".", ";") and word.confidence >= _UNSURE and gap < 0.6 * high


def _joined(words: list[Word]) -> list[Word]:
    """Join what Tesseract splits: "dall'" and "Utente", "Roma" and its comma, the raised o of "n°"."""
    joined: list[Word] = []
    for word in words:
        last = joined[-1] if joined else None
        if last is not None and _belongs(last, word):
            tail = "°" if last.text in ("n", "N") and word.text == "o" else word.text
            sure = min(last.confidence, word.confidence) if tail.isalnum() else last.confidence
            joined[-1] = replace(last, text=last.text + tail, box=last.box.union(word.box), confidence=sure)
        else:
            joined.append(word)
    return joined


def read_strips(gray: Gray, strips: list[Strip], dpi: float, engine: Engine) -> list[Word]:
    """Read each strip of a straightened page; boxes come out in points."""
    words: list[Word] = []
    for strip in strips:
        cut, found, point = cut_out(gray, strip), [], 72 / dpi
        for seen in engine.read(cut.gray, dpi * cut.down, LINE if strip.lines < ONE_LINE else BLOCK):
            x0, x1 = (cut.left + edge / cut.across for edge in (seen.x0, seen.x1))
            top, bottom = (cut.top + edge / cut.down for edge in (seen.top, seen.bottom))
            box = Box(x0 * point, top * point, x1 * point, bottom * point)
            found.append(Word(seen.text, box, seen.confidence, "ocr", box.height))
        joined = [word for word in _joined(found) if not is_debris(word.text, word.confidence)]
        words += [] if is_dirt(joined) else joined
    return words
