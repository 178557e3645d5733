"""What explains a ticked question may have a row and a label of its own."""

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"


def test_the_value_of_a_question_in_the_row_under_it():
    rows = (("Rifasamento", "SI [X]", "NO [ ]"), ("con bobina di sbarramento", "SI [X]", "NO [ ]"))

    def draw(c):
        for n, cells in enumerate(rows):
            for x, text in zip((50, 300, 420), cells, strict=True):
                c.rect(x, 600 - 20 * n, 250 if x == 50 else 120, 20)
                c.drawString(x + 4, 606 - 20 * n, text)
        c.rect(50, 560, 250, 20)
        c.rect(300, 560, 240, 20)
        c.drawString(54, 566, "ordine e kVAr della bobina")
        c.drawString(304, 566, "7° ordine, 25 kVAr")

    fields = read_form(drawn(draw, "Allegato 5 - Apparecchiature sensibili o disturbanti"), FORM).fields
    assert fields["allegato5.bobina_sbarramento"].value == "SI"
    assert fields["allegato5.bobina_sbarramento_valore"].value == "7° ordine, 25 kVAr"


def test_a_date_behind_the_protocol():
    def draw(c):
        c.drawString(50, 600, "Le regolazioni sono comunicate dal gestore con lettera prot. n.")
        c.setFont("Courier", 10)
        c.drawString(345, 600, "P42852")
        c.setFont("Helvetica", 10)
        c.drawString(430, 600, "del")
        c.setFont("Courier", 10)
        c.drawString(450, 600, "15/02/2026")

    fields = read_form(drawn(draw, "Scheda informazioni circa la funzionalità e le regolazioni"), FORM).fields
    assert str(fields["scheda.comunicazione_data"].value) == "2026-02-15"
    assert fields["scheda.comunicazione_protocollo"].value == "P42852"
