"""Voltage and current of a direction, each in a row of its own beside ticks that stand once."""

from dataclasses import replace

from domain.geometry import Box
from extractors.forms.read import read_form
from extractors.forms.stream.tokens import Token
from extractors.forms.tables.inner_labels import before_inner
from extractors.forms.wording.text import pieces
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
EDGES = (50, 220, 270, 340, 370, 450, 540)


def cells(c, y, height, columns, texts):
    for column, text in zip(columns, texts, strict=True):
        x0, x1 = EDGES[column], EDGES[column + 1]
        c.rect(x0, y, x1 - x0, height)
        c.drawString(x0 + 3, y + height / 2 - 3, text)


def ticks(c, y, column, ticked):
    c.rect(EDGES[column], y, EDGES[column + 1] - EDGES[column], 32)
    for number, word in enumerate(("SI", "NO")):
        x = EDGES[column] + 5 + 35 * number
        c.rect(x, y + 12, 7, 7)
        c.drawString(x + 10, y + 13, word)
        if word == ticked:
            c.line(x, y + 12, x + 7, y + 19)
            c.line(x, y + 19, x + 7, y + 12)


def test_each_part_has_its_value_in_the_known_column_of_its_own_row():
    def draw(c):
        c.setFont("Helvetica-Bold", 7)
        cells(c, 716, 16, range(6), ("Protezione generale", "Codice", "Soglia", "u.m.", "Implementata", "Attivazione"))
        c.setFont("Helvetica", 7)
        cells(c, 700, 16, range(4), ("Massima corrente, 2a soglia", "I>>", "250", "A"))
        for column in (4, 5):
            ticks(c, 684, column, "SI")
        cells(c, 684, 16, range(4), ("Direzionale di terra, 1a soglia: tensione Vo", "67N.S1", "5", "V"))
        cells(c, 668, 16, range(4), ("Direzionale di terra, 1a soglia: corrente Io", "67N.S1", "2,5", "A"))
        for column, answer in ((4, "SI"), (5, "NO")):
            ticks(c, 652, column, answer)
        cells(c, 652, 16, range(4), ("Direzionale di terra, 2a soglia: tensione Vo", "67N.S2", "", "V"))

    fields = read_form(drawn(draw, "Scheda delle protezioni"), FORM).fields
    assert [fields[f"scheda.spg.direzionale1.{part}"].value for part in ("vo", "io")] == [5, 2.5]
    assert fields["scheda.spg.direzionale2.vo"].value is None


def test_words_before_a_label_on_its_line_are_its_own():
    texts = (("tensione", 1), ("Vo:", 1), ("5", 1), ("V", 1), ("corrente", 2), ("Io:", 2), ("1,4", 2))
    tokens = [
        Token("word", text, Box(0, 10 * line, 9, 10 * line + 9), 1, pieces(text), line=line) for text, line in texts
    ]
    assert before_inner(tokens, 1, 5) == 4
    beside = [replace(t, line=1) for t in tokens]
    assert before_inner(beside, 1, 5) == 5
