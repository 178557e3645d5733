"""Labels without any sign, set apart by room; notes at the end of a line."""

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"


def words(c, y: float, *placed: tuple[float, str]) -> None:
    for x, text in placed:
        c.drawString(x, y, text)


def test_a_label_with_more_room_before_it_than_behind_it():
    def draw(c):
        words(c, 700, (50, "Cognome Alaimo"), (140, "Nome Rosa"))
        words(c, 683, (50, "Codice fiscale: LVRRSO80C42A089P"))
        words(c, 666, (50, "Nato a: Trapani"))

    fields = read_form(drawn(draw, "Dati anagrafici"), FORM).fields
    said = (fields["generalita.utente.cognome"].value, fields["generalita.utente.nome"].value)
    assert said == ("Alaimo", "Rosa")


def test_a_value_on_the_line_after_the_note_of_its_label():
    def draw(c):
        words(c, 700, (50, "L'impianto denominato ____________________________ ubicato in (indirizzo)"))
        words(c, 687, (50, "____________________________, comune di ____________________"))
        c.setFont("Courier", 9)
        words(c, 688, (52, "Piazza della Libertà, 1"), (290, "Palermo"))

    fields = read_form(drawn(draw, "Caratteristiche dell'impianto di produzione"), FORM).fields
    assert fields["impianto.indirizzo"].value == "Piazza della Libertà, 1"


def test_a_name_in_capitals_behind_a_label_in_small_letters_is_the_value():
    def draw(c):
        words(c, 700, (50, "Denominazione: Vento Nuovo"))
        words(c, 683, (50, "ubicato in Via Cala Pisana 22"), (300, "località Grecale"))

    fields = read_form(drawn(draw, "Caratteristiche dell'impianto di produzione"), FORM).fields
    assert fields["impianto.indirizzo"].value in (None, "Via Cala Pisana 22")


def test_a_label_goes_on_in_small_letters_to_its_note():
    def draw(c):
        words(c, 700, (50, "SPG installato (costruttore, modello) Thytronic NA016"))
        words(c, 683, (50, "Tipologia di generatore: [ ] sincrono [X] statico"))
        words(c, 666, (50, "Costruttore e modello: SMA Core1"))

    fields = read_form(drawn(draw, "Scheda delle protezioni"), FORM).fields
    assert fields["scheda.spg.marca_modello"].value == "Thytronic NA016"
