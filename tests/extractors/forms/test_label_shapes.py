"""How labels look in forms of other makes: abbreviated, numbered, over a box, under a line, longer than is known."""

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from domain.geometry import Box
from extractors.forms.read import read_form
from extractors.forms.stream.tokens import Token
from extractors.forms.tables.alignment import aligned_bands
from extractors.forms.wording.text import means, pieces, shortened
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"


def read(draw, heading="Caratteristiche dell'impianto di produzione") -> dict:
    return {k: v.value for k, v in read_form(drawn(draw, heading), FORM).fields.items() if v.value is not None}


@pytest.mark.parametrize("label", ["Pot. nom. [kW]", "Potenza nom. imp.", "Pot. nominale (kW)"])
def test_an_abbreviation_means_the_word_that_it_begins(label):
    assert read(lambda c: c.drawString(50, 700, f"{label}: 125")) == {"impianto.potenza_nominale_kw": 125}


def test_only_a_full_stop_makes_an_abbreviation():
    assert shortened("Cod.Fisc.") == (True, True)
    assert shortened("Pot") == (False,)
    assert len(shortened("dell'Impianto,")) == len(pieces("dell'Impianto,"))
    assert means("pot", True, "potenza")
    assert not means("pot", False, "potenza")


@pytest.mark.parametrize("heading", ["SEZ. B - IMPIANTO", "2) Impianto di produzione", "II. Dati dell'impianto"])
def test_a_number_before_a_heading_does_not_hide_it(heading):
    assert read(lambda c: c.drawString(50, 700, "Codice POD: IT001E12345678"), heading) == {
        "impianto.pod": "IT001E12345678"
    }


def test_a_value_stands_in_the_box_under_its_label():
    def draw(c):
        for x, label, value in ((50, "Comune", "Linosa"), (300, "Prov.", "AG")):
            c.drawString(x, 700, label)
            c.rect(x, 676, 200, 18)
            c.drawString(x + 4, 681, value)

    assert read(draw) == {"impianto.comune": "Linosa", "impianto.provincia": "AG"}


def test_a_value_stands_on_the_line_over_its_caption():
    def draw(c):
        for x, label, value in ((50, "Comune", "Linosa"), (300, "Provincia", "")):
            c.drawString(x + 2, 702, value)
            c.line(x, 700, x + 200, 700)
            c.setFont("Helvetica", 7)
            c.drawString(x + 2, 691, f"({label})")
            c.setFont("Helvetica", 10)

    assert read(draw) == {"impianto.comune": "Linosa"}


def test_a_label_that_says_more_ends_at_its_colon():
    line = "Codice POD della fornitura di energia elettrica: IT001E12345678"
    assert read(lambda c: c.drawString(50, 700, line)) == {"impianto.pod": "IT001E12345678"}


def test_the_head_that_returns_on_the_next_page_goes_on_with_the_table():
    buffer = io.BytesIO()
    c = Canvas(buffer, pagesize=A4)

    def rows(y, numbers):
        for x, title in ((50, "Marca"), (150, "Modello"), (250, "Tipo"), (350, "Classe"), (450, "Prestazione")):
            c.setFont("Helvetica-Bold", 9)
            c.drawString(x, y, title)
            c.setFont("Helvetica", 9)
            for n, number in enumerate(numbers, 1):
                c.drawString(x, y - 16 * n, f"{title[:2]}{number}")

    c.setFont("Helvetica-Bold", 14)
    c.drawString(50, 790, "ALLEGATO 4")
    rows(120, [1])
    c.showPage()
    rows(780, [2])
    c.showPage()
    c.save()
    fields = read_form(buffer.getvalue(), FORM).fields
    assert [fields[f"allegato4.riduttori_spg.{n}.modello"].value for n in (1, 2)] == ["Mo1", "Mo2"]


def words(*places):
    return [Token("word", "x", Box(a, 0, b, 10), 1, line=0) for a, b in places]


def test_values_at_the_end_of_their_columns_are_sorted_by_head_starts():
    heads = [("a", 50.0, 70.0), ("b", 150.0, 170.0), ("c", 250.0, 270.0)]
    halves = [("a", 20.0, 110.0), ("b", 110.0, 210.0), ("c", 210.0, 330.0)]
    right = [words((130, 146), (225, 246), (330, 346)), words((135, 146), (235, 246), (335, 346))]
    middle = [words((40, 80), (140, 180), (240, 280)), words((45, 75), (145, 175), (245, 275))]
    assert [(round(a), round(b)) for _, a, b in aligned_bands(heads, right, halves)] == [
        (44, 147),
        (147, 247),
        (247, 349),
    ]
    assert aligned_bands(heads, middle, halves) is halves
