"""A drawing is found under the sentence that announces it."""

import pytest

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"


@pytest.mark.parametrize(("strokes", "value"), [(8, "presente"), (0, "assente")])
def test_a_drawing_under_a_sentence(strokes, value):
    def draw(c):
        c.drawString(50, 700, "Cognome: Alaimo")
        c.drawString(50, 680, "riporta di seguito la curva di capability (P,Q) di ciascun generatore sincrono:")
        for n in range(strokes):
            c.bezier(200 + 5 * n, 500, 260, 620 - 8 * n, 330, 560, 380, 480 + 9 * n)

    fields = read_form(drawn(draw, "Allegato 6 - Dichiarazione"), FORM).fields
    assert fields["allegato6.curva"].value == value
