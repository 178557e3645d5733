"""Shadowed boxes of which a scan left the shadow's corner: many alike are tick places, a letter is none."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.ocr.components import Components
from extractors.ocr.marks import find_places
from extractors.ocr.shadowed import find_shadowed
from extractors.ocr.sheet import Sheet

SIZE, THICK = 26, 5


def blank():
    return np.zeros((500, 600), np.uint8)


def shadow(ink, x, y, *, crossed=False, sides=False):
    """A box whose thin left and upper sides the scan lost (or kept, with ``sides``)."""
    ink[y + 4 : y + SIZE, x + SIZE - THICK : x + SIZE] = 1
    ink[y + SIZE - THICK : y + SIZE, x + 4 : x + SIZE] = 1
    for k in range(THICK):  # its ends are slanted
        ink[y + 4 : y + 4 + k, x + SIZE - THICK + k] = ink[y + SIZE - THICK + k, x + 4 : x + 4 + k] = 0
    if sides:
        ink[y : y + SIZE - THICK, x] = ink[y, x : x + SIZE - THICK] = 1
        ink[y, x : x + SIZE - THICK] = ink[y : y + SIZE - THICK, x + SIZE - THICK] = 1
        ink[y + SIZE - THICK, x : x + SIZE] = 1
    if crossed:
        cv2.line(ink, (x + 1, y + 1), (x + SIZE - 2, y + SIZE - 2), 1, 4)
        cv2.line(ink, (x + 1, y + SIZE - 2), (x + SIZE - 2, y + 1), 1, 4)


def sheet_of(ink):
    return Sheet.of(ink, ink, Components.of(ink), 300)


def places(ink):
    return [(p.x0, p.top, p.fill > 0.2) for p in find_places(sheet_of(ink), 300)]


def test_corners_of_shadows_in_a_column_are_places_and_the_crossed_one_is_ticked():
    ink = blank()
    for y in (50, 120, 190, 260):
        shadow(ink, 100, y)
    shadow(ink, 100, 330, crossed=True)
    found = [(y, ticked) for x, y, ticked in places(ink) if abs(x - 100) <= 5]
    assert [ticked for _, ticked in sorted(found)] == [False, False, False, False, True]


def test_boxes_that_kept_their_sides_are_found_as_well():
    ink = blank()
    for y in (50, 120, 190, 260):
        shadow(ink, 100, y, sides=True)
    assert len(places(ink)) == 4


def test_two_corners_are_not_enough_nor_are_letters():
    ink = blank()
    for y in (50, 120):
        shadow(ink, 100, y)
    assert find_shadowed(sheet_of(ink), 300) == []
    letters = blank()
    for n, letter in enumerate("JLUDdOQRBPJLUJLUJLU"):
        cv2.putText(letters, letter, (20 + 28 * n, 60 + 60 * (n % 3)), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 1, 4)
    assert find_shadowed(sheet_of(letters), 300) == []
