"""What stands alone on a scan without letter or figure is dirt."""

from __future__ import annotations

import pytest

from domain.geometry import Box
from domain.pages import Word
from extractors.ocr.words import is_dirt


@pytest.mark.parametrize(
    ("said", "dirt"),
    [
        ("*", True),
        ("+", True),
        ("%", False),
        ("-", False),
        ("/", False),
        ("1", False),
        ("± 0,9", False),
        ("* Nome", False),
        ("I>", False),
        ("", True),
    ],
)
def test_a_lone_sign_is_a_speck(said, dirt):
    words = [Word(text, Box(0, 0, 5, 5), 0.9, "ocr") for text in said.split()]
    assert is_dirt(words) is dirt


def test_a_flourish_read_as_a_dash_is_not_print():
    from extractors.ocr.reading import _printed

    print_ = tuple(
        Word(text, Box(50, 50, 50 + 4 * len(text), 57), 0.95, "ocr") for text in ("Cliente", "finale", "-", "IIII")
    )
    flourish = Word("-", Box(400, 632, 511, 648), 0.87, "ocr")
    assert _printed((*print_, flourish)) == list(print_)
