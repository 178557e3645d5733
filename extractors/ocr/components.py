"""The connected components of a page's ink, found once for leaders, tick places and strips; and what is taken off later.

Labelling a page of 300 dpi costs as much as reading six lines, so nobody labels it a second time: what comes off
the ink afterwards is followed component by component.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.rules import Boxes, Mask, joined


def _stats(ink: Mask, labels: NDArray[np.int32], count: int) -> NDArray[np.int32]:
    """Left, top, width, height and area of each label, asked of the ink alone: OpenCV asks every pixel, in twice the time."""
    stats = np.zeros((count, 5), np.int32)
    places = cv2.findNonZero(ink)
    if places is None:
        return stats
    x, y = places.reshape(-1, 2).T
    own = labels[y, x]
    # The pixels come row by row: the last one written is a label's lowest, and read backwards its highest.
    bottom, top = np.zeros(count, np.int32), np.zeros(count, np.int32)
    bottom[own], top[own[::-1]] = y, y[::-1]
    left, right = np.full(count, ink.shape[1], np.int32), np.zeros(count, np.int32)
    np.minimum.at(left, own, x)
    np.maximum.at(right, own, x)
    stats[1:] = np.stack(
        [left, top, right - left + 1, bottom - top + 1, np.bincount(own, minlength=count)], axis=1
    ).astype(np.int32)[1:]
    return stats


@dataclass(frozen=True, slots=True)
class Components:
    """``labels`` of each pixel, and ``stats`` (left, top, width, height, area; row 0 is the paper) of each label."""

    labels: NDArray[np.int32]
    stats: NDArray[np.int32]

    def without(self, gone: NDArray[np.bool_]) -> Components:
        """Return the components with the stats of those in ``gone`` set to nothing."""
        return Components(self.labels, np.where(gone[:, None], np.int32(0), self.stats))

    def members(self, boxes: Boxes, largest: float) -> NDArray[np.bool_]:
        """Tell which components no larger than ``largest`` pixels stand in one of ``boxes``."""
        x, y, wide, high, _ = self.stats.T
        inside = np.zeros(len(self.stats), bool)
        for x0, y0, x1, y1 in boxes.tolist():
            inside |= (x >= x0) & (x + wide <= x1) & (y >= y0) & (y + high <= y1)
        inside[0] = False
        return np.asarray(inside & (np.maximum(wide, high) <= largest), np.bool_)

    @classmethod
    def of(cls, ink: Mask) -> Components:
        """Label the components of ``ink``."""
        count, labels = cv2.connectedComponents(ink, connectivity=8)
        found = np.asarray(labels, np.int32)
        return cls(found, _stats(ink, found, count))

    def after_wiping(self, ink: Mask, wiped: Iterable[tuple[int, int, int, int]]) -> NDArray[np.int32]:
        """Return the stats of what is left once the boxes ``wiped`` have gone from ``ink`` (already without them)."""
        x, y, wide, high, _ = self.stats.T
        hit = np.zeros(len(self.stats), bool)
        for x0, y0, x1, y1 in wiped:
            hit |= (x < x1) & (x + wide > x0) & (y < y1) & (y + high > y0)
        hit[0] = False
        rests = []
        for number in np.flatnonzero(hit):
            left, top, w, h, _ = (int(value) for value in self.stats[number])
            rows, columns = slice(top, top + h), slice(left, left + w)
            own = ((self.labels[rows, columns] == number) & (ink[rows, columns] > 0)).astype(np.uint8)
            _, _, rest, _ = cv2.connectedComponentsWithStats(own, connectivity=8)
            rests.append(rest[1:] + np.array([left, top, 0, 0, 0], np.int32))
        return np.concatenate([self.stats[~hit], *rests]).astype(np.int32)


#: A dot of a leader is at most and at least this large (points); the share of a leader's dots that must be alike.
DOT, LEAST_DOT = 2.5, 0.7
ALIKE = 0.9


def find_leaders(stats: NDArray[np.int32], dpi: float) -> Boxes:
    """Leaders: six or more dots of at most 2.5 points on one row at an even pitch of at most 8 points."""
    unit = dpi / 72
    boxes = stats[1:, :4]
    small = boxes[(boxes[:, 2:4].max(axis=1, initial=0) <= DOT * unit)]
    if len(small) < 6:
        return np.zeros((0, 4), np.int32)
    row_of = np.round((small[:, 1] + small[:, 3] / 2) / max(1.5 * unit, 1)).astype(int)
    order = np.argsort(row_of, kind="stable")
    sorted_rows = row_of[order]
    found: list[list[int]] = []
    for row in np.unique(row_of):
        first, last = np.searchsorted(sorted_rows, (row, row + 2))
        if last - first >= 6:
            found += _even_runs(small[order[first:last]], unit)
    return joined(np.array(found, np.int32).reshape(-1, 4), round(8 * unit), max(1, round(2 * unit)))


def _even_runs(dots: Boxes, unit: float) -> list[list[int]]:
    """Boxes of the runs of six or more dots at an even pitch, on one line, and alike: crumbs of small letters are neither."""
    dots = dots[np.argsort(dots[:, 0], kind="stable")]
    pitch, found = np.diff(dots[:, 0]), []
    stops = [*(np.flatnonzero(pitch > 8 * unit) + 1).tolist(), len(dots)]
    for start, end in zip([0, *stops[:-1]], stops, strict=True):
        run, steps = dots[start:end], pitch[start : end - 1]
        if len(run) >= 6 and np.std(steps) < 0.35 * np.median(steps) and _alike(run, unit):
            x0, y0 = int(run[:, 0].min()), int(run[:, 1].min())
            found.append([x0, y0, int((run[:, 0] + run[:, 2]).max()), int((run[:, 1] + run[:, 3]).max())])
    return found


def _alike(run: Boxes, unit: float) -> bool:
    """Tell whether nine in ten dots are of one size and as high as the one before."""
    sizes, feet = run[:, 2:4].max(axis=1), run[:, 1] + run[:, 3]
    usual = float(np.median(sizes))
    same = float(np.mean(np.abs(sizes - usual) <= max(1.0, 0.4 * usual)))
    level = float(np.mean(np.abs(np.diff(feet)) <= max(1.0, 0.4 * unit)))
    return usual >= LEAST_DOT * unit and min(same, level) >= ALIKE
