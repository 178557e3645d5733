"""The note behind a label asks for nothing of its own."""

import pytest

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"


@pytest.mark.parametrize("note", ["(costruttore e modello)", "(marca, modello)"])
def test_the_note_behind_the_name_of_a_device_is_not_the_label_of_the_next(note):
    def draw(c):
        c.drawString(50, 740, f"associato al Dispositivo di Interfaccia {note} ")
        c.setFont("Courier", 9)
        c.drawString(400, 740, "ABB E2.2N 1600")
        c.setFont("Helvetica", 10)
        c.drawString(50, 700, "Tipologia di generatore: [X] sincrono  [ ] asincrono  [ ] statico")
        c.drawString(50, 680, "Costruttore e modello del generatore ")
        c.setFont("Courier", 9)
        c.drawString(260, 680, "Marelli MJB 355")

    fields = read_form(drawn(draw, "Scheda delle regolazioni delle protezioni"), FORM).fields
    assert fields["scheda.ddi.marca_modello"].value == "ABB E2.2N 1600"
    assert fields["scheda.generazione.marca_modello"].value == "Marelli MJB 355"


def test_a_note_of_one_word_may_ask_for_more():
    def draw(c):
        c.drawString(50, 740, "Cognome: Rossi    Nome: Mario")
        c.drawString(50, 720, "nato/a a: (prov.) ________")

    assert "generalita.utente.nato_provincia" in read_form(drawn(draw, "Generalità"), FORM).fields
