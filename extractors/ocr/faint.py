"""Faint straight strokes: hairlines in grey, of which a scan leaves less than the level of ink; table grids and tick boxes are drawn so.

Along its own direction a line is one tone, while grain is not: the mean of a few points tells a stroke that no single
pixel does. Strokes with something along their sides are parts of letters, broken ones are rows of dots: both are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.outlines import covered, outline

Gray = NDArray[np.uint8]
Mask = NDArray[np.uint8]
#: Left, top, right and foot of a box in pixels.
Corners = tuple[int, int, int, int]

#: Strokes are sought at this resolution: four times as fast as at the page's own, and less grain.
COARSE = 150.0
#: Points: the mean is taken over, and a stroke is at least, so long; a stroke is thinner than; its sides are this far from it.
ALONG, THIN, SIDE = 4.0, 2.6, 1.3
#: How much darker than the paper beside it a stroke is at least, and how much more for each level of grain.
DARKER, GRAIN = 14.0, 3.0
#: Share of its depth by which a stroke is lighter at one place than along it; share of its greatest depth that its middle has.
LIGHTER, MIDDLE = 0.6, 0.7
#: Grey below which something stands beside a stroke.
BESIDE = 225
#: Pixels: gaps that grain leaves in a stroke; the share of it that is none.
BRIDGE, WHOLE = 3, 0.8
#: Share of a stroke along which something may stand at its sides; points from which on it is long, and the share then.
BESET, LONG, BESET_LONG = 0.3, 60.0, 0.55
#: Points up to which a stroke may be a letter's, and the most of it that is ink where it is none; the shortest rules.
SHORT, INKED = 18.0, 0.8
RULE, UPRIGHT = 18.0, 9.0
#: Boxes that make a kind whose like is looked for under ticks; shares of all sides and of an eighth of them that must be
#: seen; places that are looked at.
FEWEST, SIDES, PART, MOST = 2, 0.9, 0.75, 2000
#: Points to which the blur of ink reaches.
BLUR = 0.75
#: Share of its sides from which on a box is drawn in ink.
DARK = 0.6
#: Sizes of tick boxes in points, pixels by which their corners may differ, and how far they are from square.
SMALLEST, LARGEST = 6.0, 16.5
SLACK, OBLONG = 2, 0.25


def faint_strokes(gray: Gray, ink: Mask, dpi: float) -> Mask:
    """Return the mask (1) of the faint rules and tick boxes of an evened, straight page that are not ink."""
    scale = COARSE / dpi
    small = np.asarray(cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    size = (small.shape[1], small.shape[0])
    dark = np.asarray(cv2.resize(ink, size, interpolation=cv2.INTER_NEAREST), np.uint8)
    # Transposed, what is upright lies level.
    level = _strokes(small, dark, RULE)
    upright = _strokes(np.ascontiguousarray(small.T), np.ascontiguousarray(dark.T), UPRIGHT)
    drawn = np.zeros_like(dark)
    boxes = list(_boxes(level.short, upright.short))
    for x0, y0, x1, y1 in (*boxes, *_ticked(boxes, level.seen | upright.seen.T | dark, dark)):
        cv2.rectangle(drawn, (x0, y0), (x1, y1), 1, 1)
    fine = (gray.shape[1], gray.shape[0])
    boxed, across, down = (
        np.asarray(cv2.resize(mask, fine, interpolation=cv2.INTER_NEAREST), np.uint8)
        for mask in (drawn, level.rules, np.ascontiguousarray(upright.rules.T))
    )
    found = boxed | _without_blur(across, ink, dpi, down=False) | _without_blur(down, ink, dpi, down=True)
    return np.asarray(cv2.bitwise_and(found, 1 - ink), np.uint8)


def _without_blur(rules: Mask, ink: Mask, dpi: float, *, down: bool) -> Mask:
    """Return rules across (or ``down``) without the blur of ink that runs the same way.

    As a fringe it would make a rule of ink ragged and a frame larger; what fills gaps or goes on for long is no blur.
    """
    length, reach = round(ALONG * dpi / 72), 2 * round(BLUR * dpi / 72) + 1
    run, side = ((length, 1), (1, reach)) if down else ((1, length), (reach, 1))
    along = np.ones(run, np.uint8)
    blurred = cv2.dilate(cv2.morphologyEx(ink, cv2.MORPH_OPEN, along), np.ones(side, np.uint8))
    rest = cv2.bitwise_and(rules, 1 - np.asarray(blurred, np.uint8))
    good = cv2.bitwise_or(
        cv2.morphologyEx(blurred, cv2.MORPH_CLOSE, along), cv2.morphologyEx(rest, cv2.MORPH_OPEN, along)
    )
    return np.asarray(cv2.bitwise_and(rest, good), np.uint8)


class _Strokes(NamedTuple):
    """The ``rules`` of one direction and all that was ``seen`` as masks, and the ``short`` strokes as start, end and middle."""

    rules: Mask
    seen: Mask
    short: NDArray[np.int32]


def _strokes(gray: Gray, ink: Mask, rule: float) -> _Strokes:
    """Find the level straight strokes that are no part of a letter; ``rule``: points from which on they are rules."""
    unit = COARSE / 72
    length, thin = (max(3, round(points * unit)) | 1 for points in (ALONG, THIN))
    mean = cv2.blur(gray, (length, 1))
    depth = cv2.subtract(cv2.morphologyEx(mean, cv2.MORPH_CLOSE, np.ones((thin, 1), np.uint8)), mean)
    least = DARKER + GRAIN * float(np.percentile(depth[::5, ::5], 75))
    middle = cv2.convertScaleAbs(cv2.dilate(depth, np.ones((3, 1), np.uint8)), alpha=MIDDLE)
    seen = cv2.bitwise_and(cv2.compare(depth, middle, cv2.CMP_GE), cv2.compare(depth, np.full(1, least), cv2.CMP_GE))
    # Not much lighter than the mean: between dots there is paper.
    lightest = cv2.add(mean, cv2.convertScaleAbs(depth, alpha=LIGHTER))
    seen = cv2.bitwise_and(seen, cv2.compare(cv2.blur(gray, (3, 1)), lightest, cv2.CMP_LE))
    bridged = cv2.morphologyEx(seen, cv2.MORPH_CLOSE, np.ones((1, BRIDGE), np.uint8))
    runs = np.asarray(cv2.morphologyEx(bridged, cv2.MORPH_OPEN, np.ones((1, length), np.uint8)) > 0, np.uint8)
    if not runs.any():
        return _Strokes(runs, runs, np.zeros((0, 3), np.int32))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    y, x = np.nonzero(runs)
    own = labels[y, x]

    def share(mask: Mask) -> NDArray[np.float64]:
        return np.bincount(own, mask[y, x] > 0, len(stats)) / np.maximum(np.bincount(own, minlength=len(stats)), 1)

    wide = stats[:, cv2.CC_STAT_WIDTH] / unit
    good = share(_beset(gray)) <= np.where(wide > LONG, BESET_LONG, BESET)
    good &= share(np.asarray(seen, np.uint8)) >= WHOLE
    good &= (wide > SHORT) | (share(ink) <= INKED)
    good[0] = False
    runs[y, x] = (good & (wide >= rule))[own]
    left, top, width, high, _ = stats[good & (wide <= LARGEST)].T
    return _Strokes(
        runs,
        np.asarray(np.asarray(seen) > 0, np.uint8),
        np.stack([left, left + width - 1, top + high // 2], axis=1).astype(np.int32),
    )


def _boxes(level: NDArray[np.int32], upright: NDArray[np.int32]) -> Iterator[Corners]:
    """Yield the squares of which short strokes are three sides at least."""
    for x0, x1, top in level.tolist():
        size = x1 - x0
        if size < SMALLEST * COARSE / 72:
            continue
        feet = level[(np.abs(level[:, 0] - x0) <= SLACK) & (np.abs(level[:, 1] - x1) <= SLACK)][:, 2]
        feet = feet[np.abs(feet - top - size) <= OBLONG * size]
        sides = upright[(np.abs(upright[:, 0] - top) <= SLACK) & (np.abs(upright[:, 1] - top - size) <= OBLONG * size)]
        ends = [sides[np.abs(sides[:, 2] - x) <= SLACK] for x in (x0, x1)]
        if len(feet) + sum(len(end) > 0 for end in ends) >= 2 + (len(feet) > 1):
            foot = int(feet[0]) if len(feet) else int(max(end[:, 1].max() for end in ends if len(end)))
            yield x0, top, x1, foot


def _ticked(boxes: Sequence[Corners], seen: Mask, ink: Mask) -> list[Corners]:
    """Return the boxes as large as the ``boxes`` found, level with one or under it, whose sides a tick has broken.

    Those whose sides are mostly ``ink`` are found without.
    """
    if len(boxes) < FEWEST:
        return []
    wide, high = (int(np.median([box[n + 2] - box[n] for box in boxes])) + 1 for n in (0, 1))
    drawn = outline(wide, high, False)
    thick = np.asarray(cv2.dilate(seen, np.ones((3, 3), np.uint8)), np.uint8)
    weight = drawn.edge.astype(np.float32) / float(drawn.edge.sum())
    score = cv2.matchTemplate(thick.astype(np.float32), weight, cv2.TM_CCORR)
    rows, columns = np.nonzero(score >= SIDES)
    found: list[Corners] = []
    for n in np.argsort(-score[rows, columns], kind="stable")[:MOST]:
        x, y = int(columns[n]), int(rows[n])
        known = (*boxes, *found)
        apart = all(abs(b[0] - x) > 0.7 * wide or abs(b[1] - y) > 0.7 * high for b in known)
        aligned = any(min(abs(b[0] - x), abs(b[1] - y)) <= SLACK for b in boxes)
        dark = float(ink[y : y + high, x : x + wide][drawn.edge > 0].mean()) > DARK
        if apart and aligned and not dark and covered(thick[y : y + high, x : x + wide], drawn) >= PART:
            found.append((x, y, x + wide - 1, y + high - 1))
    return found


def _beset(gray: Gray) -> Mask:
    """Return where something stands right above or below; thin letters are fainter than ink too."""
    side = round(SIDE * COARSE / 72)
    dark = np.asarray(cv2.threshold(gray, BESIDE - 1, 1, cv2.THRESH_BINARY_INV)[1], np.uint8)
    dark = np.asarray(cv2.dilate(dark, np.ones((2, 1), np.uint8)), np.uint8)
    found = np.zeros_like(dark)
    found[side:] |= dark[:-side]
    found[:-side] |= dark[side:]
    return found
