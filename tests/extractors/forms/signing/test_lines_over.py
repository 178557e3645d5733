"""Lines to sign on over their captions, and labels over their lines."""

import pytest

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
HEADING = "Allegato 4 - Addendum tecnico"
NAMES = ("dichiarante", "utente", "cliente_finale")


def scrawl(c, x: float, y: float) -> None:
    c.bezier(x, y, x + 25, y + 16, x + 50, y - 6, x + 80, y + 8)


@pytest.mark.parametrize("lines", ["drawn", "underscores"])
def test_a_signature_stands_over_the_caption_of_its_line(lines):
    def draw(c):
        for n, caption in enumerate(("Il Dichiarante", "L'Utente attivo", "Il Cliente finale")):
            x = 60 + 170 * n
            if lines == "drawn":
                c.line(x, 400, x + 120, 400)
            else:
                c.drawString(x, 402, "_" * 22)
            c.drawCentredString(x + 60, 390, caption)
        scrawl(c, 75, 404)
        scrawl(c, 415, 404)

    fields = read_form(drawn(draw, HEADING), FORM).fields
    assert [fields[f"allegato4.firma_{name}"].value for name in NAMES] == ["presente", "assente", "presente"]


def test_a_signature_stands_under_its_label_where_the_line_does():
    def draw(c):
        c.drawString(60, 470, "Data 03/05/2026")
        c.drawString(60, 400, "Il Dichiarante")
        c.line(60, 360, 200, 360)
        scrawl(c, 75, 366)

    fields = read_form(drawn(draw, HEADING), FORM).fields
    assert fields["allegato4.firma_dichiarante"].value == "presente"


def test_a_caption_of_several_lines_is_one():
    def draw(c):
        c.drawString(300, 402, "_" * 30)
        c.drawCentredString(383, 390, "L'Utente attivo")
        c.drawCentredString(383, 379, "(timbro e firma del titolare)")
        scrawl(c, 330, 404)

    fields = read_form(drawn(draw, "Sottoscrizione"), FORM).fields
    assert fields["sottoscrizione.firma_utente"].value == "presente"


def test_the_blank_of_the_date_over_a_caption_is_no_line_to_sign_on():
    def draw(c):
        c.drawString(
            60, 430, "Letto e sottoscritto in ....................................  il ..........................."
        )
        c.drawCentredString(300, 414, "L'Utente attivo")
        c.drawCentredString(300, 404, "(timbro e firma del titolare)")
        c.drawString(220, 360, "." * 60)
        scrawl(c, 250, 362)

    fields = read_form(drawn(draw, "Sottoscrizione"), FORM).fields
    assert fields["sottoscrizione.firma_utente"].value == "presente"
