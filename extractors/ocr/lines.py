"""Strips as the line model wants them, and the places of its words on the page."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.decode import Spelt
from extractors.ocr.model import Floats
from extractors.ocr.network import HIGH, STEP
from extractors.ocr.segments import Strip

Gray = NDArray[np.uint8]
Mask = NDArray[np.uint8]

#: Heights in letters: from the base line up and down, and paper around; of whole lines, and of strips up to SHORT letters.
#: Found on scans of four layouts at 150, 200 and 300 dpi; a tenth more or less changes the wrong words by a few in a hundred.
LINE_UP, LINE_DOWN, LINE_PAPER = 1.05, 0.34, 0.18
SHORT_UP, SHORT_DOWN, SHORT_PAPER, SHORT = 1.15, 0.2, 0.1, 5.0

#: A number with its unit; the gap between the two, in letters, that is a space (0.22 to 0.3 give the same words).
NUMBER_AND_UNIT = re.compile(r"([+±-]?\d[\d.,]*)([^\W\d_]+)$")
SPACE = 0.27

#: The widest gap (letters) that the model is shown: wider than a space.
WIDEST = 0.9

#: Grey below which a pixel counts for the blackness of a line.
DARK = 170.0


class Line(NamedTuple):
    """A strip ready for the model: its pixels, and for each of the model's columns the strip's own (from its left edge)."""

    pixels: Floats
    places: NDArray[np.intp]


def line_of(gray: Gray, columns: NDArray[np.bool_], strip: Strip) -> Line:
    """Cut a strip out of its page and bring it to the model's height and contrast; ``columns`` of it hold ink.

    The border is paper of our own: a neighbour's ink or a rule's rest beyond the strip must not come in.
    """
    top = max(strip.top - 2, 0)
    kept = _closed_up(columns, round(WIDEST * strip.letter))
    inner = gray[top : strip.bottom + 2, strip.x0 : strip.x1][:, kept]
    short = strip.x1 - strip.x0 <= SHORT * strip.letter
    up, down, paper = (SHORT_UP, SHORT_DOWN, SHORT_PAPER) if short else (LINE_UP, LINE_DOWN, LINE_PAPER)
    edge = paper * strip.letter
    above = round(top - min(strip.top, strip.base - up * strip.letter) + edge)
    below = round(max(strip.bottom, strip.base + down * strip.letter) + edge) - top - inner.shape[0]
    side = max(round(edge), 1)
    framed = cv2.copyMakeBorder(inner, max(above, 0), max(below, 0), side, side, cv2.BORDER_CONSTANT, value=255)
    high, wide = framed.shape
    steps = max(1, round(wide * HIGH / high / STEP))
    how = cv2.INTER_AREA if high > HIGH else cv2.INTER_LINEAR
    sized = cv2.resize(framed, (steps * STEP, HIGH), interpolation=how).astype(np.float32)
    ink = sized[sized < DARK]
    black = float(np.percentile(ink, 10)) if len(ink) else 0.0
    middles = ((np.arange(steps) + 0.5) * wide / steps).astype(np.intp) - side
    return Line((sized - black) * (2 / (255 - black)) - 1, kept[np.clip(middles, 0, len(kept) - 1)])


def _closed_up(columns: NDArray[np.bool_], widest: int) -> NDArray[np.intp]:
    """Return which columns stay when no gap is left wider than ``widest``: in wider ones the model sees dots and no space."""
    inked = np.flatnonzero(columns)
    if len(inked) < 2 or int(np.diff(inked).max()) <= widest + 1:
        return np.arange(len(columns))
    every = np.arange(len(columns))
    next_ink = np.searchsorted(inked, every)
    since = every - inked[np.maximum(next_ink - 1, 0)]
    until = inked[np.minimum(next_ink, len(inked) - 1)] - every
    return np.flatnonzero((since <= widest // 2) | (until <= widest // 2))


class Placed(NamedTuple):
    """A word with its box on the page: the ink of its signs."""

    text: str
    confidence: float
    x0: int
    top: int
    x1: int
    bottom: int


def with_blur(strip: Strip, wide: int) -> Strip:
    """Return a strip with the blur beside its first and last sign, on a page so many pixels wide."""
    return strip._replace(x0=max(strip.x0 - 2, 0), x1=min(strip.x1 + 2, wide))


def columns_of(ink: Mask, strip: Strip) -> NDArray[np.bool_]:
    """Tell which columns of a strip hold ink."""
    return np.asarray(ink[strip.top : strip.bottom, strip.x0 : strip.x1].any(axis=0), np.bool_)


def placed(ink: Mask, columns: NDArray[np.bool_], strip: Strip, line: Line, words: list[Spelt]) -> list[Placed]:
    """Place a strip's words on the page, parted at the widest gaps between them."""
    if not words:
        return []
    rows = ink[strip.top : strip.bottom, strip.x0 : strip.x1]
    parts = [part for word in words for part in _number_and_unit(word, columns, strip, line)]
    cuts = [0]
    for word, following in pairwise(parts):
        gap = _gap(columns, line, word.columns[-1], following.columns[0])
        cuts.append(max(gap.middle, cuts[-1]))
    cuts.append(len(columns))
    boxes = (_inked(rows, start, end, strip) for start, end in pairwise(cuts))
    return [Placed(word.text, word.confidence, *box) for word, box in zip(parts, boxes, strict=True)]


def _number_and_unit(word: Spelt, columns: NDArray[np.bool_], strip: Strip, line: Line) -> list[Spelt]:
    """Part "47,5Hz" where the gap before the unit is a space's: the model overlooks many of these."""
    match = NUMBER_AND_UNIT.match(word.text)
    if match is None or len(word.columns) != len(word.text):
        return [word]
    cut = match.start(2)
    if _gap(columns, line, word.columns[cut - 1], word.columns[cut]).width < SPACE * strip.letter:
        return [word]
    sides = (slice(None, cut), slice(cut, None))
    return [Spelt(word.text[side], word.confidence, word.columns[side]) for side in sides]


class _Gap(NamedTuple):
    """The widest stretch of columns without ink between two signs; ``middle`` counts from the strip's left edge."""

    middle: int
    width: int


def _gap(columns: NDArray[np.bool_], line: Line, before: int, after: int) -> _Gap:
    """Find the gap between the signs recognised at two of the model's columns; half way between them when there is none."""
    first, last = int(line.places[before]), int(line.places[after])
    edges = np.concatenate([[-1], np.flatnonzero(columns[first:last]), [last - first]])
    widths = np.diff(edges) - 1
    widest = int(widths.argmax())
    if widths[widest] < 1:
        return _Gap((first + last) // 2, 0)
    return _Gap(first + int(edges[widest] + edges[widest + 1] + 1) // 2, int(widths[widest]))


def _inked(rows: Mask, start: int, end: int, strip: Strip) -> tuple[int, int, int, int]:
    """Box of the ink from column ``start`` to ``end``; the whole stretch when there is none."""
    x, y, wide, high = cv2.boundingRect(np.ascontiguousarray(rows[:, start:end])) if end > start else (0, 0, 0, 0)
    if not wide:
        return strip.x0 + start, strip.top, strip.x0 + max(end, start + 1), strip.bottom
    return strip.x0 + start + x, strip.top + y, strip.x0 + start + x + wide, strip.top + y + high
