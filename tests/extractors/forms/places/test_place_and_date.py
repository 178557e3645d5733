"""A text with a date behind it: where the date and what leads to it begin."""

import pytest

from domain.geometry import Box
from extractors.forms.places.place_and_date import before_date
from extractors.forms.stream.tokens import Token


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Linosa, lì 27.05.2026", "Linosa,"),
        ("San Giovanni in Fiore 27/05/2026", "San Giovanni in Fiore"),
        ("Linosa, addì 27 maggio 2026", "Linosa,"),
        ("Via Roma 12", "Via Roma 12"),
        ("27.05.2026", ""),
    ],
)
def test_the_place_ends_before_its_date(text, place):
    words = [Token("word", w, Box(n, 0, n + 1, 1), 1) for n, w in enumerate(text.split())]
    assert " ".join(t.text for t in before_date(words)) == place


def test_blanks_stay():
    blank = Token("blank", "", Box(0, 0, 9, 1), 1)
    date = Token("word", "27.05.2026", Box(3, 0, 9, 1), 1)
    assert before_date([blank, date]) == [blank]
