"""Where the value of a label stands in a table of its own: behind the columns of units and of answers."""

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
SUPPLY = "Allegato 2 - Caratteristiche dell'alimentazione"
LOADS = "Allegato 5 - Apparecchiature sensibili o disturbanti"


def rows(c, widths, texts, x=50, y=740):
    for row in texts:
        left = x
        for width, text in zip(widths, row, strict=True):
            c.rect(left, y, width, 18)
            c.drawString(left + 3, y + 5, text)
            left += width
        y -= 18


def read(draw, heading):
    return read_form(drawn(draw, heading), FORM).fields


def test_the_value_stands_behind_a_column_of_units():
    texts = (
        ("Descrizione", "u.m.", "Valore"), ("Codice POD", "–", "IT001E99887766"), ("Indirizzo", "–", "Via Grecale 4"), ("Comune", "–", ""),
        ("Potenza disponibile in prelievo", "kW", "45"), ("Potenza disponibile in immissione", "kW", "390,5"),
    )  # fmt: skip
    fields = read(lambda c: rows(c, (200, 60, 160), texts), SUPPLY)
    names = ("pod", "indirizzo", "comune", "potenza_prelievo_kw", "potenza_immissione_kw")
    assert [fields[f"allegato2.{n}"].value for n in names] == ["IT001E99887766", "Via Grecale 4", None, 45, 390.5]


def test_a_stroke_or_a_unit_is_the_answer_where_its_column_is_none_of_units():
    texts = (
        ("Dato", "Valore", "Osservazioni"), ("Codice POD", "IT001E99887766", ""), ("Indirizzo", "–", "manca"),
        ("Comune", "Linosa", ""), ("Provincia", "AG", ""),
    )  # fmt: skip
    fields = read(lambda c: rows(c, (200, 120, 100), texts), SUPPLY)
    assert fields["allegato2.indirizzo"].value in (None, "–")
    assert fields["allegato2.pod"].value == "IT001E99887766"


def test_the_value_stands_behind_the_empty_cell_of_a_column_of_answers():
    texts = (
        ("Apparecchiatura", "Presente", "Valore"), ("Motori asincroni", "[ ] SI [X] NO", ""), ("Saldatrici", "[X] SI [ ] NO", ""),
        ("- potenza nominale (kVA)", "", "31"), ("- impulsi (n/minuto)", "", "15"), ("Forni ad arco", "[ ] SI [X] NO", ""),
    )  # fmt: skip
    fields = read(lambda c: rows(c, (200, 100, 120), texts), LOADS)
    assert fields["allegato5.saldatrici_kva"].value == 31
    assert fields["allegato5.saldatrici_impulsi"].value == 15
