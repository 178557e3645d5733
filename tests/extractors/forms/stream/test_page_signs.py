"""The circle of a logo at the head of every page is no tick place; one on a single page is."""

from domain.geometry import Box
from domain.pages import MarkBox, Page
from extractors.forms.stream.page_signs import without_page_signs

LOGO = MarkBox(Box(57, 35, 77, 55), None, 0.0, "circle")
PLACE = MarkBox(Box(60, 300, 70, 310), False, 0.0, "box")
OWN = MarkBox(Box(200, 35, 210, 45), False, 0.0, "box")


def page(number: int, *marks: MarkBox) -> Page:
    return Page(number, 595, 842, marks=marks)


def test_a_sign_at_the_head_of_most_pages_is_left_out():
    pages = [page(1, LOGO, PLACE), page(2, LOGO, OWN), page(3, LOGO), page(4), page(5, LOGO)]
    assert [p.marks for p in without_page_signs(pages)] == [(PLACE,), (OWN,), (), (), ()]


def test_places_in_the_text_and_signs_of_few_pages_stay():
    inside = [page(n, PLACE) for n in range(1, 6)]
    few = [page(1, LOGO), page(2), page(3, LOGO), page(4), page(5)]
    short = [page(1, LOGO), page(2, LOGO)]
    for pages in (inside, few, short):
        assert [p.marks for p in without_page_signs(pages)] == [p.marks for p in pages]
