"""Articles go by their titles; a list of answers ends where a line begins anew left of it; boxes under ruled headings."""

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"


def test_the_title_of_an_article_says_more_than_its_number():
    def draw(c):
        c.setFont("Helvetica-Bold", 10)
        c.drawString(50, 700, "Art. 2 - Punto di connessione")
        c.drawString(50, 640, "Art. 3 - Condizioni di esercizio")
        c.setFont("Helvetica", 9)
        c.drawString(
            50, 685, "Cabina di consegna n. ___________ denominata ______________, ubicata in via ____________"
        )
        c.setFont("Courier", 9)
        c.drawString(146, 686, "D363-2-69")
        c.drawString(265, 686, "SALINE")
        c.setFont("Helvetica", 9)
        c.drawString(
            50, 625, "Gli impianti sono eserciti secondo le norme e verificati con cadenza annuale dal titolare."
        )

    fields = read_form(drawn(draw, "Regolamento di Esercizio MT"), FORM).fields
    assert (fields["cabina.numero"].value, fields["cabina.denominazione"].value) == ("D363-2-69", "SALINE")


def test_a_line_that_begins_anew_left_of_the_answers_is_none_of_them():
    def draw(c):
        c.drawString(50, 720, "La potenza disponibile in prelievo è destinata a:")
        c.drawString(65, 704, "[ ]  unicamente ai servizi ausiliari di impianto")
        c.drawString(65, 688, "[X]  alimentare i servizi ausiliari di impianto e/o un altro centro di consumo")
        c.drawString(
            50,
            672,
            "L'impianto di produzione è dotato di un sistema di accumulo per l'energia non immessa?  SI [ ]  NO [X]",
        )

    fields = read_form(drawn(draw, "Dati dell'impianto di produzione"), FORM).fields
    assert fields["impianto.prelievo_destinazione"].value == "ausiliari_e_altro"


def test_a_box_under_a_numbered_heading_on_its_rule_holds_the_answer():
    def draw(c):
        c.setFont("Helvetica-Bold", 9.5)
        c.drawString(55, 700, "O")
        c.drawString(72, 700, "NOTE TECNICHE (EVENTUALI)")
        c.line(50, 696, 545, 696)
        c.rect(50, 645, 495, 44)
        c.setFont("Helvetica", 9.5)
        c.drawString(55, 678, "Linea in cavo lunga 60 m.")

    fields = read_form(drawn(draw, "Allegato 4 - Addendum tecnico"), FORM).fields
    assert fields["allegato4.note_tecniche"].value == "Linea in cavo lunga 60 m."


def test_two_neighbours_of_a_sentence_may_stand_in_each_others_order():
    def draw(c):
        c.setFont("Helvetica", 9)
        c.drawString(
            50,
            700,
            "Il/La sottoscritto/a (cognome) Nardò (nome) Costanza, nato/a a Livorno (provincia di LI) il 01.11.1965,",
        )
        c.drawString(
            50,
            685,
            "codice fiscale NRDCTN65S41E625N, residente in Volterra, via/piazza Montegemoli 9, Comune di Volterra",
        )

    fields = read_form(drawn(draw, "Generalità"), FORM).fields
    assert (fields["generalita.utente.cognome"].value, fields["generalita.utente.nome"].value) == ("Nardò", "Costanza")
