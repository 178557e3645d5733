"""Rows of boxes, one for each letter: one value, no tick places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.geometry import Box
from extractors.forms.read import read_form
from extractors.forms.stream.combs import find_combs
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"


def comb(c, x: float, y: float, count: int, text: str) -> float:
    """Draw ``count`` boxes with a letter each and return where they end."""
    for n in range(count):
        c.rect(x + 12 * n, y - 3, 12, 13)
        c.drawString(x + 12 * n + 3, y, text[n : n + 1])
    return x + 12 * count


def row(x: float, count: int, top: float = 100.0) -> list[Box]:
    return [Box(x + 12 * n, top, x + 12 * n + 12.6, top + 12.6) for n in range(count)]


@pytest.mark.parametrize("border", [0.4, 1, 2])
def test_letters_in_boxes_are_one_code(border):
    def draw(c):
        c.setLineWidth(border)
        c.drawString(50, 700, "Codice POD")
        end = comb(c, 120, 700, 14, "IT001E12345678")
        c.drawString(end + 1, 700, ". La rete")

    field = read_form(drawn(draw, "Caratteristiche dell'impianto di produzione"), FORM).fields["impianto.pod"]
    assert field.value == "IT001E12345678"
    assert field.confidence > 0.9


@pytest.mark.parametrize(("text", "value"), [(("05", "04", "2026"), "2026-04-05"), (("", "", ""), None)])
def test_a_date_in_boxes_is_its_three_parts(text, value):
    def draw(c):
        c.drawString(50, 700, "Data")
        x = 90.0
        for part, count in zip(text, (2, 2, 4), strict=True):
            x = comb(c, x, 700, count, part)
            c.drawString(x + 1, 700, "/" if count < 4 else "")
            x += 7

    field = read_form(drawn(draw, "Allegato 7 - Scheda di informazione sui rischi specifici"), FORM).fields[
        "allegato7.data"
    ]
    assert field.value == value


def test_boxes_drawn_with_lines_are_a_comb_too():
    def draw(c):
        c.drawString(50, 700, "Codice POD")
        c.rect(120, 695, 16 * 14, 16)
        for n in range(14):
            c.line(120 + 16 * n, 695, 120 + 16 * n, 711)
            c.drawString(124 + 16 * n, 700, "IT001E12345678"[n])

    field = read_form(drawn(draw, "Caratteristiche dell'impianto di produzione"), FORM).fields["impianto.pod"]
    assert (field.value, field.confidence > 0.9) == ("IT001E12345678", True)


def test_tick_boxes_apart_and_boxes_of_other_widths_are_no_comb():
    apart = [Box(x, 100, x + 10, 110) for x in (50, 120, 190, 260)]
    widths = [Box(50, 100, 60, 110), Box(60, 100, 75, 110), Box(75, 100, 85, 110), Box(85, 100, 100, 110)]
    assert find_combs(apart) == find_combs(widths) == find_combs([]) == []


def test_two_boxes_are_a_comb_only_beside_another():
    assert find_combs(row(50, 2)) == []
    assert [len(c.boxes) for c in find_combs([*row(50, 2), *row(82, 2), *row(300, 3)])] == [2, 2]


@given(st.integers(4, 30), st.floats(0, 500), st.randoms())
def test_the_order_of_the_boxes_does_not_matter(count, x, random):
    boxes = row(x, count)
    random.shuffle(boxes)
    (found,) = find_combs(boxes)
    assert found.boxes == tuple(row(x, count))
    assert found.box == row(x, count)[0].union(row(x, count)[-1])
