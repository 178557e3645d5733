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


class Strip(NamedTuple):
    """One text line (or a few that touch): pixels ``x0, top, x1, bottom``, and the usual letter height."""

    x0: int
    top: int
    x1: int
    bottom: int
    letter: float

    @property
    def lines(self) -> float:
        """Height in letters: above 2.6 there must be more than one line."""
        return (self.bottom - self.top) / self.letter


def _components(ink: Mask, unit: float) -> tuple[Boxes, NDArray[np.int32]]:
    """Boxes ``x0, y0, x1, y1`` of ink that can be text, and the label image's numbers of them."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    x, y, wide, high, area = stats.T
    # Specks fall out; so do drawings, stamps' rims and signatures taller than a headline.
    keep = (area >= max(2.0, 0.25 * unit * unit)) & (high <= 40 * unit) & (wide <= 120 * unit)
    keep[0] = False
    return np.stack([x, y, x + wide, y + high], axis=1)[keep].astype(np.int32), area[keep]


def _joined_mask(core: Boxes, shape: tuple[int, int], walls: Boxes, gap: float) -> Mask:
    """Paint each letter, narrowed in height and drawn out to the right by ``gap`` letters; walls cut."""
    mask = np.zeros(shape, np.uint8)
    for x0, y0, x1, y1 in core.tolist():
        high = y1 - y0
        cut = round(0.22 * high)
        reach = round(gap * max(high, 0.6 * (x1 - x0)))
        cv2.rectangle(mask, (x0, y0 + cut), (min(x1 + reach, shape[1] - 1), max(y1 - 1 - cut, y0 + cut)), 1, -1)
    for x0, y0, x1, y1 in walls.tolist():
        mask[y0:y1, x0:x1] = 0
    return mask


def find_strips(ink: Mask, walls: Boxes, dpi: float, gap: float = 1.5) -> list[Strip]:
    """Find the strips of ``ink`` (without rules and tick places); ``walls`` are the vertical rules.

    Rows come top to bottom, left to right within a row.
    """
    unit = dpi / 72
    boxes, _ = _components(ink, unit)
    if not len(boxes):
        return []
    high = boxes[:, 3] - boxes[:, 1]
    letter_like = high >= 3.2 * unit
    core = boxes[letter_like]
    if not len(core):
        return []
    mask = _joined_mask(core, ink.shape, walls, gap)
    count, labels = cv2.connectedComponents(mask, connectivity=4)
    middle_x, middle_y = (core[:, 0] + core[:, 2]) // 2, (core[:, 1] + core[:, 3]) // 2
    owner = labels[middle_y, np.minimum(middle_x, ink.shape[1] - 1)]
    strips = _outlines(core, owner, count)
    strips = _with_small(strips, boxes[~letter_like], unit)
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
            usual = float(np.percentile(heights[owner == label], 75))
            strips.append(Strip(int(x0[label]), int(y0[label]), int(x1[label]), int(y1[label]), usual))
    return strips


def _with_small(strips: list[Strip], small: Boxes, unit: float) -> list[Strip]:
    """Let dots, accents, commas and hyphens widen the strip that they stand in or touch."""
    if not len(small) or not strips:
        return strips
    grown = []
    centre_x, centre_y = (small[:, 0] + small[:, 2]) / 2, (small[:, 1] + small[:, 3]) / 2
    for strip in strips:
        side, over = 0.8 * strip.letter, 0.3 * strip.letter
        inside = (centre_x > strip.x0 - side) & (centre_x < strip.x1 + side)
        inside &= (centre_y > strip.top - over) & (centre_y < strip.bottom + over)
        if inside.any():
            own = small[inside]
            strip = Strip(  # noqa: PLW2901 - the same strip, grown
                min(strip.x0, int(own[:, 0].min())),
                min(strip.top, int(own[:, 1].min())),
                max(strip.x1, int(own[:, 2].max())),
                max(strip.bottom, int(own[:, 3].max())),
                strip.letter,
            )
        grown.append(strip)
    return grown


def cut_out(gray: Gray, strip: Strip, pad: float = 0.35) -> tuple[Gray, int, int]:
    """Return the strip's pixels with a white border, and the page position of their top left pixel.

    The border is paper of our own: a neighbour's ink or a rule's rest beyond the strip must not come in.
    """
    edge = max(4, round(pad * strip.letter))
    own = 2
    top, left = max(strip.top - own, 0), max(strip.x0 - own, 0)
    inner = gray[top : strip.bottom + own, left : strip.x1 + own]
    framed = cv2.copyMakeBorder(inner, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=255)
    return np.asarray(framed, np.uint8), left - edge, top - edge
