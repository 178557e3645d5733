"""Bars and cells that are printed on a tint: their ground becomes paper, light letters on a dark bar become dark ones.

Evening the light takes a bar of one line for ink, as it is hardly higher than a letter: a heading on it, which tells what a page is
about, would be lost. A bar is told from letters by its size: no stroke of a letter is as thick.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.light import WHITE, Gray

Mask = NDArray[np.uint8]

#: Where bars are sought, one pixel is about a point: this many dots an inch.
COARSE = 75.0
#: Points: thicker than any stroke of a letter; the least width and height of a bar; how near the sheet's edge there is none.
STROKE, WIDE, HIGH, EDGE = 5, 24, 7, 4
#: Points: holes in a bar up to this size are letters.
FILLED = 9
#: What the ground of a dark bar becomes: over 255, so that its grain is cut off.
GROUND = 290.0
#: Grey above which the ground counts as paper, and below which letters on it may be light ones.
PAPER, DARK = 236, 170
#: How much letters differ from their ground at least; the most of a dark bar that is lighter and darker than its ground (bars had
#: 0.04 to 0.18 and none, large letters taken for bars 0.3 and more of both).
CONTRAST, MOST_LIGHT, MOST_DARK = 45, 0.28, 0.1


class _Bar(NamedTuple):
    """A bar: where it stands among the coarse pixels, and which of them are its own."""

    rows: slice
    columns: slice
    own: NDArray[np.bool_]


def without_tints(gray: Gray, dpi: float) -> Gray:
    """Return an evened page with the ground of its bars and tinted cells made white, and the letters on them dark."""
    scale = COARSE / dpi
    small = np.asarray(cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    stroke = np.ones((STROKE, STROKE), np.uint8)
    # Light letters are holes in their bar, closed here; dark letters close to bars too, which are mostly paper.
    bars = _large(cv2.morphologyEx(np.asarray(small < DARK, np.uint8), cv2.MORPH_CLOSE, stroke))
    ground = np.asarray(cv2.morphologyEx(small, cv2.MORPH_CLOSE, stroke), np.uint8)
    tints = _large(np.asarray(ground < PAPER, np.uint8))
    result = gray
    for bar in _each(bars):
        rows, columns, inside = _fine(bar, small.shape, gray.shape)
        patch = gray[rows, columns]
        if _holds_light_letters(patch[inside]):
            result = gray.copy() if result is gray else result
            flat = cv2.morphologyEx(small[bar.rows, bar.columns], cv2.MORPH_OPEN, stroke)
            level = _smooth(np.minimum(flat, 225), inside.shape).astype(np.float32)
            turned = GROUND - (patch - level) * (GROUND / (255 - level))
            result[rows, columns][inside] = np.clip(turned, 0, 255).astype(np.uint8)[inside]
            tints[bar.rows, bar.columns][bar.own] = 0
    for bar in _each(tints):
        rows, columns, inside = _fine(bar, small.shape, gray.shape)
        result = gray.copy() if result is gray else result
        paper = _smooth(np.maximum(ground[bar.rows, bar.columns], 40), inside.shape)
        divided = cv2.divide(np.ascontiguousarray(result[rows, columns]), paper, scale=WHITE)
        result[rows, columns][inside] = np.asarray(divided, np.uint8)[inside]
    return result


def _smooth(ground: NDArray[np.generic], fine: tuple[int, ...]) -> Gray:
    """Return the ground of a bar without grain, at the size of its own pixels."""
    calm = cv2.medianBlur(np.ascontiguousarray(ground, np.uint8), 5)
    return np.asarray(cv2.resize(calm, (fine[1], fine[0]), interpolation=cv2.INTER_LINEAR), np.uint8)


def _large(mask: NDArray[np.generic] | cv2.typing.MatLike) -> Mask:
    """Keep what is as large as a bar."""
    return np.asarray(cv2.morphologyEx(np.asarray(mask, np.uint8), cv2.MORPH_OPEN, np.ones((HIGH, WIDE), np.uint8)))


def _each(mask: Mask) -> Iterator[_Bar]:
    """Yield the bars of a coarse page; what touches the sheet's edge is the scanner's lid."""
    if not cv2.countNonZero(mask):
        return
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    for number in range(1, len(stats)):
        x, y, wide, high, _ = (int(v) for v in stats[number])
        if min(x, y, mask.shape[1] - x - wide, mask.shape[0] - y - high) >= EDGE:
            rows, columns = slice(y, y + high), slice(x, x + wide)
            own = np.asarray(labels[rows, columns] == number, np.uint8)
            yield _Bar(rows, columns, cv2.morphologyEx(own, cv2.MORPH_CLOSE, np.ones((FILLED, FILLED), np.uint8)) > 0)


def _fine(bar: _Bar, coarse: tuple[int, ...], fine: tuple[int, ...]) -> tuple[slice, slice, NDArray[np.bool_]]:
    """Return the rows and columns of a bar among the page's own pixels, and which of these it holds."""
    down, across = fine[0] / coarse[0], fine[1] / coarse[1]
    rows = slice(round(bar.rows.start * down), round(bar.rows.stop * down))
    columns = slice(round(bar.columns.start * across), round(bar.columns.stop * across))
    size = (columns.stop - columns.start, rows.stop - rows.start)
    return rows, columns, cv2.resize(bar.own.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0


def _holds_light_letters(pixels: Gray) -> bool:
    """Tell whether the pixels of a bar are of one dark tone, but for some that are lighter; among large dark letters a third is darker."""
    level = float(np.median(pixels))
    light, dark = float(np.mean(pixels > level + CONTRAST)), float(np.mean(pixels < level - CONTRAST))
    return level < DARK and dark < light < MOST_LIGHT and dark < MOST_DARK
