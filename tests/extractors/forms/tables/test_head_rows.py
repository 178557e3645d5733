"""Heads of two rows whose lower names return: ``Soglia | Tempo`` over ``imp. | u.m. | imp. | u.m.``."""

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

ROWS = (
    ("Prot.", ("Soglia", 2), ("Tempo interv.", 2), ("Implem.", 2)),
    ("", "imp.", "u.m.", "imp.", "u.m.", "SI", "NO"),
    ("27.S1 Minima tensione, 1a soglia", "340", "V", "1,50", "s", "X", ""),
    ("59.S1 Massima tensione, 1a soglia", "440", "V", "603", "s", "", "X"),
)


def test_lower_names_that_return_go_with_those_over_them():
    def draw(c):
        for number, row in enumerate(ROWS):
            at, y = 0, 700 - 16 * number
            for cell in row:
                text, wide = (cell, 1) if isinstance(cell, str) else cell
                left, right = (50 + (130 + 50 * (n - 1) if n else 0) for n in (at, at + wide))
                c.rect(left, y, right - left, 16)
                c.setFont("Helvetica-Bold" if number < 2 else "Helvetica", 7)
                c.drawString(left + 3, y + 5, text)
                at += wide

    fields = read_form(drawn(draw, "Scheda protezioni - tarature SPI"), "regolamento-esercizio-mt").fields
    assert (fields["scheda.spi.27s1.regolazione"].value, fields["scheda.spi.27s1.tempo"].value) == (340, 1.5)
    assert (fields["scheda.spi.59s1.tempo"].value, fields["scheda.spi.59s1.implementata"].value) == (603, "NO")
