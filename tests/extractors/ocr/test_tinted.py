"""Bars on a tint: their ground becomes paper, light letters on a dark bar dark ones; letters on paper stay as they are."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.ocr.light import even
from extractors.ocr.tinted import without_tints

DPI = 300.0


def bar(ground: int, letters: int):
    """A heading on a bar of one line, 15 points high, of an evened grainy page."""
    page = np.full((900, 1600), 250, np.uint8)
    page[300:362, 200:1400] = ground
    cv2.putText(page, "ALLEGATO 5", (230, 346), cv2.FONT_HERSHEY_SIMPLEX, 1.2, letters, 4)
    grain = np.random.default_rng(3).normal(0, 6, page.shape)
    return even(np.clip(page + grain, 0, 255).astype(np.uint8), DPI)


@pytest.mark.parametrize(("ground", "letters"), [(70, 250), (110, 255), (150, 20), (190, 60), (215, 40)])
def test_letters_on_a_bar_are_dark_on_white(ground, letters):
    page = without_tints(bar(ground, letters), DPI)
    inside = page[312:350, 760:1380]
    assert np.median(inside) > 240
    assert np.percentile(page[312:350, 220:700], 3) < 120


def test_letters_on_paper_are_left_alone():
    page = np.full((900, 1600), 255, np.uint8)
    cv2.putText(page, "REGOLAMENTO", (200, 400), cv2.FONT_HERSHEY_DUPLEX, 3.0, 10, 12)
    assert np.array_equal(without_tints(page, DPI), page)


def test_the_lid_of_the_scanner_is_no_bar():
    page = np.full((900, 1600), 255, np.uint8)
    page[:, :90] = 30
    assert np.array_equal(without_tints(page, DPI), page)
