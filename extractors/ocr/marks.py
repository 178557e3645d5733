"""Tick places of a scan: small squares and circles, empty, crossed, ticked or filled.

Empty places are found as what they are: hollow rings and frames. They teach the shapes and sizes of this page; with those, rings and
frames under a cross are found again by matching, whatever the cross grew into. The share of ink inside decides.
"""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np

from extractors.ocr.aligned import Candidate, Family, in_line
from extractors.ocr.outlines import Mask, Outline, closed, corners, covered, inked, outline, stroke
from extractors.ocr.place import Place, alone, begins, overlap
from extractors.ocr.policy import OcrPolicy
from extractors.ocr.shadowed import find_shadowed, with_shadowed
from extractors.ocr.sheet import Sheet

#: Sizes of tick places in points; one pixel up, down, left and right.
SMALLEST, LARGEST = 5.0, 16.5
#: Rings that make a kind of place, whose like is looked for under crosses: an oblong one may be a letter, one alone must be round.
FEWEST, OBLONG, ROUND = 2, 0.08, 0.03
CROSS = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))


class _Seed(NamedTuple):
    """A component that is a frame or a ring; ``free`` when no letter stands against it."""

    place: Place
    free: bool


def _seed(sheet: Sheet, number: int) -> _Seed | None:
    """Return the place when component ``number`` is itself a frame or a ring, else None."""
    x0, y0, wide, high, _ = (int(v) for v in sheet.stats[number])
    box = (x0, y0, x0 + wide, y0 + high)
    own = (sheet.labels[y0 : y0 + high, x0 : x0 + wide] == number).astype(np.uint8)
    if not closed(own):
        return None
    corner, size = corners(own), (wide + high) / 2
    round_ = corner < 0.34
    drawn = outline(wide, high, round_)
    # The cheap questions first: before a ring nothing stands, a frame has four corners.
    if not (begins(sheet, box, size) if round_ else corner >= 0.4):
        return None
    if covered(np.asarray(cv2.dilate(own, np.ones((3, 3), np.uint8)), np.uint8), drawn) < 0.8:
        return None
    fill = inked(sheet.firm[y0 : y0 + high, x0 : x0 + wide], drawn)
    sides, ends = stroke(own)
    if round_ and abs(wide - high) > OBLONG * size + 1:
        return None
    if round_:
        # A letter O is thicker at its sides; a bullet or a filled circle is full.
        ring = sides <= 0.16 * size + 0.5 and ends <= 0.16 * size + 0.5 and sides <= 1.3 * ends + 0.4
        good = (ring and fill <= 0.9) or (not ring and fill >= 0.97)
    else:
        good = fill >= 0.5 or max(sides, ends) <= 0.25 * size + 1
    if not good:
        return None
    return _Seed(Place(*box, round_, fill), (not round_ and fill <= 0.05) or alone(sheet, box, size))


def _seeds(sheet: Sheet, dpi: float) -> list[_Seed]:
    """Places that are components of their own, empty or marked within."""
    least, most = SMALLEST * dpi / 72, LARGEST * dpi / 72
    wide, high = sheet.stats[:, 2], sheet.stats[:, 3]
    fits = (np.minimum(wide, high) >= least) & (np.maximum(wide, high) <= most)
    fits &= (wide <= 1.25 * high) & (high <= 1.25 * wide)
    fits[0] = False
    found = (_seed(sheet, int(number)) for number in np.flatnonzero(fits))
    return [seed for seed in found if seed]


def _known_frame(place: Place, families: list[Family]) -> bool:
    """Tell whether a frame is as large as this page's empty ones: then the wording may stand against it."""
    wide, high = place.x1 - place.x0, place.bottom - place.top
    sizes = [(w, h) for w, h, round_ in families if not round_]
    return not place.round_ and any(abs(wide - w) <= 0.12 * w + 1 and abs(high - h) <= 0.12 * h + 1 for w, h in sizes)


def _families(seeds: list[Place]) -> list[Family]:
    """Sizes and shapes of the page's places: medians of the hollow ones that agree within a tenth."""
    families: list[Family] = []
    for round_ in (False, True):
        sizes = sorted((p.size, p.x1 - p.x0, p.bottom - p.top) for p in seeds if p.round_ is round_ and p.fill < 0.05)
        while sizes:
            group = [s for s in sizes if s[0] <= sizes[0][0] * 1.1 + 1]
            sizes = sizes[len(group) :]
            if round_ and len(group) < FEWEST and abs(group[0][1] - group[0][2]) > ROUND * group[0][0] + 1:
                continue
            families.append((int(np.median([s[1] for s in group])), int(np.median([s[2] for s in group])), round_))
    return families


def _stands_free(sheet: Sheet, place: Place, drawn: Outline, number: int) -> bool:
    """Tell whether no letter stands beside the place, and its rim is paper but for the ends of a cross."""
    x, _, wide, _, _ = (int(v) for v in sheet.stats[number])
    # An arm of the cross may reach towards the word before; a letter larger than the place reaches out on both sides.
    arm = round(0.12 * place.size)
    x0, x1 = min(max(x, place.x0 - arm), place.x0), max(min(x + wide, place.x1 + arm), place.x1)
    # The row of the place only: an arm of the cross may reach under the line above.
    if not alone(sheet, (x0, place.top, x1, place.bottom), place.size, own=number):
        patch = sheet.ink[place.top : place.bottom, place.x0 : place.x1]
        if place.round_ or corners(patch) < 0.6:
            return False
    top, side = place.top - drawn.pad, place.x0 - drawn.pad
    around = sheet.ink[max(top, 0) : top + drawn.rim.shape[0], max(side, 0) : side + drawn.rim.shape[1]]
    return around.shape == drawn.rim.shape and float(around[drawn.rim > 0].mean()) <= 0.33


def _best(ink: Mask, box: tuple[int, int, int, int], drawn: Outline) -> tuple[float, int, int]:
    """Best covered position of a shape within ``box``: score, left, top (score 0.0 when it does not fit)."""
    x0, y0, x1, y1 = box
    high, wide = drawn.edge.shape
    patch = ink[max(y0 - 1, 0) : y1 + 1, max(x0 - 1, 0) : x1 + 1]
    if patch.shape[0] < high or patch.shape[1] < wide:
        return 0.0, 0, 0
    thick = cv2.dilate(patch, CROSS).astype(np.float32)
    weight = drawn.edge.astype(np.float32) / float(drawn.edge.sum())
    score = cv2.matchTemplate(thick, weight, cv2.TM_CCORR)
    y, x = np.unravel_index(int(np.argmax(score)), score.shape)
    return float(score[y, x]), int(x) + max(x0 - 1, 0), int(y) + max(y0 - 1, 0)


def _matches(sheet: Sheet, family: Family, known: list[Place]) -> tuple[list[Place], list[Candidate]]:
    """Places of one family whose cross reaches over the edge, searched in components somewhat larger than the place.

    Second come those against which something stands: whether they are places is told by the others (``in_line``).
    """
    wide, high, round_ = family
    drawn = outline(wide, high, round_)
    w, h = sheet.stats[:, 2], sheet.stats[:, 3]
    fits = (w >= 0.93 * wide) & (h >= 0.93 * high) & (w <= 3 * wide) & (h <= 2.2 * high)
    fits[0] = False
    found: list[Place] = []
    crowded: list[Candidate] = []
    for number in np.flatnonzero(fits):
        x, y, cw, ch, _ = (int(v) for v in sheet.stats[number])
        score, left, top = _best(sheet.ink, (x, y, x + cw, y + ch), drawn)
        patch = sheet.ink[top : top + high, left : left + wide]
        if score < 0.88 or covered(np.asarray(cv2.dilate(patch, CROSS), np.uint8), drawn) < 0.86:
            continue
        fill = inked(sheet.firm[top : top + high, left : left + wide], drawn)
        place = Place(left, top, left + wide, top + high, round_, fill)
        if any(overlap(place, other) for other in (*known, *found)):
            continue
        if place.fill >= 0.08 and _stands_free(sheet, place, drawn, int(number)):
            found.append(place)
        else:
            crowded.append(Candidate(place, int(number)))
    return found, crowded


def find_places(sheet: Sheet, dpi: float) -> list[Place]:
    """Find the tick places of a straightened page, of which the ruled lines have been taken off."""
    every = _seeds(sheet, dpi)
    families = _families([seed.place for seed in every if seed.free])
    seeds = [seed.place for seed in every if seed.free or _known_frame(seed.place, families)]
    sizes = [(wide + high) / 2 for wide, high, round_ in families if round_]
    # A disc alone may be a full stop or a bullet: only one as large as this page's rings is a filled circle.
    places = [
        seed
        for seed in seeds
        if not (seed.round_ and seed.fill > 0.9) or any(abs(seed.size - size) <= 0.25 * size for size in sizes)
    ]
    crowded: list[Candidate] = []
    for family in families:
        found, others = _matches(sheet, family, places)
        places, crowded = places + found, crowded + others
    places += in_line(sheet, crowded, places)
    places = with_shadowed(places, find_shadowed(sheet, dpi))
    return sorted(places, key=lambda place: (place.top, place.x0))


def empty_level(places: list[Place]) -> float:
    """Ink that an empty place of this page shows inside (grain, a thick edge): the median of the emptier ones."""
    fills = sorted(place.fill for place in places if place.fill < 0.1)
    return float(np.median(fills)) if fills else 0.0


def is_ticked(place: Place, level: float, policy: OcrPolicy) -> bool | None:
    """Three bands over the page's own empty level: no, yes, and None for what a person should look at."""
    over = place.fill - level
    if over <= policy.empty_fill:
        return False
    return True if over >= policy.ticked_fill else None
