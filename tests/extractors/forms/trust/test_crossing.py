"""A word that stands in two cells is two values that ran into each other: both are doubtful."""

from itertools import pairwise

import pytest

from domain.forms import FieldValue
from domain.geometry import Box
from extractors.forms.stream.flow import build_flow
from extractors.forms.trust.crossing import run_together
from extractors.pages.read import read_pages
from tests.extractors.forms.conftest import drawn

EDGES = (50, 150, 250, 350)


@pytest.mark.parametrize(
    ("start", "text", "found"),
    [
        (153, "ugo.ferri@studio.eu", set()),
        (196, "ugo.ferri@studio.euugo.ferri@pec.it", {"email", "pec"}),
        (196, "ugo.ferri@studio.eu", set()),
    ],
)
def test_a_word_in_two_cells_makes_both_doubtful(start, text, found):
    def draw(c):
        for y in (600, 580, 560):
            for x0, x1 in pairwise(EDGES):
                c.rect(x0, y, x1 - x0, 20)
                c.setFont("Helvetica", 8)
                c.drawString(x0 + 3, y + 6, "RIF" if x0 == 50 or y == 600 else "")
        c.setFont("Courier", 5)
        c.drawString(start, 586, text)

    pages = read_pages(drawn(draw, "Recapiti"))
    top = pages[0].height - 600
    fields = {
        name: FieldValue("x", 0.97, 1, Box(x0, top, x1, top + 20), "text")
        for name, x0, x1 in (("fax", 50, 150), ("email", 150, 250), ("pec", 250, 350))
    }
    assert run_together(build_flow(pages), fields) == found
