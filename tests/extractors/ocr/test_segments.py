"""Strips: a letter that fell to pieces holds its word together, a cell's gap parts it."""

from __future__ import annotations

import numpy as np

from extractors.ocr.segments import find_strips

UNIT = 300 / 72
NO_WALLS = np.zeros((0, 4), np.int32)


def stats_of(*boxes):
    """Component stats for boxes in points; the first row is the paper."""
    rows = [[round(v * UNIT) for v in (x, y, wide, high)] for x, y, wide, high in boxes]
    return np.array([[0, 0, 0, 0, 0], *([*row, row[2] * row[3]] for row in rows)], np.int32)


def letters(x, count):
    return [(x + 4 * n, 10.0, 3.0, 3.4) for n in range(count)]


def strips(*boxes):
    return find_strips(stats_of(*boxes), (400, 900), NO_WALLS, 300)


def test_halves_of_an_o_and_stems_of_an_m_hold_a_word_together():
    halves = [(19.0, 10.1, 1.0, 3.0), (21.0, 10.1, 1.0, 3.0), (23.5, 10.1, 0.8, 3.0), (26.0, 10.1, 0.8, 3.0)]
    assert len(strips(*letters(10, 2), *letters(29, 4))) == 2
    whole = strips(*letters(10, 2), *halves, *letters(29, 4))
    assert [(round(s.x0 / UNIT), round(s.x1 / UNIT)) for s in whole] == [(10, 44)]


def test_a_comma_does_not_join_two_cells():
    comma = (18.5, 12.5, 0.8, 1.6)
    assert len(strips(*letters(10, 2), comma, *letters(29, 4))) == 2
