"""Even light and clear ink: background normalisation, noise, the ink mask."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

Gray = NDArray[np.uint8]


#: What the paper's brightness becomes: over 255, so that its grain is cut off and erased places leave no step.
WHITE = 265


def resized(gray: Gray, scale: float) -> Gray:
    """Area-average to a smaller ``scale``, interpolate to a larger; within 2% of 1 the picture comes back untouched."""
    if abs(scale - 1) < 0.02:
        return gray
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(gray, None, fx=scale, fy=scale, interpolation=how), np.uint8)


def even(gray: Gray, dpi: float) -> Gray:
    """Divide by the paper's own brightness, so that shadow and tint become white (255).

    The paper is what a closing with an element larger than any letter leaves, at a tenth of the size and smoothed.
    """
    factor = max(1, round(dpi / 20))
    high, wide = gray.shape
    small = cv2.resize(gray, (max(1, wide // factor), max(1, high // factor)), interpolation=cv2.INTER_AREA)
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
    paper = cv2.medianBlur(paper, 5) if min(paper.shape) > 5 else paper
    ground = cv2.resize(np.maximum(paper, 40), (wide, high), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(gray, ground, scale=WHITE), np.uint8)


def ink_level(gray: Gray) -> float:
    """Return the level below which an evened page is ink: Otsu, held to where paper and ink can lie.

    On an empty page Otsu would split the paper's grain: the bound keeps it white.
    """
    level, _ = cv2.threshold(gray[::2, ::2], 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return float(min(max(level, 90.0), 190.0))


def ink_of(gray: Gray, firmness: float = 1.0) -> NDArray[np.uint8]:
    """Return the mask of ink (1); ``firmness`` below 1 leaves the fainter strokes and the blur out."""
    # Up to the last whole level below the bound: a third of the time of a comparison.
    below = math.ceil(firmness * ink_level(gray)) - 1
    return np.asarray(cv2.threshold(gray, below, 1, cv2.THRESH_BINARY_INV)[1], np.uint8)


def without_border(gray: Gray, ink: NDArray[np.uint8], dpi: float) -> tuple[Gray, NDArray[np.uint8]]:
    """Take off what touches the edge of the sheet over more than an inch: the scanner's lid, the sheet's own edge."""
    near = round(4 * dpi / 72)
    frame = (ink[:near], ink[-near:], ink[:, :near], ink[:, -near:])
    if max(cv2.countNonZero(np.ascontiguousarray(side)) for side in frame) < dpi / 2:
        return gray, ink
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    x, y, wide, high, _ = stats.T
    touches = (x < near) | (y < near) | (x + wide > ink.shape[1] - near) | (y + high > ink.shape[0] - near)
    dark = touches & (np.maximum(wide, high) > dpi)
    dark[0] = False
    if not dark.any():
        return gray, ink
    gone = dark[labels]
    return np.where(gone, np.uint8(255), gray), np.where(gone, np.uint8(0), ink)
