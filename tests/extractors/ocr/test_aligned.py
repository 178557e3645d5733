"""Tick places against which their wording stands: known by their column, told from a word's first letter."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.ocr.components import Components
from extractors.ocr.marks import find_places
from extractors.ocr.sheet import Sheet

DPI = 300
SIZE = 38


def blank():
    return np.zeros((500, 900), np.uint8)


def ring(ink, x, y):
    cv2.circle(ink, (x + SIZE // 2, y + SIZE // 2), SIZE // 2 - 1, 1, 3)


def wording(ink, x, foot, high=20):
    """Two upright strokes and a bar, as an H: a letter ``high`` pixels high."""
    ink[foot - high : foot, x : x + 4] = ink[foot - high : foot, x + 12 : x + 16] = 1
    ink[foot - high // 2 - 2 : foot - high // 2 + 1, x : x + 16] = 1


def cross(ink, x, y):
    cv2.line(ink, (x - 5, y - 5), (x + SIZE + 4, y + SIZE + 4), 1, 5)
    cv2.line(ink, (x - 5, y + SIZE + 4), (x + SIZE + 4, y - 5), 1, 5)


def places(ink):
    found = find_places(Sheet.of(ink, ink, Components.of(ink), DPI), DPI)
    return [(p.x0, p.top, p.fill > 0.2) for p in found]


def near(found, x, y):
    return [ticked for left, top, ticked in found if abs(left - x) <= 3 and abs(top - y) <= 3]


@pytest.mark.parametrize("gap", [4, 6])
def test_rings_with_their_wording_right_behind_them_are_places_by_their_column(gap):
    ink = blank()
    for y in (50, 120, 190, 260):
        ring(ink, 100, y)
    for y in (120, 260):
        wording(ink, 100 + SIZE + gap, y + SIZE)
    cross(ink, 100, 260)
    found = places(ink)
    assert [near(found, 100, y) for y in (50, 120, 190, 260)] == [[False], [False], [False], [True]]


def test_a_capital_o_of_the_same_size_in_the_column_begins_a_word():
    ink = blank()
    for y in (50, 120, 190):
        ring(ink, 100, y)
    ring(ink, 100, 260)
    wording(ink, 100 + SIZE + 4, 260 + SIZE, high=28)
    found = places(ink)
    assert near(found, 100, 190) == [False]
    assert near(found, 100, 260) == []


def test_a_ring_in_the_middle_of_a_word_is_no_place():
    ink = blank()
    for y in (50, 120, 190, 260):
        ring(ink, 100, y)
    wording(ink, 100 - 20, 260 + SIZE - 5)
    wording(ink, 100 + SIZE + 4, 260 + SIZE - 5)
    assert near(places(ink), 100, 260) == []


def test_letters_like_rings_teach_no_kind_of_place():
    one = blank()
    ring(one, 100, 50)
    cross(one, 300, 50)
    ring(one, 300, 50)
    assert near(places(one), 300, 50) == [True]  # a round one alone does
    oblong = blank()
    for y in (50, 120, 190):
        cv2.ellipse(oblong, (115, y + 19), (13, 17), 0, 0, 360, 1, 3)
    assert places(oblong) == []
