"""Persons side by side as columns: each head names one, each row asks all of them for the same."""

import pytest

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
ROWS = (
    ("Cognome", "Tormen", "Valcozzena", ""),
    ("Nome", "Elisa", "Oscar", ""),
    ("C.F.", "TRMLSE82R59A794K", "", "16 car."),
    ("Nato a", "Bergamo", "Sondrio", ""),
    ("Comune di residenza", "Bergamo", "", ""),
    ("CAP", "24121", "37121", "5 cifre"),
)


def read(heading, first, second):
    def draw(c):
        for number, row in enumerate((("Dato", first, second, "Formato"), *ROWS)):
            c.setFont("Helvetica" if number else "Helvetica-Bold", 7)
            for column, text in enumerate(row):
                c.rect(50 + 120 * column, 700 - 16 * number, 120, 16)
                c.drawString(53 + 120 * column, 705 - 16 * number, text)

    return read_form(drawn(draw, heading), FORM).fields


def test_each_column_is_the_block_that_its_head_names():
    fields = read("Allegato 3 - Elenco e recapiti del personale", "Utente Attivo", "Cliente finale (solo se diverso)")
    said = {n.removeprefix("allegato3."): v.value for n, v in fields.items() if v.value}
    assert (said["utente.nome"], said["cliente_finale.nome"]) == ("Elisa", "Oscar")
    assert (said["utente.nato_a"], said["cliente_finale.nato_a"]) == ("Bergamo", "Sondrio")
    assert said["cliente_finale.residenza_cap"] == "37121"
    assert "cliente_finale.codice_fiscale" not in said
    assert "16 car." not in said.values()


def test_a_head_that_but_resembles_a_block_leaves_doubt():
    fields = read("Dati anagrafici", "Firmatario (Utente Attivo)", "Rappresentato (solo se procura)")
    assert fields["generalita.utente.cognome"].confidence >= 0.8
    assert fields["generalita.mandante.cognome"].value == "Valcozzena"
    assert fields["generalita.mandante.cognome"].confidence < 0.8


@pytest.mark.parametrize("heads", [("Utente Attivo", "Utente Attivo"), ("Prima", "Seconda")])
def test_heads_that_name_no_two_blocks_are_no_columns_of_them(heads):
    fields = read("Allegato 3 - Elenco e recapiti del personale", *heads)
    assert all(v.confidence < 0.8 for v in fields.values() if v.value == "Valcozzena")
