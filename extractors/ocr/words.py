"""From strips to words: one reading per strip, confidences, leftovers of rules and ticks taken out."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from domain.geometry import Box
from domain.pages import Word
from extractors.ocr.decode import spelt
from extractors.ocr.engine import BLOCK, LINE, Engine, Seen
from extractors.ocr.lines import columns_of, line_of, placed, with_blur
from extractors.ocr.network import Network
from extractors.ocr.segments import Strip, cut_out

Gray = NDArray[np.uint8]
Mask = NDArray[np.uint8]

#: A strip higher than this many letters holds more than one line.
ONE_LINE = 2.6

#: What is made of rests of rules, leaders and rings: no letter, no digit, no sign that a form uses by itself.
_DEBRIS = re.compile(r"^[\s®©¢•*?_.,:;'`´\"~^|\\\[\]{}=—–‘’“”°«»<>!¡¬-]+$")

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
            joined[-1] = last._replace(text=last.text + tail, box=last.box.union(word.box), confidence=sure)
        else:
            joined.append(word)
    return joined


def read_strips(
    gray: Gray, ink: Mask, strips: list[Strip], dpi: float, engine: Engine, network: Network | None
) -> list[Word]:
    """Read the strips of a straightened page and its ink; boxes come out in points.

    Single lines go through the ``network`` together, where there is one; the others to Tesseract, one by one.
    """
    found = {} if network is None else _read_together(gray, ink, [s for s in strips if s.lines < ONE_LINE], network)
    words: list[Word] = []
    point = 72 / dpi
    for strip in strips:
        seen = found[strip] if strip in found else _read_alone(gray, strip, dpi, engine)
        own = [_word(word, point) for word in seen]
        joined = [word for word in _joined(own) if not is_debris(word.text, word.confidence)]
        words += [] if is_dirt(joined) else joined
    return words


def _word(seen: Seen, point: float) -> Word:
    """Return a word seen on the page's pixels in points."""
    box = Box(seen.x0 * point, seen.top * point, seen.x1 * point, seen.bottom * point)
    return Word(seen.text, box, seen.confidence, "ocr", box.height)


def _read_together(gray: Gray, ink: Mask, strips: list[Strip], network: Network) -> dict[Strip, list[Seen]]:
    """Words of each strip, in pixels of the page."""
    wide = [with_blur(strip, gray.shape[1]) for strip in strips]
    columns = [columns_of(ink, strip) for strip in wide]
    lines = [line_of(gray, own, strip) for own, strip in zip(columns, wide, strict=True)]
    answers = network.read([line.pixels for line in lines])
    found = {}
    for strip, cut, own, line, shares in zip(strips, wide, columns, lines, answers, strict=True):
        words = placed(ink, own, cut, line, spelt(shares, network.signs, network.blank))
        found[strip] = [Seen(*word) for word in words]
    return found


def _read_alone(gray: Gray, strip: Strip, dpi: float, engine: Engine) -> list[Seen]:
    """Words of one strip as Tesseract reads it, in pixels of the page."""
    cut = cut_out(gray, strip)
    return [
        seen._replace(
            x0=cut.left + seen.x0 / cut.across,
            x1=cut.left + seen.x1 / cut.across,
            top=cut.top + seen.top / cut.down,
            bottom=cut.top + seen.bottom / cut.down,
        )
        for seen in engine.read(cut.gray, dpi * cut.down, LINE if strip.lines < ONE_LINE else BLOCK)
    ]
