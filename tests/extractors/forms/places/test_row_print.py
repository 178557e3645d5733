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
