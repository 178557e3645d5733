"""Things found by the height they stand at are those that a look at all of them finds."""

from hypothesis import given
from hypothesis import strategies as st

from domain.geometry import Box
from extractors.forms.stream.levels import Levels

HEIGHTS = st.integers(0, 60).map(float)
BOXES = st.lists(st.tuples(HEIGHTS, HEIGHTS).map(lambda p: Box(0.0, min(p), 10.0, max(p))), max_size=20)


@given(BOXES, HEIGHTS, HEIGHTS)
def test_what_stands_between_two_heights(boxes, top, bottom):
    found = Levels(boxes, lambda b: b).between(top, bottom)
    assert sorted(found) == sorted(b for b in boxes if top <= b.centre[1] <= bottom)
