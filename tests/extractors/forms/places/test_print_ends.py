"""Values in the type of the labels: behind a leader, before an unknown label, beside the wording of the form."""

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
HEADING = "Caratteristiche dell'impianto di produzione"
#: Where all leaders end and the values begin (points).
END, BEGIN = 300, 305


def leader(c, y: float, label: str, value: str = "") -> None:
    c.drawString(50, y, label)
    start = 50 + c.stringWidth(label, "Helvetica", 10) + 5
    dots = "." * int((END - start) / c.stringWidth(".", "Helvetica", 10))
    c.drawRightString(END, y, dots)
    c.drawString(BEGIN, y, value)


def test_a_leader_leads_to_its_value_in_the_type_of_the_labels():
    def draw(c):
        leader(c, 700, "Denominazione dell'impianto", "Vento Nuovo")
        leader(c, 683, "Indirizzo", "Piazza della Libertà, 1/B")
        leader(c, 666, "Comune", "Forlì")
        leader(c, 649, "Codice POD")
        leader(c, 632, "Tipo di impianto", "a terra, su pali")
        c.drawString(
            50, 610, "Fine della pagina, scritta per tutta la larghezza del foglio fino al suo margine destro."
        )

    fields = read_form(drawn(draw, HEADING), FORM).fields
    assert fields["impianto.denominazione"].value == "Vento Nuovo"
    assert fields["impianto.indirizzo"].value == "Piazza della Libertà, 1/B"
    assert fields["impianto.indirizzo"].confidence > 0.8
    assert (fields["impianto.tipo"].value, fields["impianto.tipo"].confidence <= 0.75) == ("a terra, su pali", True)
    assert fields["impianto.pod"].value is None
    assert fields["impianto.pod"].confidence > 0.9


def test_a_value_in_the_type_of_its_label_behind_its_colon():
    def draw(c):
        c.drawString(50, 700, "Indirizzo: Via Roma, 12")
        c.drawString(50, 683, "Comune: ..........................")

    fields = read_form(drawn(draw, HEADING), FORM).fields
    assert fields["impianto.indirizzo"].value == "Via Roma, 12"
    assert (fields["impianto.comune"].value, fields["impianto.comune"].confidence > 0.9) == (None, True)


def test_words_behind_a_lone_row_of_dots_make_the_blank_doubtful():
    def draw(c):
        c.drawString(50, 700, "Indirizzo ....................... Piazza della Libertà")
        c.drawString(50, 683, "Comune di ................. e quanto segue per intero.")

    fields = read_form(drawn(draw, HEADING), FORM).fields
    assert fields["impianto.indirizzo"].value is not None or fields["impianto.indirizzo"].confidence <= 0.75
    assert (fields["impianto.comune"].value, fields["impianto.comune"].confidence > 0.9) == (None, True)


def test_an_unknown_label_with_its_colon_is_no_part_of_the_value():
    def draw(c):
        c.drawString(50, 700, "Indirizzo: Via Roma, 12")
        c.drawString(300, 700, "presso la ditta: Vento Nuovo")
        c.drawString(50, 683, "Codice POD: IT001E10766266")
        c.drawString(300, 683, "Mio Comune: Forlì")

    fields = read_form(drawn(draw, HEADING), FORM).fields
    assert fields["impianto.indirizzo"].value == "Via Roma, 12"
    assert fields["impianto.pod"].value == "IT001E10766266"


def test_the_number_of_the_next_line_is_no_value():
    def draw(c):
        for y, number, label in (
            (700, "4.1.1", "Indirizzo:"),
            (683, "4.1.2", "Comune:"),
            (666, "4.1.3", "Oggetto del foglio"),
        ):
            c.drawString(50, y, number)
            c.drawString(85, y, label)

    fields = read_form(drawn(draw, HEADING), FORM).fields
    assert fields["impianto.comune"].value is None
    assert fields["impianto.indirizzo"].value is None


def test_the_captions_of_two_signers_are_two_labels():
    def draw(c):
        for x, who in ((60, "L'Utente Attivo (timbro e firma)"), (320, "Il Cliente finale (timbro e firma)")):
            c.drawString(x, 700, who)
            c.line(x, 640, x + 200, 640)
        for n in range(12):
            c.line(70 + 6 * n, 650, 76 + 6 * n, 660 - 10 * (n % 2))

    fields = read_form(drawn(draw, "Allegato 3 - Recapiti del personale autorizzato"), FORM).fields
    assert fields["allegato3.firma_utente"].value == "presente"
    assert fields["allegato3.firma_cliente_finale"].value == "assente"


def test_a_comma_that_stands_alone_before_print_ends_the_value():
    def draw(c):
        c.drawString(50, 700, "Il sottoscritto: Rosa Alaimo , persona di riferimento (RIF)")
        c.drawString(50, 683, "Via: Corso Umberto I , 12")

    fields = read_form(drawn(draw, "Allegato 7 - Rischi specifici"), FORM).fields
    assert fields["allegato7.sottoscritto"].value == "Rosa Alaimo"
    assert "12" in fields["allegato7.via"].value


def test_a_conjunction_behind_a_value_is_print_and_no_unit():
    def draw(c):
        c.drawString(50, 700, "del tipo")
        for x, value, after in ((92, "Eolico", "e ha una potenza nominale di"), (320, "60", "kW.")):
            c.line(x, 698, x + 90, 698)
            c.setFont("Courier", 10)
            c.drawString(x + 2, 700, value)
            c.setFont("Helvetica", 10)
            c.drawString(x + 93, 700, after)

    fields = read_form(drawn(draw, HEADING), FORM).fields
    assert (fields["impianto.tipo"].value, fields["impianto.potenza_nominale_kw"].value) == ("Eolico", 60)
