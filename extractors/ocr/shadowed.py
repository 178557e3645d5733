"""Boxes with a shadow (the ``❏`` and ``❑`` of office templates): of their thin sides a scan may leave nothing but the shadow's corner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from extractors.ocr.aligned import FELLOWS, fellows
from extractors.ocr.outlines import Mask
from extractors.ocr.place import Place, overlap
from extractors.ocr.sheet import Sheet

#: Sizes in points; how far from square; the shadow's thickness (share of the size) and how solid it is.
SMALLEST, LARGEST, OBLONG = 4.5, 16.5, 1.3
THINNEST, THICKEST, SOLID = 0.07, 0.32, 0.88
#: Ink within an empty one; how many alike a page must have; how alike they and the crossed ones are.
EMPTY, FEWEST, ALIKE = 0.06, 3, 0.12


class _Shadow(NamedTuple):
    place: Place
    right: int
    foot: int


def find_shadowed(sheet: Sheet, dpi: float) -> list[Place]:
    """Return the shadowed boxes of a page, where at least three empty ones are alike; ``fill`` is the ink within."""
    least, most = SMALLEST * dpi / 72, LARGEST * dpi / 72
    wide, high = sheet.stats[:, 2], sheet.stats[:, 3]
    fits = (np.minimum(wide, high) >= least) & (np.maximum(wide, high) <= most)
    fits &= (wide <= OBLONG * high) & (high <= OBLONG * wide)
    fits[0] = False
    seen = {int(n): shadow for n in np.flatnonzero(fits) if (shadow := _shadow(sheet, int(n))) is not None}
    empty = [shadow for shadow in seen.values() if shadow.place.fill <= EMPTY]
    family = {n: s for n, s in seen.items() if s in empty and sum(_alike(s, other) for other in empty) >= FEWEST}
    if not family:
        return []
    found = [shadow.place for shadow in family.values()]
    usual = sorted(family.values(), key=lambda shadow: shadow.place.size)[len(family) // 2]
    return found + _crossed(sheet, usual, found)


def _crossed(sheet: Sheet, usual: _Shadow, known: Sequence[Place]) -> list[Place]:
    """Return the boxes like the ``usual`` one that a cross or the wording has grown into, in a column or row of ``known`` ones."""
    wide, high = usual.place.x1 - usual.place.x0, usual.place.bottom - usual.place.top
    w, h = sheet.stats[:, 2], sheet.stats[:, 3]
    fits = (w >= 0.85 * wide) & (h >= 0.85 * high) & (w <= 3 * wide) & (h <= 1.6 * high)
    fits[0] = False
    found: list[Place] = []
    for number in np.flatnonzero(fits):
        x, y, cw, ch, _ = (int(v) for v in sheet.stats[number])
        near = [
            (x + dx, y + dy)
            for dx in range(max(1, min(cw - wide, wide // 3) + 1))
            for dy in range(max(1, ch - high + 1))
        ]
        best = max(near, key=lambda at: _corner(sheet, usual, *at))
        place = Place(*best, best[0] + wide, best[1] + high, False, _inside(sheet, usual, *best))
        taken = any(overlap(place, other) for other in (*known, *found))
        if not taken and _corner(sheet, usual, *best) >= SOLID and fellows(place, known) >= FELLOWS:
            found.append(place)
    return found


def _corner(sheet: Sheet, usual: _Shadow, x: int, y: int) -> float:
    """Share of the shadow's two strips that is ink, in the weaker one, for a box at ``x``, ``y``."""
    place = usual.place
    patch = sheet.ink[y : y + place.bottom - place.top, x : x + place.x1 - place.x0]
    high, wide = patch.shape
    if patch.shape != (place.bottom - place.top, place.x1 - place.x0):
        return 0.0
    right, foot = patch[round(0.3 * high) :, wide - usual.right :], patch[high - usual.foot :, round(0.3 * wide) :]
    return float(min(right.mean(), foot.mean()))


def _inside(sheet: Sheet, usual: _Shadow, x: int, y: int) -> float:
    place = usual.place
    wide, high = place.x1 - place.x0, place.bottom - place.top
    edge = max(2, round(0.14 * min(wide, high)))
    inside = sheet.firm[y + edge : y + high - usual.foot - edge // 2, x + edge : x + wide - usual.right - edge // 2]
    return float(inside.mean()) if inside.size else 1.0


def _alike(one: _Shadow, other: _Shadow) -> bool:
    """Tell whether two boxes are of one size, and their shadows of one thickness."""
    slack = ALIKE * other.place.size + 1
    apart = (one.right - other.right, one.foot - other.foot)
    return abs(one.place.size - other.place.size) <= slack and max(map(abs, apart)) <= max(2.0, slack / 2)


def _shadow(sheet: Sheet, number: int) -> _Shadow | None:
    """Return component ``number`` as a box with its shadow below or above on the right, else None."""
    x, y, wide, high, _ = (int(v) for v in sheet.stats[number])
    own = np.asarray(sheet.labels[y : y + high, x : x + wide] == number, np.uint8)
    firm = sheet.firm[y : y + high, x : x + wide]
    for patch, dark in ((own, firm), (own[::-1], firm[::-1])):
        thick = _thickness(patch)
        if thick is not None:
            right, foot = thick
            edge = max(2, round(0.14 * min(wide, high)))
            inside = dark[edge : high - foot - edge // 2, edge : wide - right - edge // 2]
            fill = float(inside.mean()) if inside.size else 1.0
            return _Shadow(Place(x, y, x + wide, y + high, False, fill), right, foot)
    return None


def _thickness(patch: Mask) -> tuple[int, int] | None:
    """Return how thick the shadow on the right and at the foot is, None where there is none."""
    high, wide = patch.shape
    right = _solid(patch[round(0.3 * high) :, ::-1].mean(axis=0))
    foot = _solid(patch[::-1, round(0.3 * wide) :].mean(axis=1))
    size = (wide + high) / 2
    if not all(THINNEST * size <= thick <= THICKEST * size for thick in (right, foot)):
        return None
    # No letter has both corners square: the shadow's own is full, and those of its ends are cut off.
    corner = float(patch[high - foot :, wide - right :].mean())
    ends = (
        patch[: max(1, foot // 2), wide - max(1, right // 2) :],
        patch[high - max(1, foot // 2) :, : max(1, right // 2)],
    )
    return (right, foot) if corner >= SOLID and all(float(end.mean()) <= 0.6 for end in ends) else None


def _solid(shares: Sequence[float]) -> int:
    """Return how many rows from the edge on are solid; the very edge may be ragged."""
    start = 0 if shares[0] >= SOLID else 1
    count = start
    while count < len(shares) and shares[count] >= SOLID:
        count += 1
    return count if count > start else 0


def with_shadowed(places: list[Place], shadowed: Sequence[Place]) -> list[Place]:
    """Return all places: a shadowed box counts where no other shape was seen."""
    return places + [place for place in shadowed if not any(overlap(place, other) for other in places)]
