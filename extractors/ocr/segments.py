"""Text lines of a straightened page, without Tesseract's page layout: that costs a third of its time and mixes table cells.

Letters that stand side by side make a strip; a vertical rule or a wide gap ends it, so a table cell is its own strip.
"""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

Gray = NDArray[np.uint8]
Mask = NDArray[np.uint8]
Boxes = NDArray[np.int32]


#: Letter heights in pixels at which the fewest words were wrong: whole lines, and strips shorter than SHORT letters.
#: Pressing lines together or setting them at 15 saves a quarter of Tesseract's time, and costs one field in a hundred.
LETTER_OF_LINE, LETTER_OF_SHORT, SHORT = 22.0, 30.0, 5.0

#: Only lines longer than this many letters, which are running text, are pressed: a seventh of Tesseract's time for 3 more
#: wrong words in 2300 (from 15 letters on: 12 more).
LONG, PRESSED = 25.0, 0.7

#: The least height of a broken letter's piece (points): more than a full stop or a comma of small type.
PIECE = 1.8

#: Height of a small letter in capitals, and how far (letters) a neighbour of the same type may stand.
SMALL, NEAR = (0.6, 0.82), 12.0

#: A strip higher than this many letters holds more than one line.
ONE_LINE = 2.6


class Strip(NamedTuple):
    """One text line (or a few that touch): pixels ``x0, top, x1, bottom``, the usual letter height, the base line's row."""

    x0: int
    top: int
    x1: int
    bottom: int
    letter: float
    base: float

    @property
    def lines(self) -> float:
        """Height in letters: above ``ONE_LINE`` there must be more than one line."""
        return (self.bottom - self.top) / self.letter


def _text_like(stats: NDArray[np.int32], unit: float) -> Boxes:
    """Boxes ``x0, y0, x1, y1`` of components that can be text."""
    x, y, wide, high, area = stats.T
    # Specks fall out; so do drawings, stamps' rims and signatures taller than a headline.
    keep = (area >= max(2.0, 0.25 * unit * unit)) & (high <= 40 * unit) & (wide <= 120 * unit)
    keep[0] = False
    return np.asarray(np.stack([x, y, x + wide, y + high], axis=1)[keep], np.int32)


def _joined_mask(core: Boxes, shape: tuple[int, int], walls: Boxes, gap: float) -> Mask:
    """Paint each letter at half size, narrowed in height and drawn out to the right by ``gap`` letters; walls cut."""
    mask = np.zeros((shape[0] // 2 + 1, shape[1] // 2 + 1), np.uint8)
    for x0, y0, x1, y1 in core.tolist():
        high = y1 - y0
        cut = round(0.22 * high)
        reach = round(gap * max(high, 0.6 * (x1 - x0)))
        right, bottom = min(x1 + reach, shape[1] - 1), max(y1 - 1 - cut, y0 + cut)
        cv2.rectangle(mask, (x0 // 2, (y0 + cut) // 2), (right // 2, bottom // 2), 1, -1)
    for x0, y0, x1, y1 in walls.tolist():
        mask[y0 // 2 : -(-y1 // 2), x0 // 2 : -(-x1 // 2)] = 0
    return mask


def find_strips(
    stats: NDArray[np.int32], shape: tuple[int, int], walls: Boxes, dpi: float, gap: float = 1.5
) -> list[Strip]:
    """Find the strips among the components (``stats``, without rules and tick places); ``walls`` are the vertical rules.

    Rows come top to bottom, left to right within a row.
    """
    unit = dpi / 72
    boxes = _text_like(stats, unit)
    if not len(boxes):
        return []
    wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    # The e of 6-point type is 2.5 points high; a comma or a quote of 12-point type is as high, but narrow.
    letter_like = (high >= 3.2 * unit) | ((high >= 2.2 * unit) & (wide >= 1.7 * unit))
    core = boxes[letter_like]
    if not len(core):
        return []
    # Pieces of a letter whose thin strokes were too faint (an o of two arcs) hold the letters beside it together.
    pieces = boxes[~letter_like & (high >= PIECE * unit)]
    mask = _joined_mask(np.concatenate([core, pieces]), shape, walls, gap)
    count, labels = cv2.connectedComponents(mask, connectivity=4)
    owner = labels[(core[:, 1] + core[:, 3]) // 4, (core[:, 0] + core[:, 2]) // 4]
    strips = _outlines(core, owner, count)
    strips = _levelled(_with_small(strips, boxes[~letter_like]))
    return sorted(strips, key=lambda s: (round((s.top + s.bottom) / 2 / (6 * unit)), s.x0))


def _outlines(core: Boxes, owner: NDArray[np.int32], count: int) -> list[Strip]:
    """One strip for each label that owns letters."""
    x0, y0 = np.full(count, 1 << 30), np.full(count, 1 << 30)
    x1, y1 = np.zeros(count, np.int64), np.zeros(count, np.int64)
    np.minimum.at(x0, owner, core[:, 0])
    np.minimum.at(y0, owner, core[:, 1])
    np.maximum.at(x1, owner, core[:, 2])
    np.maximum.at(y1, owner, core[:, 3])
    heights = core[:, 3] - core[:, 1]
    strips = []
    for label in range(1, count):
        if x1[label]:
            own = owner == label
            usual, base = float(np.percentile(heights[own], 75)), float(np.median(core[own, 3]))
            strips.append(Strip(int(x0[label]), int(y0[label]), int(x1[label]), int(y1[label]), usual, base))
    return strips


def _levelled(strips: list[Strip]) -> list[Strip]:
    """Give short strips of small letters only ("sec" in a cell) the letter height of their neighbour on the same base line.

    By itself such a strip looks like capitals of a smaller type, and s, c, o, v, x, z are read as these.
    """
    levelled = []
    for strip in strips:
        near = [
            other.letter
            for other in strips
            if abs(other.base - strip.base) < 0.15 * strip.letter
            and max(other.x0 - strip.x1, strip.x0 - other.x1) < NEAR * strip.letter
            and SMALL[0] * other.letter < strip.letter < SMALL[1] * other.letter
        ]
        alone = near and strip.x1 - strip.x0 <= SHORT * strip.letter
        levelled.append(strip._replace(letter=float(np.median(near))) if alone else strip)
    return levelled


def _with_small(strips: list[Strip], small: Boxes) -> list[Strip]:
    """Let dots, accents, commas and hyphens widen the strip that they stand in or touch.

    On the left only hyphens and minus signs: a comma there ends the blank before and would read as a quote.
    """
    if not len(small) or not strips:
        return strips
    grown = []
    centre_x, centre_y = (small[:, 0] + small[:, 2]) / 2, (small[:, 1] + small[:, 3]) / 2
    flat = (small[:, 2] - small[:, 0]) > 1.5 * (small[:, 3] - small[:, 1])
    for strip in strips:
        side, over = 0.8 * strip.letter, 0.3 * strip.letter
        inside = (centre_x > strip.x0 - np.where(flat, side, 0.0)) & (centre_x < strip.x1 + side)
        inside &= (centre_y > strip.top - over) & (centre_y < strip.bottom + over)
        if not inside.any():
            grown.append(strip)
            continue
        x0, top = np.minimum((strip.x0, strip.top), small[inside, :2].min(axis=0))
        x1, bottom = np.maximum((strip.x1, strip.bottom), small[inside, 2:].max(axis=0))
        grown.append(Strip(int(x0), int(top), int(x1), int(bottom), strip.letter, strip.base))
    return grown


class Cut(NamedTuple):
    """A strip's pixels at the size that Tesseract reads best.

    ``left`` and ``top``: place of its first pixel on the page, before scaling; ``across`` and ``down``: its scales.
    """

    gray: Gray
    left: int
    top: int
    across: float
    down: float


def cut_out(gray: Gray, strip: Strip) -> Cut:
    """Cut a strip out of its page.

    The border is paper of our own: a neighbour's ink or a rule's rest beyond the strip must not come in.
    """
    edge = max(4, round(0.6 * strip.letter))
    top, left = max(strip.top - 2, 0), max(strip.x0 - 2, 0)
    inner = gray[top : strip.bottom + 2, left : strip.x1 + 2]
    framed = cv2.copyMakeBorder(inner, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=255)
    letters = (strip.x1 - strip.x0) / strip.letter
    down = min(max((LETTER_OF_LINE if letters > SHORT else LETTER_OF_SHORT) / strip.letter, 0.4), 3.0)
    down = down if abs(down - 1) > 0.08 else 1.0
    across = down * (PRESSED if letters > LONG else 1.0)
    if (across, down) != (1.0, 1.0):
        how = cv2.INTER_AREA if down <= 1 else cv2.INTER_CUBIC
        framed = cv2.resize(framed, None, fx=across, fy=down, interpolation=how)
    return Cut(np.asarray(framed, np.uint8), left - edge, top - edge, across, down)
