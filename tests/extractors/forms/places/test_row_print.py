"""What a line prints beside its question is no answer: the rest of the label, a tick place's own words, the next row."""

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
RISKS = "Allegato 7 - Rischi specifici"


def lines(*rows: tuple[tuple[float, str], ...], rule: bool = False):
    def draw(c):
        for number, row in enumerate(rows):
            y = 700 - 17 * number
            if rule:
                c.line(48, y - 4, 540, y - 4)
            for x, text in row:
                c.setFont("Times-Roman", 9 if x < 300 or text[:1] == "[" else 10)
                c.drawString(x, y, text)

    return draw


def test_print_on_a_line_is_no_answer():
    rows = (
        ((50, "Presidi di pronto soccorso"), (220, "[X] SI"), (260, "[ ] NO"), (330, "cabina lato mare")),
        ((50, "Ubicazione di idranti ed estintori"), (220, "[ ] SI"), (260, "[X] NO")),
        ((50, "Quadri elettrici e interruttori di macchina"), (220, "[X] SI"), (260, "[ ] NO"), (330, "locale tecnico")),
        ((50, "Scivolamento"), (220, "[X] SI"), (260, "[ ] NO"), (330, "come da relazione"), (450, "[ ] guanti da lavoro")),
    )  # fmt: skip
    fields = read_form(drawn(lines(*rows, rule=True), RISKS), FORM).fields
    said = {k: fields[f"allegato7.{k}"].value for k in ("pronto_soccorso_testo", "quadri_testo", "scivolamento_misure")}
    assert said == {"pronto_soccorso_testo": "cabina lato mare", "quadri_testo": "locale tecnico", "scivolamento_misure": "come da relazione"}  # fmt: skip
    idranti = fields.get("allegato7.idranti_testo")
    assert idranti is None or idranti.value is None


def test_a_quantity_on_the_next_line_is_that_of_the_question():
    def draw(c):
        c.drawString(50, 700, "Reattanza serie dei forni: [X] SI [ ] NO")
        c.drawString(70, 685, "– induttanza _____________ mH")
        c.setFont("Courier", 10)
        c.drawString(135, 686, "399")
        c.setFont("Helvetica", 10)
        c.drawString(50, 670, "Lampade a scarica: [ ] SI [X] NO")

    fields = read_form(drawn(draw, "Allegato 5 - Apparecchiature sensibili o disturbanti"), FORM).fields
    assert fields["allegato5.reattanza_mh"].value == 399


def test_a_label_that_goes_on_to_its_blank_on_the_next_line():
    def draw(c):
        c.drawString(50, 720, "Numero di SPI: [X] 1 [ ] 2 [ ] 3 [ ] >3")
        c.drawString(50, 700, "4.9.3")
        c.drawString(92, 700, "Codici CENSIMP degli impianti soggetti a")
        c.drawString(92, 689, "teledistacco ____________________")
        c.drawString(92, 660, "Note: ____________________")
        c.setFont("Courier", 9)
        c.drawString(160, 690, "IM_1234567")

    fields = read_form(drawn(draw, "Allegato 4 - Addendum tecnico"), FORM).fields
    assert fields["allegato4.teledistacco_censimp"].value == "IM_1234567"


def box(c, x, y, width, caption, *, ticked=None, text="", value=""):
    """Draw a box: its caption, SI and NO with the ``ticked`` one crossed, printed ``text`` and a typed ``value``."""
    c.rect(x, y, width, 26)
    c.setFont("Helvetica-Bold", 6)
    c.drawString(x + 3, y + 19, caption.split()[0])
    c.setFont("Helvetica", 6)
    c.drawString(x + 18, y + 19, " ".join(caption.split()[1:]))
    if ticked is not None:
        for number, word in enumerate(("SI", "NO")):
            c.rect(x + 5 + 40 * number, y + 5, 7, 7)
            c.setFont("Helvetica", 7)
            c.drawString(x + 15 + 40 * number, y + 6, word)
            if word == ticked:
                c.setFont("Courier-Bold", 8)
                c.drawString(x + 6 + 40 * number, y + 6, "X")
    c.setFont("Helvetica", 7)
    c.drawString(x + 80, y + 6, text)
    c.setFont("Courier", 8)
    c.drawString(x + (115 if text else 5), y + 6, value)


def test_what_explains_an_answer_stands_behind_its_ticks_without_the_words_that_lead_to_it():
    def draw(c):
        box(c, 50, 700, 250, "B.1 Eventuali ingombri", ticked="SI", text="dettagli:", value="bancali")
        box(c, 300, 700, 250, "B.2 Areazione dei locali", ticked="NO", text="dettagli:")

    fields = read_form(drawn(draw, RISKS), FORM).fields
    assert (fields["allegato7.ingombri"].value, fields["allegato7.ingombri_testo"].value) == ("SI", "bancali")
    assert (fields["allegato7.areazione"].value, fields["allegato7.areazione_testo"].value) == ("NO", None)


def test_the_caption_of_the_next_box_is_no_part_of_what_stands_in_it():
    def draw(c):
        for y, risk, value in ((700, "C.1 Rischio: rumore", "turni brevi"), (674, "C.4 Rischio: polveri", "")):
            box(c, 50, y, 200, risk, ticked="SI" if value else "NO")
            box(c, 250, y, 300, "C.2 Misure organizzative e collettive", value=value)

    fields = read_form(drawn(draw, RISKS), FORM).fields
    assert fields["allegato7.rumore_misure"].value == "turni brevi"
    assert fields["allegato7.polveri_misure"].value is None


def test_what_stands_beside_a_box_that_says_what_it_is_was_written():
    def draw(c):
        cells = ((50, 100, "Rumore"), (150, 90, "[X] SI [ ] NO"), (240, 160, "Gruppo spento"), (400, 140, "[X] Cuffie"))
        for x, width, text in cells:
            c.rect(x, 695, width, 18)
            c.drawString(x + 4, 700, text)

    fields = read_form(drawn(draw, RISKS), FORM).fields
    assert fields["allegato7.rumore_misure"].value == "Gruppo spento"


def test_what_was_typed_over_the_dots_of_a_row_is_its_value_and_not_sure():
    def draw(c):
        c.drawString(50, 700, "Bobina di sbarramento: [X] SI [ ] NO")
        c.drawString(300, 700, "ordine e kVAr: 7° ordine, 25 kVAr ....................")

    value = read_form(drawn(draw, "Allegato 5 - Apparecchiature sensibili o disturbanti"), FORM).fields
    assert value["allegato5.bobina_sbarramento_valore"].value == "7° ordine, 25 kVAr"
    assert value["allegato5.bobina_sbarramento_valore"].confidence < 0.8


def test_words_typed_behind_the_lead_of_each_row_are_its_answer_also_in_small_letters():
    def draw(c):
        rows = (
            ("Vie di accesso", "da strada poderale ......."),
            ("Eventuali ingombri", ".............."),
            ("Altro", "gru ......"),
        )
        for number, (label, note) in enumerate(rows):
            c.drawString(50, 700 - 20 * number, f"{label}")
            c.drawString(250, 700 - 20 * number, f"SI [X] NO [ ]  note: {note}")
        c.setFont("Helvetica-Bold", 10)
        c.drawString(70, 635, "RISCHI PRESENTI")
        c.line(50, 632, 545, 632)

    fields = read_form(drawn(draw, RISKS), FORM).fields
    assert fields["allegato7.vie_accesso_testo"].value == "da strada poderale"
    assert fields["allegato7.ingombri_testo"].value is None
    assert fields["allegato7.altro_testo"].value == "gru"
