"""Two heads that differ by their answer are one column; others stay."""

from domain.geometry import Box
from extractors.forms.read import read_form
from extractors.forms.stream.tokens import Token
from extractors.forms.tables.answer_heads import joined_answers
from extractors.forms.tables.column_names import Block
from extractors.forms.wording.text import pieces
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"


def head(text: str, x: float) -> Block:
    tokens = [
        Token("word", w, Box(x + 20 * n, 0, x + 20 * n + 18, 9), 1, pieces(w)) for n, w in enumerate(text.split())
    ]
    return Block(tokens, x, x + 60)


def test_heads_of_one_name_are_joined():
    blocks = [
        head("Marca", 0),
        head("Interbl. SI", 60),
        head("Interbl. NO", 120),
        head("Attiva SI", 180),
        head("NO", 240),
    ]
    joined, answers = joined_answers(blocks)
    assert [(b.said, b.x0, b.x1) for b in joined] == [
        (("marca",), 0, 60), (("interbl",), 60, 180), (("attiva", "si"), 180, 240), (("no",), 240, 300),
    ]  # fmt: skip
    assert answers == [("SI", 90), ("NO", 150)]


def test_an_x_under_one_of_two_heads_answers():
    edges = (50, 90, 230, 290, 380, 440, 490, 540)
    rows = (
        ("Disp.", "Costruttore e modello", "Quantità", "Tipologia", "Norma", "Interbl. SI", "Interbl. NO"),
        ("DG", "ABB VD4", "1", "automatico", "62271-100", "X", ""), ("DDI", "ABB E1", "2", "automatico", "62271-100", "", "X"),
    )  # fmt: skip

    def draw(c):
        c.drawString(50, 600, "Gli interblocchi sono descritti nella relazione tecnica allegata al presente addendum.")
        for number, texts in enumerate(rows):
            c.setFont("Helvetica" if number else "Helvetica-Bold", 7)
            for x0, x1, text in zip(edges, edges[1:], texts, strict=False):
                c.rect(x0, 700 - 18 * number, x1 - x0, 18)
                c.drawString(x0 + 3, 706 - 18 * number, text)

    fields = read_form(drawn(draw, "Allegato 4 - Addendum tecnico"), FORM).fields
    assert [fields[f"allegato4.dispositivi.{k}.interblocchi"].value for k in ("dg", "ddi")] == ["SI", "NO"]
