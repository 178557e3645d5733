"""The drawn shape of a tick place, a frame or a ring, and what the pixels of a patch have of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Outline:
    """Pixel masks of a shape at one size: its ``edge``, its ``inside`` and the ``rim`` of paper around it (padded by ``pad``).

    ``parts`` numbers eight equal parts of the edge from 0: a frame or a ring has ink in all of them, a letter has not.
    """

    edge: Mask
    parts: NDArray[np.intp]
    inside: Mask
    rim: Mask
    pad: int


@lru_cache(maxsize=512)
def outline(wide: int, high: int, round_: bool) -> Outline:
    """Draw the one-pixel edge and the inside (shrunk to 70%, clear of the edge's own stroke)."""
    edge, inside = np.zeros((high, wide), np.uint8), np.zeros((high, wide), np.uint8)
    middle = (round((wide - 1) / 2), round((high - 1) / 2))
    if round_:
        cv2.ellipse(edge, middle, (max(1, (wide - 2) // 2), max(1, (high - 2) // 2)), 0, 0, 360, 1, 1)
        cv2.ellipse(inside, middle, (max(1, round(wide * 0.33)), max(1, round(high * 0.33))), 0, 0, 360, 1, -1)
    else:
        cv2.rectangle(edge, (1, 1), (wide - 2, high - 2), 1, 1)
        dx, dy = max(2, round(wide * 0.18)), max(2, round(high * 0.18))
        inside[dy : high - dy, dx : wide - dx] = 1
    pad = max(3, round(0.14 * min(wide, high)))
    solid = cv2.copyMakeBorder(np.zeros_like(edge), pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=0)
    if round_:
        cv2.ellipse(solid, (middle[0] + pad, middle[1] + pad), (wide // 2, high // 2), 0, 0, 360, 1, -1)
    else:
        solid[pad : pad + high, pad : pad + wide] = 1
    near = cv2.dilate(solid, np.ones((3, 3), np.uint8))
    y, x = np.nonzero(edge)
    # From the diagonal on, two parts to a side: a letter that lacks one stroke lacks a whole part.
    around = np.arctan2((y - (high - 1) / 2) / high, (x - (wide - 1) / 2) / wide) / (np.pi / 4)
    parts = np.floor(around).astype(np.intp) % 8
    rim = cv2.bitwise_and(cv2.dilate(solid, np.ones((2 * pad - 1,) * 2, np.uint8)), 1 - near)
    return Outline(edge, parts, inside, np.asarray(rim, np.uint8), pad)


def covered(thick: Mask, drawn: Outline) -> float:
    """Share of the edge on which there is ink, in the part that has least."""
    on = thick[drawn.edge > 0].astype(np.float64)
    return float((np.bincount(drawn.parts, on, 8) / np.maximum(np.bincount(drawn.parts, minlength=8), 1)).min())


def inked(ink: Mask, drawn: Outline) -> float:
    """Share of ink inside."""
    return float(ink[drawn.inside > 0].mean())


def corners(patch: Mask) -> float:
    """Ink in the four corner ninths: a frame has it in all (the least of the four counts), a ring in none."""
    high, wide = patch.shape
    dy, dx = max(1, high // 6), max(1, wide // 6)
    four = (patch[:dy, :dx], patch[:dy, -dx:], patch[-dy:, :dx], patch[-dy:, -dx:])
    return float(min(corner.mean() for corner in four))


def _run(lines: Mask) -> float:
    """Mean length of the run of ink at the start of each row."""
    stop = np.argmin(np.pad(lines, ((0, 0), (0, 1))), axis=1)
    return float(stop.mean())


def stroke(patch: Mask) -> tuple[float, float]:
    """Thickness in pixels of the sides, and of top and bottom, over the middle third of a ring or frame."""
    high, wide = patch.shape
    rows = patch[high // 3 : high - high // 3]
    columns = patch[:, wide // 3 : wide - wide // 3].T
    trimmed = [
        lines[:, np.flatnonzero(lines.any(axis=0))[0] :] for lines in (rows, rows[:, ::-1], columns, columns[:, ::-1])
    ]
    left, right, top, bottom = (_run(_flush(lines)) for lines in trimmed)
    return max(left, right), max(top, bottom)


def _flush(lines: Mask) -> Mask:
    """Shift each row so that its first ink stands at its start (a ring's edge is bent)."""
    first = np.argmax(lines, axis=1)
    index = (np.arange(lines.shape[1])[None, :] + first[:, None]).clip(max=lines.shape[1] - 1)
    return np.take_along_axis(lines, index, axis=1)


def closed(patch: Mask) -> bool:
    """Tell cheaply whether there is ink at the middle of all four sides: of most letters there is not."""
    high, wide = patch.shape
    down, across = slice(high // 3, high - high // 3), slice(wide // 3, wide - wide // 3)
    dy, dx = 2 + high // 7, 2 + wide // 7
    return bool(
        patch[:dy, across].any() and patch[-dy:, across].any() and patch[down, :dx].any() and patch[down, -dx:].any()
    )
