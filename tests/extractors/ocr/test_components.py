"""Components found once: what is wiped later is followed as if the ink had been labelled again."""

from __future__ import annotations

import cv2
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extractors.ocr.components import Components, find_leaders


@given(st.integers(0, 2**32 - 1), st.integers(0, 30), st.integers(0, 30), st.integers(1, 12))
def test_wiped_boxes_leave_what_a_second_labelling_would_find(seed, x, y, side):
    ink = (np.random.default_rng(seed).random((40, 40)) < 0.35).astype(np.uint8)
    found = Components.of(ink)
    ink[y : y + side, x : x + side] = 0
    again = cv2.connectedComponentsWithStats(ink, connectivity=8)[2]
    left = found.after_wiping(ink, [(x, y, x + side, y + side)])
    assert sorted(map(tuple, left[1:].tolist())) == sorted(map(tuple, again[1:].tolist()))


def test_even_dots_are_a_leader_and_uneven_ones_are_not():
    ink = np.zeros((60, 400), np.uint8)
    for step in range(20):
        ink[30:34, 20 + 12 * step : 24 + 12 * step] = 1
    assert find_leaders(Components.of(ink).stats, 300).tolist() == [[20, 30, 252, 34]]
    uneven = np.zeros((60, 400), np.uint8)
    for x in (20, 26, 52, 58, 84, 90, 118, 124):
        uneven[30:34, x : x + 4] = 1
    assert len(find_leaders(Components.of(uneven).stats, 300)) == 0


def test_members_are_the_small_components_inside():
    ink = np.zeros((60, 200), np.uint8)
    ink[30:34, 20:24] = ink[30:34, 100:104] = 1
    ink[20:50, 60:90] = 1
    found = Components.of(ink)
    inside = found.members(np.array([[10, 15, 95, 55]], np.int32), 10)
    assert found.stats[inside][:, :2].tolist() == [[20, 30]]
    assert found.without(inside).stats[inside].tolist() == [[0, 0, 0, 0, 0]]


def test_crumbs_of_small_letters_at_an_even_pitch_are_no_leader():
    ink = np.zeros((60, 400), np.uint8)
    for step, (high, foot) in enumerate([(2, 34), (5, 37), (3, 30), (2, 36), (6, 34), (3, 31), (2, 37), (5, 33)]):
        ink[foot - high : foot, 20 + 22 * step : 22 + 22 * step] = 1
    assert len(find_leaders(Components.of(ink).stats, 300)) == 0
    grain = np.zeros((60, 400), np.uint8)
    grain[30:32, 20:400:24] = grain[30:32, 21:400:24] = 1
    assert len(find_leaders(Components.of(grain).stats, 300)) == 0


@given(st.integers(0, 2**32 - 1), st.floats(0.0, 0.7))
def test_boxes_and_areas_are_those_that_opencv_counts(seed, share):
    ink = (np.random.default_rng(seed).random((30, 50)) < share).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    found = Components.of(ink)
    assert np.array_equal(found.labels, labels)
    assert np.array_equal(found.stats[1:], stats[1:])
