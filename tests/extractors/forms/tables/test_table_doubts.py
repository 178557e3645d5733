"""Cells under ``n.`` that only count their rows are no sure reference of a device."""

import pytest

from domain.forms import FieldValue
from domain.geometry import Box
from extractors.forms.read import read_form
from extractors.forms.stream.tokens import Token
from extractors.forms.tables.headers import Head
from extractors.forms.tables.table_doubts import doubted_table
from extractors.forms.wording.describe import Table
from tests.extractors.forms.conftest import drawn

HEADING = "Allegato 4 - Addendum tecnico"
COLUMNS = (
    (50, "n."),
    (90, "Marca"),
    (160, "Modello"),
    (230, "Matricola"),
    (310, "Potenza nominale [kW]"),
    (450, "Icc/In"),
)


def references(names: tuple[str, ...]) -> list[tuple[object, float]]:
    def draw(c):
        c.setFont("Helvetica-Bold", 9)
        for x, text in COLUMNS:
            c.drawString(x, 700, text)
        c.setFont("Helvetica", 9)
        for row, name in enumerate(names):
            for (x, _), text in zip(COLUMNS, (name, "Fronius", "X3-ULT", f"M1816{row}", "250", "1,1"), strict=True):
                c.drawString(x, 684 - 16 * row, text)

    fields = read_form(drawn(draw, HEADING), "regolamento-esercizio-mt").fields
    found = [fields[f"allegato4.generatori.{n}.riferimento"] for n in range(1, len(names) + 1)]
    return [(value.value, value.confidence) for value in found]


@pytest.mark.parametrize("names", [("1", "2", "3"), ("C1", "C2", "C3")])
def test_a_count_of_the_rows_is_doubtful(names):
    assert [(text, sure <= 0.75) for text, sure in references(names)] == [(name, True) for name in names]


def test_other_references_are_sure():
    assert [(text, sure > 0.8) for text, sure in references(("INV8", "INV9", "INV6"))] == [
        ("INV8", True), ("INV9", True), ("INV6", True),
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "sure"), [("399", False), ("soglia", True)])
def test_a_blank_in_which_a_figure_stands_is_doubtful(text, sure):
    table = Table("m", "", "m.{row}.{column}", (), {"one": (), "two": ()}, (), {}, {})
    places = {"m.one.set": Box(100, 50, 130, 60), "m.two.set": Box(100, 70, 160, 80)}
    words = [
        Token("word", "125", places["m.one.set"], 1, ("125",), font="Times", size=10.0),
        Token("word", text, Box(102, 70, 120, 80), 1, (text,), font="Times", size=10.0),
    ]
    fields = {
        "m.one.set": FieldValue(125, 0.98, 1, places["m.one.set"], "text"),
        "m.two.set": FieldValue(None, 0.97, 1, places["m.two.set"], "text"),
    }
    read = doubted_table(fields, table, Head(1, 0, 0, [], 90.0, 1.0), words, ())
    assert (read["m.one.set"].confidence, read["m.two.set"].confidence) == (0.98, 0.97 if sure else 0.75)


@pytest.mark.parametrize(("counts", "sure"), [(("1", "2"), True), (("7", "2"), False)])
def test_numbers_that_count_the_rows_are_no_strangers_to_their_blanks(counts, sure):
    table = Table("r", "r.{n}", "", (), {}, (), {}, {})
    head = Head(1, 0, 0, [("marca", 100.0, 200.0)], 100.0, 1.0)
    fields = {
        f"r.{n}.marca": FieldValue(None, 0.97, 1, Box(100, 30 + 20 * n, 200, 40 + 20 * n), "text") for n in (1, 2)
    }
    words = [
        Token("word", text, Box(60, 30 + 20 * n, 66, 40 + 20 * n), 1, (text,), font="Times", size=9.0)
        for n, text in enumerate(counts, 1)
    ]
    assert {v.confidence for v in doubted_table(fields, table, head, words, ()).values()} == {0.97 if sure else 0.75}
