"""A label at the end of its line: the value stands at the start of the next line, or of the next page."""

import io

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
HEADING = "Caratteristiche dell'impianto di produzione"


def on_line(c, x: float, y: float, value: str, width: float = 120) -> None:
    c.line(x, y - 2, x + width, y - 2)
    c.drawString(x + 2, y, value)


def test_a_sentence_goes_on_with_its_blank_at_the_next_line():
    def draw(c):
        c.drawString(50, 700, "L'impianto denominato")
        on_line(c, 160, 700, "Vento Nuovo")
        c.drawString(282, 700, ", ubicato in (indirizzo)")
        on_line(c, 50, 681, "Via Roma, 12")
        c.drawString(172, 681, ", comune di")
        on_line(c, 230, 681, "")
        c.drawString(352, 681, ".")

    fields = read_form(drawn(draw, HEADING), FORM).fields
    assert fields["impianto.indirizzo"].value == "Via Roma, 12"
    assert fields["impianto.comune"].value is None


def test_the_full_stop_behind_a_blank_is_no_part_of_the_value():
    def draw(c):
        c.drawString(50, 700, "Comune di")
        on_line(c, 100, 700, "Forlì")
        c.drawString(222, 700, ", provincia di")
        on_line(c, 290, 700, "FC", 30)
        c.drawString(321, 700, ".")

    fields = read_form(drawn(draw, HEADING), FORM).fields
    assert (fields["impianto.comune"].value, fields["impianto.provincia"].value) == ("Forlì", "FC")


def test_a_text_on_ruled_lines_is_read_to_its_end():
    def draw(c):
        c.drawString(50, 700, "Eventuali note tecniche")
        for n, line in enumerate(("Impianto sul tetto;", "quadri di campo con", "scaricatori.", "")):
            on_line(c, 50, 686 - 13 * n, line, 480)

    fields = read_form(drawn(draw, "Allegato 4 - Addendum tecnico"), FORM).fields
    assert fields["allegato4.note_tecniche"].value == "Impianto sul tetto; quadri di campo con scaricatori."


def test_a_sentence_goes_on_over_the_page():
    buffer = io.BytesIO()
    c = Canvas(buffer, pagesize=A4)
    c.setFont("Helvetica-Bold", 14)
    c.drawString(50, 790, HEADING)
    c.setFont("Helvetica", 10)
    c.drawString(50, 90, "L'impianto denominato")
    on_line(c, 160, 90, "Vento Nuovo")
    c.drawString(282, 90, ", comune di")
    c.showPage()
    c.setFont("Helvetica", 10)
    on_line(c, 50, 780, "Forlì")
    c.drawString(172, 780, ", provincia di")
    on_line(c, 240, 780, "FC", 30)
    c.showPage()
    c.save()
    fields = read_form(buffer.getvalue(), FORM).fields
    assert (fields["impianto.comune"].value, fields["impianto.comune"].page) == ("Forlì", 2)
    assert fields["impianto.provincia"].value == "FC"


def test_a_short_label_at_the_end_of_its_line_is_one_where_a_blank_follows():
    def draw(c):
        c.drawString(50, 700, "Il/La sottoscritto/a nato/a a")
        on_line(c, 190, 700, "Forlì")
        c.drawString(312, 700, "prov.")
        on_line(c, 340, 700, "FC", 30)
        c.drawString(360, 700, "il")
        on_line(c, 50, 681, "22/02/1980")

    fields = read_form(drawn(draw, "Generalità"), FORM).fields
    assert fields["generalita.utente.nato_il"].value == "1980-02-22"


def test_a_blank_that_breaks_at_the_end_of_its_line_is_one():
    def draw(c):
        unit = c.stringWidth("_", "Helvetica", 10)
        rest = int((545 - 175) / unit)
        c.drawString(
            50, 714, "Si descrive qui di seguito l'impianto di produzione, che è posto nel luogo che si indica, con"
        )
        c.drawRightString(545, 714, "ogni altro")
        c.drawString(50, 700, "dato. Comune di")
        c.drawRightString(545, 700, "_" * rest)
        c.drawString(50, 686, "_" * 20 + ", provincia di " + "_" * 8 + ".")
        c.setFont("Courier", 10)
        c.drawString(60, 687, "Forlì")

    fields = read_form(drawn(draw, HEADING), FORM).fields
    assert (fields["impianto.comune"].value, fields["impianto.provincia"].value) == ("Forlì", None)
