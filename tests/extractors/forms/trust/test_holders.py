"""Which values hold a word: looking by height finds what comparing with all finds."""

from hypothesis import given
from hypothesis import strategies as st

from domain.forms import FieldValue
from domain.geometry import Box
from extractors.forms.stream.tokens import Token
from extractors.forms.trust.holders import Holders

numbers = st.integers(-20, 120).map(float)
sides = st.integers(0, 60).map(float)
boxes = st.builds(lambda x, y, w, h: Box(x, y, x + w, y + h), numbers, numbers, sides, sides)
values = st.builds(lambda page, box: FieldValue("x", 1.0, page, box), st.integers(1, 2), st.none() | boxes)


@given(st.lists(values, max_size=8), boxes, st.integers(1, 2))
def test_looking_by_height_finds_what_comparing_with_all_finds(every, box, page):
    x, y = box.centre
    expected = [
        v for v in every
        if v.box and v.page == page and v.box.x0 - 1 <= x <= v.box.x1 + 1 and v.box.top - 1 <= y <= v.box.bottom + 1
    ]  # fmt: skip
    assert [id(v) for v in Holders(every).of(Token("word", "7", box, page))] == [id(v) for v in expected]
