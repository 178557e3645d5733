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


@pytest.mark.parametrize(("signed", "told"), [(True, "presente"), (False, "assente")])
def test_a_caption_of_two_lines_in_the_middle_of_its_cell_names_the_empty_one_beside_it(signed, told):
    def draw(c):
        c.rect(50, 400, 200, 44)
        c.rect(250, 400, 280, 44)
        c.drawString(54, 425, "Per l'Utente attivo, se diverso dal")
        c.drawString(54, 414, "titolare (firma per presa visione)")
        if signed:
            c.bezier(280, 416, 305, 432, 330, 410, 360, 424)

    fields = read_form(drawn(draw, "Sottoscrizione"), FORM).fields
    assert fields["sottoscrizione.firma_utente"].value == told


def test_the_user_may_be_called_the_producer():
    def draw(c):
        c.drawString(90, 500, "Per il Gestore di Rete")
        c.drawString(350, 500, "Il Produttore")
        c.setFont("Helvetica", 8)
        c.drawString(90, 488, "(firma)")
        c.drawString(320, 488, "(timbro e firma del titolare)")
        c.line(90, 440, 250, 440)
        c.line(310, 440, 470, 440)
        c.bezier(330, 450, 355, 466, 380, 444, 410, 458)

    fields = read_form(drawn(draw, "Sottoscrizione"), FORM).fields
    assert fields["sottoscrizione.firma_utente"].value == "presente"
