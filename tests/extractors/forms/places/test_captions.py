"""Captions under the line to write on, and labels in brackets that only stand under the blank of the line above."""

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
HEADING = "Allegato 6 - Curve di capability"


def test_a_label_within_a_sentence_is_no_caption_of_the_blank_above():
    def draw(c):
        c.drawString(50, 714, "con estremi di abilitazione " + "_" * 60)
        c.drawString(
            50, 700, "professionale, rilasciata dalla autorità competente, per conto dell'Utente attivo (cognome)"
        )
        c.drawString(50, 686, "_" * 24 + " (nome) " + "_" * 24 + ".")
        c.setFont("Courier", 10)
        c.drawString(55, 687, "Alaimo")

    fields = read_form(drawn(draw, HEADING), FORM).fields
    assert (fields["allegato6.cognome"].value, fields["allegato6.nome"].value) == ("Alaimo", None)


def test_a_caption_in_brackets_has_its_value_over_it():
    def draw(c):
        c.drawString(50, 700, "_" * 30)
        c.drawString(300, 700, "_" * 30)
        c.setFont("Helvetica", 7)
        c.drawString(90, 692, "(cognome)")
        c.drawString(340, 692, "(nome)")
        c.setFont("Courier", 10)
        c.drawString(60, 701, "Alaimo")

    fields = read_form(drawn(draw, HEADING), FORM).fields
    assert (fields["allegato6.cognome"].value, fields["allegato6.nome"].value) == ("Alaimo", None)


def test_a_justified_sentence_has_wide_gaps_and_no_captions():
    def draw(c):
        c.drawString(50, 714, "con estremi di abilitazione " + "_" * 60)
        for x, word in ((50, "per"), (85, "conto"), (135, "dell'Utente"), (205, "attivo"), (255, "(cognome)")):
            c.drawString(x, 700, word)
        c.drawString(50, 686, "_" * 24 + ".")
        c.setFont("Courier", 10)
        c.drawString(55, 687, "Alaimo")

    assert read_form(drawn(draw, HEADING), FORM).fields["allegato6.cognome"].value == "Alaimo"
