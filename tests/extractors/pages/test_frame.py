"""Points as displayed: rotation and boxes that do not begin at zero."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.pages.frame import IDENTITY, Frame, compose


@pytest.mark.parametrize(
    ("turn", "corner"),
    [(0, (0.0, 0.0)), (90, (200.0, 0.0)), (180, (100.0, 200.0)), (270, (0.0, 100.0))],
)
def test_the_upper_left_corner_goes_where_the_turn_puts_it(turn, corner):
    frame = Frame(10, 20, 110, 220, turn)
    assert frame.point(10, 220) == corner


@given(st.sampled_from([0, 90, 180, 270]), st.floats(10, 110), st.floats(20, 220))
def test_every_point_of_the_page_is_displayed_on_it(turn, x, y):
    frame = Frame(10, 20, 110, 220, turn)
    wide, high = frame.size
    shown_x, shown_y = frame.point(x, y)
    assert -1e-6 <= shown_x <= wide + 1e-6
    assert -1e-6 <= shown_y <= high + 1e-6


def test_composing_with_the_identity_changes_nothing():
    matrix = (2.0, 0.0, 0.0, 3.0, 5.0, 7.0)
    assert compose(matrix, IDENTITY) == matrix
    assert compose(IDENTITY, matrix) == matrix
