"""One tick is an answer, two are none."""

from domain.forms import FieldSpec
from domain.geometry import Box
from extractors.forms.stream.marks import Mark
from extractors.forms.values.answers import Choice, answer

ASKED = FieldSpec("q", "", "", "choice", options=("MT", "BT"))


def places(*ticked: bool | None) -> list[Choice]:
    return [
        Choice(o, Mark(Box(10 * n, 0, 10 * n + 9, 9), t, 0.99), 1)
        for n, (o, t) in enumerate(zip(ASKED.options, ticked, strict=True))
    ]


def test_one_tick_is_the_answer():
    value = answer(ASKED, places(False, True))
    assert (value.value, value.confidence >= 0.8) == ("BT", True)


def test_no_tick_is_a_blank():
    value = answer(ASKED, places(False, False))
    assert (value.value, value.confidence >= 0.8) == (None, True)


def test_two_ticks_are_no_sure_value():
    value = answer(ASKED, places(True, True))
    assert value.value is None
    assert value.confidence < 0.8
    assert value.written == "MT e BT"


def test_a_doubtful_place_makes_the_answer_doubtful():
    assert answer(ASKED, places(True, None)).confidence < 0.8


def test_no_place_no_answer():
    assert answer(ASKED, []) is None
