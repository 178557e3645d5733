"""Tick places written as a pair of brackets, ``[ ]`` or ``( )``: empty, or with a cross between them.

Tesseract reads an empty pair as l], 11 or nothing, and glues it to the word before. A pair around anything but a cross is
text: ``[kW]``, ``(A)``.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.place import Place
from extractors.ocr.sheet import Sheet

Mask = NDArray[np.uint8]

#: Height of a bracket (points), its width and the room within (shares of its height).
LOWEST, HIGHEST = 6.0, 18.0
NARROWEST, WIDEST = 0.12, 0.5
LEAST_ROOM, MOST_ROOM = 0.15, 1.6
#: A bracket is this much higher than the usual (small) letter; capitals, digits and their broken halves are not.
TALLER = 1.4


def find_brackets(sheet: Sheet, dpi: float) -> list[Place]:
    """Find the pairs on a straightened page; ``fill`` is 1 with a cross inside, else 0."""
    unit = dpi / 72
    x, _, wide, high, _ = sheet.stats.T
    fits = (high >= LOWEST * unit) & (high <= HIGHEST * unit) & (wide >= NARROWEST * high) & (wide <= WIDEST * high)
    usual = float(np.median(high[sheet.big])) if sheet.big.any() else 0.0
    fits &= high >= TALLER * usual
    fits[0] = False
    opening, closing = [], []
    for number in np.flatnonzero(fits):
        patch = _own(sheet, int(number))
        if _opens(patch):
            opening.append(int(number))
        elif _opens(patch[:, ::-1]):
            closing.append(int(number))
    places = []
    for first in opening:
        reach = (x[first] + wide[first] + LEAST_ROOM * high[first], x[first] + wide[first] + MOST_ROOM * high[first])
        last = next((n for n in closing if reach[0] <= x[n] <= reach[1] and _level(sheet, first, n)), None)
        place = None if last is None else _place(sheet, first, last)
        if place is not None:
            places.append(place)
    return places


def _own(sheet: Sheet, number: int) -> Mask:
    x, y, wide, high, _ = (int(v) for v in sheet.stats[number])
    return np.asarray(sheet.labels[y : y + high, x : x + wide] == number, np.uint8)


def _level(sheet: Sheet, first: int, last: int) -> bool:
    """Tell whether two brackets stand on one line and are equally high."""
    slack = max(2.0, 0.12 * float(sheet.stats[first, 3]))
    tops = abs(int(sheet.stats[first, 1]) - int(sheet.stats[last, 1]))
    return tops <= slack and abs(int(sheet.stats[first, 3]) - int(sheet.stats[last, 3])) <= slack


def _opens(patch: Mask) -> bool:
    """Tell whether a shape is ``[`` or ``(``: a stroke down its left side with both ends turned to the right."""
    high, wide = patch.shape
    end, side = max(1, round(0.22 * high)), max(1, wide // 3)
    middle = patch[end : high - end]
    spine = float(middle[:, : wide - side].any(axis=1).mean()) >= 0.95
    hollow = float(middle[:, wide - side :].mean()) <= 0.12
    ends = bool(patch[:end, wide - side :].any() and patch[high - end :, wide - side :].any())
    return spine and hollow and ends


def _place(sheet: Sheet, first: int, last: int) -> Place | None:
    """Return the place between two brackets when it is empty or holds one cross."""
    x, y, wide, high, _ = (int(v) for v in sheet.stats[first])
    x1 = int(sheet.stats[last, 0])
    rows, columns = slice(y, y + high), slice(x + wide, x1)
    inside = [int(n) for n in np.unique(sheet.labels[rows, columns]) if sheet.big[n] and n not in (first, last)]
    box = (x, y, x1 + int(sheet.stats[last, 2]), y + high)
    if not inside:
        return Place(*box, False, 0.0)
    if len(inside) == 1 and sheet.stats[inside[0], 3] <= 1.3 * high and _crosses(_own(sheet, inside[0])):
        return Place(*box, False, 1.0)
    return None


def _crosses(patch: Mask) -> bool:
    """Tell whether a shape is a cross: ink along both diagonals, none at the middle of its sides."""
    small = cv2.resize(patch * np.uint8(255), (15, 15), interpolation=cv2.INTER_AREA) > 70
    near = cv2.dilate(small.astype(np.uint8), np.ones((3, 3), np.uint8))
    diagonals = min(float(np.diag(near).mean()), float(np.diag(near[:, ::-1]).mean()))
    sides = (small[:3, 6:9], small[-3:, 6:9], small[6:9, :3], small[6:9, -3:])
    return diagonals >= 0.86 and all(float(side.mean()) <= 0.34 for side in sides)
