"""Legends are no labels, and no titles of the tables under them."""

import pytest

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
ROWS = [
    ("Recapito", "RIF", "RI"),
    ("Nome e cognome", "Rosa Alaimo", "Ugo Licata"),
    ("Telefono", "0922 970001", "0922 970002"),
    ("E-mail", "rosa@example.it", "ugo@example.it"),
    ("PEC", "rosa@pec.example.it", "ugo@pec.example.it"),
]


def table(c, legend: str) -> None:
    c.drawString(50, 700, "Personale di riferimento dell'utente attivo")
    c.drawString(50, 684, legend)
    for row, cells in enumerate(ROWS):
        for column, text in enumerate(cells):
            c.rect(50 + 160 * column, 650 - 18 * row, 160, 18)
            c.drawString(54 + 160 * column, 655 - 18 * row, text)


@pytest.mark.parametrize(
    "legend",
    [
        "RIF = persona di riferimento; RI = responsabile dell'impianto.",
        "Nella tabella: RIF = referente, RI = responsabile impianto",
    ],
)
def test_a_legend_over_a_table_does_not_hide_whose_its_columns_are(legend):
    pdf = drawn(lambda c: table(c, legend), "ALLEGATO 3 - Recapiti del personale")
    found = {n: v.value for n, v in read_form(pdf, FORM).fields.items() if v.value is not None}
    assert found == {
        f"allegato3.riferimento.{who}.{what}": ROWS[row][column]
        for column, who in ((1, "rif"), (2, "ri"))
        for row, what in ((1, "nome_cognome"), (2, "telefono"), (3, "email"), (4, "pec"))
    }


def test_an_equals_sign_before_a_value_makes_no_legend():
    pdf = drawn(lambda c: c.drawString(50, 700, "POD = IT001E12345678"), "Dati dell'impianto")
    assert read_form(pdf, FORM).fields["impianto.pod"].value == "IT001E12345678"
