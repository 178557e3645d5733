"""Ruled lines of a straightened page: table grids, underlines of blanks; and how to take them off."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Gray = NDArray[np.uint8]
Mask = NDArray[np.uint8]
Boxes = NDArray[np.int32]

#: Points. Shortest line taken by itself; shortest upright between two horizontals; thickest stroke that is still a line.
SHORTEST_ACROSS, SHORTEST_DOWN, THICKEST = 18.0, 9.0, 3.5

#: Swaps the axes of boxes.
TRANSPOSED = [1, 0, 3, 2]


@dataclass(frozen=True, slots=True)
class Rules:
    """Boxes ``[x0, y0, x1, y1]`` in pixels of horizontal and vertical lines; ``mask`` marks their ink with 1."""

    across: Boxes
    down: Boxes
    mask: Mask


def _runs(ink: Mask, unit: float, *, down: bool) -> Mask:
    """Keep ink that runs straight for the shortest length; small gaps and stairs of one pixel are bridged."""
    length, bridge = round((SHORTEST_DOWN if down else SHORTEST_ACROSS) * unit), max(2, round(0.6 * unit))
    along, stairs, gap = (1, length), (3, 1), (1, bridge)
    if down:
        along, stairs, gap = along[::-1], stairs[::-1], gap[::-1]
    thick = cv2.dilate(ink, np.ones(stairs, np.uint8))
    closed = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones(gap, np.uint8))
    return np.asarray(cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones(along, np.uint8)), np.uint8)


def _boxes(mask: Mask) -> Boxes:
    """Boxes of the components; by their contours, as the mask is nearly empty."""
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    rows = [(x, y, x + wide, y + high) for x, y, wide, high in map(cv2.boundingRect, contours)]
    return np.array(rows, np.int32).reshape(-1, 4)


def _bare(ink: Mask, boxes: Boxes, unit: float) -> Boxes:
    """Keep horizontal boxes that are lines: ink without gaps, thin, and mostly bare above and below.

    Serifs on a base line run together too, but every stem stands on them: half of their columns are not bare.
    A value may stand on its underline, so a long line needs less bare length than a short one.
    """
    high, kept = ink.shape[0], []
    off = max(2, round(0.7 * unit))
    for x0, y0, x1, y1 in boxes.tolist():
        if y1 - y0 > THICKEST * unit + 0.02 * (x1 - x0):
            continue
        covered = float(ink[y0:y1, x0:x1].any(axis=0).mean())
        above = ink[max(y0 - off, 0) : y0, x0:x1].any(axis=0)
        below = ink[y1 : min(y1 + off, high), x0:x1].any(axis=0)
        bare = 1.0 - float((above | below).mean())
        if covered >= 0.9 and bare >= (0.45 if x1 - x0 > 60 * unit else 0.75):
            kept.append((x0, y0, x1, y1))
    return np.array(kept, np.int32).reshape(-1, 4)


def joined(boxes: Boxes, gap: int, slack: int) -> Boxes:
    """Join horizontal pieces of one line that are ``gap`` pixels or less apart."""
    kept: list[list[int]] = []
    for x0, y0, x1, y1 in boxes[np.argsort(boxes[:, 0], kind="stable")].tolist():
        for line in kept:
            if abs((line[1] + line[3]) - (y0 + y1)) <= 2 * slack and line[2] - slack <= x0 <= line[2] + gap:
                line[:] = [line[0], min(line[1], y0), max(line[2], x1), max(line[3], y1)]
                break
        else:
            kept.append([x0, y0, x1, y1])
    return np.array(kept, np.int32).reshape(-1, 4)


def _anchored(down: Boxes, across: Boxes, slack: int, long_enough: float) -> Boxes:
    """Keep verticals that are long, or that reach from one horizontal to another (a letter's stem does not)."""
    kept = []
    for x0, y0, x1, y1 in down.tolist():
        beside = across[(across[:, 0] <= x1 + slack) & (across[:, 2] >= x0 - slack)]
        ends = [np.any(np.abs((beside[:, 1] + beside[:, 3]) / 2 - y) <= slack) for y in (y0, y1)]
        if y1 - y0 >= long_enough or all(ends):
            kept.append((x0, y0, x1, y1))
    return np.array(kept, np.int32).reshape(-1, 4)


def find_rules(ink: Mask, dpi: float) -> Rules:
    """Find the ruled lines of a straightened page."""
    unit = dpi / 72
    slack, gap = max(2, round(1.5 * unit)), round(3 * unit)
    wide, tall = _runs(ink, unit, down=False), _runs(ink, unit, down=True)
    across = joined(_bare(ink, _boxes(wide), unit), gap, slack)
    down = _bare(np.asarray(cv2.transpose(ink), np.uint8), _boxes(tall)[:, TRANSPOSED], unit)
    down = _anchored(joined(down, gap, slack)[:, TRANSPOSED], across, 2 * slack, 36 * unit)
    mask = np.zeros_like(ink)
    for x0, y0, x1, y1 in across:
        mask[y0:y1, x0:x1] |= wide[y0:y1, x0:x1]
    for x0, y0, x1, y1 in down:
        mask[y0:y1, x0:x1] |= tall[y0:y1, x0:x1]
    return Rules(across, down, mask)


def _drawn_out(rules: Rules, shape: tuple[int, ...]) -> Mask:
    """Return the mask of the lines with the ends of the horizontal ones drawn out by a line's thickness."""
    mask = rules.mask.copy()
    for x0, y0, x1, y1 in rules.across.tolist():
        reach = max(3, y1 - y0)
        for start, stop, column in ((max(x0 - reach, 0), x0, x0), (x1, min(x1 + reach, shape[1]), x1 - 1)):
            mask[y0:y1, start:stop] |= rules.mask[y0:y1, column : column + 1]
    return mask


def without_rules(gray: Gray, ink: Mask, rules: Rules) -> tuple[Gray, Mask]:
    """Return page and ink with the lines taken off; strokes of letters that cross a line stay whole."""
    # A little beyond the ends: what would remain there reads as a full stop.
    off = np.asarray(cv2.dilate(_drawn_out(rules, ink.shape), np.ones((3, 3), np.uint8)), np.uint8)
    rest = np.asarray(cv2.bitwise_and(ink, 1 - off), np.uint8)
    crossing = cv2.morphologyEx(rest, cv2.MORPH_CLOSE, np.ones((9, 1), np.uint8))
    kept = cv2.bitwise_and(cv2.bitwise_and(crossing, off), ink)
    gone = cv2.bitwise_and(off, 1 - kept)
    clean = gray.copy()
    clean[gone > 0] = 255
    return clean, np.asarray(cv2.bitwise_or(rest, kept), np.uint8)
