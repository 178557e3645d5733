"""A date behind another value on its line is told by the word that leads to it."""

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"


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
