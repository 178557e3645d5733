"""The heading of a block to sign and the caption in it name one signature."""

import pytest

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"


@pytest.mark.parametrize("signed", [True, False])
@pytest.mark.parametrize(("heading", "caption"), [("H.5", "Firma"), ("QUADRO D", "D.3 Firma")])
def test_the_caption_over_the_place_to_sign_is_the_label_and_not_the_heading(heading, caption, signed):
    def draw(c):
        c.setFont("Helvetica-Bold", 11)
        c.drawString(50, 400, f"{heading} Firma della persona di riferimento")
        c.setFont("Helvetica", 9)
        c.drawString(50, 380, "Il/La sottoscritto/a: P.I. Rosa Lo Verde        Data: 12.07.2026")
        c.rect(300, 290, 240, 70)
        c.drawString(305, 350, caption)
        if signed:
            c.bezier(320, 310, 360, 345, 380, 290, 440, 320)

    field = read_form(drawn(draw, "Scheda di informazione sui rischi specifici"), FORM).fields["allegato7.firma"]
    assert field.value == ("presente" if signed else "assente")
