"""Places to sign in cells: under the caption, or beside one that stands in the middle of its cell."""

import pytest

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"


@pytest.mark.parametrize(("signed", "told"), [(True, "presente"), (False, "assente")])
def test_a_caption_in_the_middle_of_its_cell_names_the_empty_one_beside_it(signed, told):
    def draw(c):
        c.rect(50, 400, 180, 52)
        c.rect(230, 400, 300, 52)
        c.drawString(54, 422, "Per l'Utente attivo (timbro e firma)")
        if signed:
            c.bezier(260, 420, 285, 436, 310, 414, 340, 428)

    fields = read_form(drawn(draw, "Sottoscrizione"), FORM).fields
    assert fields["sottoscrizione.firma_utente"].value == told


def test_a_caption_at_the_top_of_its_cell_is_signed_under():
    def draw(c):
        for x in (50, 290):
            c.rect(x, 400, 240, 60)
        c.drawString(54, 448, "Per l'Utente attivo (timbro e firma)")
        c.bezier(80, 415, 105, 431, 130, 409, 160, 423)

    fields = read_form(drawn(draw, "Sottoscrizione"), FORM).fields
    assert fields["sottoscrizione.firma_utente"].value == "presente"
