"""Underlined values in a sentence: whose the full stop is."""

import pytest

from domain.geometry import Box
from extractors.forms.places.underlined import before_stop
from extractors.forms.stream.tokens import Token


def value(text: str, right: float) -> list[Token]:
    """Return a value that ends at 100 points on a rule that ends at ``right``."""
    return [Token("blank", "", Box(50, 0, right, 10), 1), Token("word", text, Box(60, 0, 100, 10), 1)]


@pytest.mark.parametrize(("right", "read"), [(97.2, "utente"), (100.4, "utente."), (70, "utente.")])
def test_a_full_stop_behind_the_rule_is_the_sentences(right, read):
    assert before_stop(value("utente.", right))[-1].text == read


def test_a_value_without_a_rule_stays():
    assert before_stop(value("utente.", 97.2)[1:])[-1].text == "utente."
    assert before_stop([]) == []
