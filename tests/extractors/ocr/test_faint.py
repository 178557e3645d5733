"""Hairlines fainter than ink: rules and tick boxes are found, letters and rows of dots are none."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.ocr.faint import _ticked, faint_strokes
from extractors.ocr.light import ink_of

DPI = 300.0
GREY = 214


def grainy(page, level=7.0):
    grain = np.random.default_rng(5).normal(0, level, page.shape)
    return np.clip(page.astype(np.float32) + grain, 0, 255).astype(np.uint8)


def paper():
    return np.full((900, 1600), 255, np.uint8)


def found(page):
    return faint_strokes(page, ink_of(page), DPI) | ink_of(page)


@pytest.mark.parametrize("level", [3.0, 7.0, 11.0])
def test_a_faint_grid_is_found_whole(level):
    page = paper()
    page[300:303, 200:1400] = page[500:503, 200:1400] = GREY
    page[300:503, 700:703] = GREY
    seen = found(grainy(page, level))
    assert seen[299:304, 210:1390].any(axis=0).mean() > 0.97
    assert seen[320:480, 699:704].any(axis=1).mean() > 0.95


def test_a_faint_tick_box_is_closed():
    page = paper()
    cv2.rectangle(page, (400, 400), (434, 434), GREY, 2)
    seen = cv2.dilate(found(grainy(page, 5.0)), np.ones((3, 3), np.uint8))
    sides = (seen[400, 404:430], seen[434, 404:430], seen[404:430, 400], seen[404:430, 434])
    assert min(side.mean() for side in sides) > 0.9


def test_letters_and_leaders_are_left_alone():
    page = paper()
    for row, font in enumerate((cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_DUPLEX, cv2.FONT_HERSHEY_COMPLEX)):
        cv2.putText(page, "Il sottoscritto DITTA REA TP-173320", (100, 200 + 100 * row), font, 1.0, 60, 2)
    for x in range(100, 1500, 12):
        cv2.circle(page, (x, 600), 2, 40, -1)
    page = cv2.GaussianBlur(grainy(page), (0, 0), 0.8)
    assert faint_strokes(page, ink_of(page), DPI).sum() < 60


def test_a_box_whose_side_a_tick_has_broken_is_known_by_the_empty_ones_beside_it():
    seen = np.zeros((300, 500), np.uint8)
    known = [(100, 100, 116, 116), (200, 100, 216, 116)]
    for x0, y0, x1, y1 in (*known, (300, 100, 316, 116), (400, 160, 416, 176)):
        cv2.rectangle(seen, (x0, y0), (x1, y1), 1, 1)
    seen[100, 306:309] = 0
    found = _ticked(known, seen, np.zeros_like(seen))
    assert [(abs(x0 - 300) <= 2, abs(y0 - 100) <= 2) for x0, y0, _, _ in found] == [(True, True)]


def test_strokes_of_ink_get_no_fringe():
    """The blur beside ink, taken for a stroke, made rules too ragged to be rules and frames of tick boxes thick on one side."""
    drawn = np.full((3600, 3600), 255, np.uint8)  # six pixels for one: strokes begin between the pixels of a scan
    for n in range(6):
        near, far = 300 + 500 * n, 305 + 505 * n
        cv2.line(drawn, (300, near), (2825, far), 0, 13)
        cv2.line(drawn, (near, 300), (far, 2825), 0, 13)
        cv2.rectangle(drawn, (near, 3100 + n), (near + 240, 3340 + n), 0, 13)
    page = cv2.resize(drawn, (600, 600), interpolation=cv2.INTER_AREA)
    ink = ink_of(page)
    assert faint_strokes(page, ink, DPI).sum() < 0.01 * ink.sum()


@pytest.mark.parametrize(("every", "dark"), [(300, 120), (42, 38)])
def test_a_rule_that_fades_is_found_whole(every, dark):
    page = paper()
    page[300:303, 200:1400] = GREY
    for start in range(200, 1400, every):
        page[300:303, start : start + dark] = 60
    seen = found(grainy(page, 5.0))
    assert seen[298:305, 210:1390].any(axis=0).mean() > 0.98
