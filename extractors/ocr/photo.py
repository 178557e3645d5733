"""Phone photos: find the sheet on its darker ground and square it up."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

Gray = NDArray[np.uint8]
Points = NDArray[np.float32]

#: Height to width of ISO sheets (A4, A5, A3).
ISO = 2**0.5

#: The sheet must fill this share of the picture, and the ground beside it be this much darker than the paper.
LEAST_SHARE, DARKER = 0.35, 45


class Squared(NamedTuple):
    """The sheet alone, seen from straight above, with its resolution and size in points."""

    gray: Gray
    dpi: float
    width: float
    height: float


def _ordered(corners: Points) -> Points:
    """Top left, top right, bottom right, bottom left."""
    total, apart = corners.sum(axis=1), corners[:, 1] - corners[:, 0]
    order = [int(total.argmin()), int(apart.argmin()), int(total.argmax()), int(apart.argmax())]
    return corners[order]


def _sheet(small: Gray) -> Points | None:
    """Corners of a light sheet that ends on a darker ground on all four sides, None for a scan without ground."""
    soft = cv2.medianBlur(small, 5)
    high, wide = soft.shape
    edge = max(2, round(0.012 * wide))
    sides = [soft[:edge].ravel(), soft[-edge:].ravel(), soft[:, :edge].ravel(), soft[:, -edge:].ravel()]
    paper = float(np.percentile(soft, 80))
    # A desk shows on at least three sides (a photo may touch one edge); a scanner's dark lid shows on one or two.
    if sum(float(np.median(side)) < paper - DARKER for side in sides) < 3:
        return None
    level, _ = cv2.threshold(soft, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    light = cv2.morphologyEx((soft > level).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8))
    contours, _ = cv2.findContours(light, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    hull = cv2.convexHull(max(contours, key=cv2.contourArea))
    area = cv2.contourArea(hull)
    if not LEAST_SHARE * high * wide < area < 0.985 * high * wide:
        return None
    for slack in (0.01, 0.02, 0.03, 0.05):
        quad = cv2.approxPolyDP(hull, slack * cv2.arcLength(hull, True), True)
        if len(quad) == 4 and cv2.contourArea(quad) > 0.93 * area:
            return _ordered(quad.reshape(4, 2).astype(np.float32))
    return None


def squared_up(gray: Gray, dpi: float) -> Squared | None:
    """Return the sheet of a photo as if it had been scanned; None when the picture is a scan already.

    A sheet of nearly ISO proportions is taken for A4: its size in points is then that of A4, and the resolution follows.
    """
    scale = min(1.0, 700 / max(gray.shape))
    small = np.asarray(cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    corners = _sheet(small)
    if corners is None:
        return None
    corners = corners / scale
    wide = (np.linalg.norm(corners[1] - corners[0]) + np.linalg.norm(corners[2] - corners[3])) / 2
    high = (np.linalg.norm(corners[3] - corners[0]) + np.linalg.norm(corners[2] - corners[1])) / 2
    lying = wide > high
    ratio = (wide / high) if lying else (high / wide)
    if abs(ratio / ISO - 1) < 0.08:
        # Foreshortening changes the proportions a little: put them right before anything is measured.
        width, height = (841.9, 595.3) if lying else (595.3, 841.9)
        resolution = float(max(wide * 72 / width, high * 72 / height))
    else:
        width, height, resolution = float(wide) * 72 / dpi, float(high) * 72 / dpi, dpi
    size = (round(width * resolution / 72), round(height * resolution / 72))
    target = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    flat = cv2.warpPerspective(gray, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return Squared(np.asarray(flat, np.uint8), resolution, width, height)
