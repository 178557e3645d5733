"""A rule under a heading is no blank, and neither is one at the head of every page."""

from dataclasses import replace

from domain.geometry import Box
from extractors.forms.stream.flow import RULE
from extractors.forms.stream.tokens import Token
from extractors.forms.stream.underlines import without_underlines


def word(text: str, x: float, size: float = 8.0, font: str = "Sans", bottom: float = 110.0) -> Token:
    return Token("word", text, Box(x, bottom - size, x + 5 * len(text), bottom), 1, font=font, size=size)


RULE_UNDER = Token("blank", "", Box(50, 103, 500, 113), 1, font=RULE)
BODY = [word(f"parola{n}", 50, bottom=200.0 + 12 * n) for n in range(9)]


def test_a_rule_under_a_heading_is_left_out():
    heading = [word("Impianto", 50, 10, "Sans-Bold"), word("di", 95, 10, "Sans-Bold")]
    assert without_underlines([RULE_UNDER], [*BODY, *heading]) == []


def test_a_rule_with_a_value_on_it_stays():
    bold_value = word("Fronius", 52, 8, "Sans-Bold")
    labelled = [word("Marca", 50, 10, "Sans-Bold"), word("SMA", 90)]
    small = word("impianto", 50, 10, "Sans-Bold")
    for on_it in ([], [bold_value], labelled, [small], [word("Impianto", 120, 10, "Sans-Bold")]):
        assert without_underlines([RULE_UNDER], [*BODY, *on_it]) == [RULE_UNDER]


def test_without_words_every_rule_stays():
    assert without_underlines([RULE_UNDER], []) == [RULE_UNDER]
    assert without_underlines([], [replace(BODY[0])]) == []
