"""Bare cells to tick: the row's own answers go before a word that stands somewhere over the place."""

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"


def grid(*rows: tuple[tuple[float, str], ...], begin: float = 50):
    def draw(c):
        c.setFont("Helvetica", 8)
        for number, row in enumerate(rows):
            x = begin
            for end, text in row:
                c.rect(x, 700 - 16 * number, end - x, 16)
                c.drawString(x + 3, 705 - 16 * number, text)
                x = end

    return draw


def test_the_answers_of_the_row_go_before_a_wide_answer_over_the_place():
    draw = grid(
        ((150, "Rincalzo alla mancata apertura"), (320, "SI"), (345, ""), (500, "NO"), (540, "X")),
        ((150, "Apparecchi di rincalzo"), (215, "DG"), (240, "X"), (320, "DDG"), (345, ""), (430, "Altro"), (455, ""), (500, "Nessuno"), (540, "")),
    )  # fmt: skip
    fields = read_form(drawn(draw, "Allegato 4 - Addendum tecnico"), FORM).fields
    assert fields["allegato4.ddi.rincalzo"].value == "NO"
    assert fields["allegato4.ddi.rincalzo_previsti"].value == "DG"


def test_an_answer_in_other_words_beside_its_bare_cell():
    texts = ("installato, conforme a CEI 0-16", "installato, conforme a prescrizioni anteriori", "non installato (IMS)")
    draw = grid(*(((150, "Stato del SPG"), (175, "X" if n == 1 else ""), (540, text)) for n, text in enumerate(texts)))
    fields = read_form(drawn(draw, "Allegato 4 - Addendum tecnico"), FORM).fields
    assert fields["allegato4.spg.stato"].value == "conforme_prescrizioni_precedenti"
