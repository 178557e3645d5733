"""What is printed of the office itself holds no label."""

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"


@pytest.mark.parametrize("name", ["Gestore di Rete", "Distributore", "Concessionaria"])
def test_the_offices_own_seat_and_codes_are_not_the_applicants(name):
    def draw(c):
        c.setFont("Helvetica", 9)
        c.drawString(
            50,
            420,
            "Rete Alta S.p.A., con sede in Edolo (BS), Via Fucine 2, C.F. e P.IVA 03999990177, che esercita la rete",
        )
        c.drawString(50, 409, f"di media tensione (di seguito “{name}”)")
        c.drawString(50, 385, "Cognome: Rossi    Nome: Mario")
        c.drawString(
            50, 365, "con sede in ______________________ , codice fiscale ___________ , partita IVA ______________"
        )

    fields = read_form(drawn(draw, "Generalità"), FORM).fields
    assert fields["generalita.utente.cognome"].value == "Rossi"
    for name in ("sede", "codice_fiscale", "partita_iva"):
        assert fields[f"generalita.soggetto.{name}"].value is None


def test_the_users_own_name_in_the_contract_is_no_offices_print():
    def draw(c):
        c.setFont("Helvetica", 9)
        c.drawString(50, 420, "con sede in Milano, Via Verdi 3, partita IVA 26612630173 (di seguito “Produttore”)")

    fields = read_form(drawn(draw, "Generalità"), FORM).fields
    assert fields["generalita.soggetto.partita_iva"].value == "26612630173"


def test_a_letterhead_on_several_pages_holds_no_label():
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for number in range(8):
        canvas.setFont("Helvetica", 9)
        if number < 3:
            canvas.drawString(50, 800, "Sede legale in Savona – Società soggetta a direzione")
        if number == 0:
            canvas.drawString(50, 760, "GENERALITÀ")
            canvas.drawString(50, 740, "Cognome: Rossi    Nome: Mario")
        canvas.drawString(50, 600 - 10 * number, f"Testo della pagina {number}")
        canvas.showPage()
    canvas.save()
    fields = read_form(buffer.getvalue(), FORM).fields
    assert fields["generalita.utente.cognome"].value == "Rossi"
    assert "generalita.soggetto.sede" not in fields or fields["generalita.soggetto.sede"].value is None
