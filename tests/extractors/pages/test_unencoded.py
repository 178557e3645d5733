"""Letters that an annotation's font does not have."""

import pytest

from extractors.pages.read import read_pages
from tests.extractors.pages.test_drawn import said, two_pages

RECT = (150, 697, 350, 712)


@pytest.mark.parametrize(
    ("drawn", "text", "read"),
    [
        ("20000:?3/100:?3 V", "20000:√3/100:√3 V", ["20000:√3/100:√3", "V"]),
        ("quando?", "quando?", ["quando?"]),
        ("quando?", "quandoé", ["quando?"]),  # the font has that letter: the question mark was meant
        ("20000:?3", "15000:√3", ["20000:?3"]),
        ("?3", "√3 ∛3", ["?3"]),  # two words could be meant
    ],
)
def test_what_the_font_shows_as_question_marks_is_as_the_annotation_says(drawn, text, read):
    page = read_pages(two_pages((drawn, RECT, {"Contents": text})))[0]
    assert [word for word, source in said(page) if source == "annotation"] == read
