"""Which way is up, and how crooked: quarter turns and the small angle of a page."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.engine import LINE, Engine

Gray = NDArray[np.uint8]
Mask = NDArray[np.uint8]
Floats = NDArray[np.float64]

#: Feeders are rarely off by more; a larger angle would be a photo, and photos are squared up first.
LARGEST_SKEW = 6.0

#: Confidence of a trial reading that leaves no doubt which end is up, and letters and digits that are enough for it.
CLEAR, CLEAR_SIGNS = 0.8, 25


#: Letters that tell rows from columns.
ENOUGH = 1500


class Letters(NamedTuple):
    """Letter-sized components: left, top, width, height in pixels, one row each."""

    boxes: NDArray[np.int32]
    dpi: float


def letters(ink: Mask, dpi: float) -> Letters:
    """Return the components of 3 to 30 points: letters and digits, without rules, specks and drawings."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    boxes = stats[1:, :4]
    unit = dpi / 72
    longest, shortest = boxes[:, 2:4].max(axis=1, initial=0), boxes[:, 2:4].min(axis=1, initial=10_000)
    keep = (longest > 3 * unit) & (longest < 30 * unit) & (shortest > 0.5 * unit)
    return Letters(boxes[keep].astype(np.int32), dpi)


def _sharpness(along: Floats, across: Floats, degrees: float, bin_px: float) -> float:
    """How sharply the points fall into rows when the page is turned by ``degrees``."""
    rows = across - along * np.tan(np.radians(degrees))
    counts = np.bincount(((rows - rows.min()) / bin_px).astype(np.int64))
    return float(np.sum(counts.astype(np.float64) ** 2)) / max(len(rows), 1)


def _angle(along: Floats, across: Floats, bin_px: float) -> tuple[float, float]:
    """Best angle in degrees (downwards to the right is positive) and its sharpness; coarse, then fine."""
    best = 0.0
    for reach, step, size in ((LARGEST_SKEW, 0.5, 3 * bin_px), (0.5, 0.1, 1.5 * bin_px), (0.1, 0.02, bin_px)):
        angles = best + np.arange(-reach, reach + step / 2, step)
        best = float(angles[int(np.argmax([_sharpness(along, across, float(a), size) for a in angles]))])
    return best, _sharpness(along, across, best, bin_px)


def skew_of(found: Letters) -> float:
    """Angle of the text lines, degrees clockwise; 0.0 when there are too few letters to tell."""
    if len(found.boxes) < 12:
        return 0.0
    x, y, wide, high = found.boxes.T.astype(np.float64)
    angle, _ = _angle(x + wide / 2, y + high, max(1.0, found.dpi / 150))
    return 0.0 if abs(angle) > LARGEST_SKEW - 0.3 else angle


def runs_sideways(found: Letters) -> bool:
    """Tell whether the letters stand in columns rather than rows: the sheet was fed by its long side."""
    if len(found.boxes) < 12:
        return False
    # A sample is enough to tell rows from columns.
    x, y, wide, high = found.boxes[:: max(1, len(found.boxes) // ENOUGH)].T.astype(np.float64)
    size = max(1.0, found.dpi / 100)
    _, rows = _angle(x + wide / 2, y + high, size)
    # Upside down or turned, the edge of the letters that lines up may be the other one: the sharper one counts.
    _, rows_other = _angle(x + wide / 2, y, size)
    _, columns = _angle(y + high / 2, x + wide, size)
    _, columns_other = _angle(y + high / 2, x, size)
    spread_x, spread_y = np.ptp(x) + 1, np.ptp(y) + 1
    return bool(max(columns, columns_other) * spread_x > 1.1 * max(rows, rows_other) * spread_y)


def turned(gray: Gray, quarter: int) -> Gray:
    """Turn by ``quarter`` times 90 degrees clockwise."""
    return np.ascontiguousarray(np.rot90(gray, -quarter))


def straight(gray: Gray, degrees: float) -> Gray:
    """Undo a skew of ``degrees`` (clockwise) about the centre; what comes from outside is white."""
    if abs(degrees) < 0.03:
        return gray
    high, wide = gray.shape
    about = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1.0)
    return np.asarray(cv2.warpAffine(gray, about, (wide, high), flags=cv2.INTER_LINEAR, borderValue=255), np.uint8)


def _sample(found: Letters, gray: Gray) -> list[Gray]:
    """Up to four strips, each one text line with many letters, for a trial reading."""
    x, y, wide, high = found.boxes.T
    usual = float(np.median(high))
    middle = y + high / 2
    order = np.argsort(middle)
    rows: list[list[int]] = []
    for i in order:
        if rows and middle[i] - middle[rows[-1][-1]] < 0.35 * usual:
            rows[-1].append(int(i))
        else:
            rows.append([int(i)])
    rows = sorted((row for row in rows if 8 <= len(row) <= 150), key=len, reverse=True)[:4]
    strips = []
    for row in rows:
        pad = round(0.3 * usual)
        top, bottom = int(y[row].min()) - pad, int((y + high)[row].max()) + pad
        left, right = int(x[row].min()) - pad, int((x + wide)[row].max()) + pad
        right = min(right, left + round(40 * usual))
        strips.append(gray[max(top, 0) : bottom, max(left, 0) : right])
    return strips


def _trust(strips: list[Gray], engine: Engine, dpi: float) -> float:
    """Mean confidence of a trial reading, weighted by the length of the words; one clear line is enough."""
    total, signs = 0.0, 0
    for strip in strips:
        words = engine.read(strip, dpi, LINE)
        total += sum(word.confidence * len(word.text) for word in words)
        signs += sum(len(word.text) for word in words)
        if signs >= CLEAR_SIGNS and total > CLEAR * signs:
            break
    return total / signs if signs else 0.0


def _straightened(found: Letters, degrees: float, shape: tuple[int, ...]) -> Letters:
    """Return the letters where they stand once the skew is undone: their centres move, their sizes stay."""
    high, wide = shape[:2]
    about = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1.0)
    half = found.boxes[:, 2:4] / 2
    centres = (found.boxes[:, :2] + half) @ about[:, :2].T + about[:, 2]
    boxes = np.concatenate([np.round(centres - half).astype(np.int32), found.boxes[:, 2:4]], axis=1)
    return Letters(boxes, found.dpi)


class Lie(NamedTuple):
    """How a page lies: quarter turns (clockwise) that put it upright, and the skew in degrees that is left then."""

    turn: int
    skew: float


def lie_of(gray: Gray, ink: Mask, dpi: float, engine: Engine) -> Lie:
    """Tell how the page lies; 200 dpi are enough.

    Rows or columns is geometry; which end is up is told by reading a few lines: one way, and the other only in doubt.
    """
    found = letters(ink, dpi)
    if len(found.boxes) < 12:
        return Lie(0, 0.0)
    first = 1 if runs_sideways(found) else 0
    if first:
        gray, ink = turned(gray, 1), turned(ink, 1)
        found = letters(ink, dpi)
    skew = skew_of(found)
    if skew:
        gray, found = straight(gray, skew), _straightened(found, skew, gray.shape)
    strips = _sample(found, gray)
    upright = _trust(strips, engine, dpi)
    if upright > CLEAR or not strips or upright >= _trust([turned(strip, 2) for strip in strips], engine, dpi):
        return Lie(first, skew)
    return Lie(first + 2, skew)
