"""Persons at the head of a table and what is asked of them down the left; the words over it tell which persons."""

import pytest

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
HEADING = "Allegato 3 - Elenco e recapiti del personale"
NAMES = ("Nome e cognome", "Telefono", "Fax", "Posta elettronica", "PEC")


def grid(c, top: float, heads: tuple[str, ...], values: dict[tuple[int, int], str]) -> None:
    lefts = [50 + 150 * n for n in range(len(heads) + 2)]
    rows = [top - 18 * n for n in range(len(NAMES) + 2)]
    for y in rows:
        c.line(lefts[0], y, lefts[-1], y)
    for x in lefts:
        c.line(x, rows[0], x, rows[-1])
    for n, head in enumerate(heads):
        c.drawString(lefts[n + 1] + 4, rows[0] - 13, head)
    for n, name in enumerate(NAMES):
        c.drawString(lefts[0] + 4, rows[n + 1] - 13, name)
    for (row, column), text in values.items():
        c.drawString(lefts[column + 1] + 4, rows[row + 1] - 13, text)


def read(draw):
    return read_form(drawn(draw, HEADING), FORM).fields


def test_two_tables_are_told_by_the_words_over_them():
    def draw(c):
        heads = ("Persona di riferimento (RIF)", "Responsabile impianto (RI)")
        c.drawString(50, 740, "Personale di riferimento per l'Utente attivo")
        grid(c, 730, heads, {(0, 0): "Rosa Alaimo", (0, 1): "Ugo Bo", (1, 0): "0922 1111111", (2, 1): "0922 2222222"})
        c.drawString(50, 560, "Personale sempre reperibile, anche nei giorni festivi")
        grid(c, 550, heads, {(0, 0): "Ada Re", (3, 0): "ada@re.it", (0, 1): "Leo Sau"})

    fields = read(draw)
    said = {name.removeprefix("allegato3."): v.value for name, v in fields.items() if v.value is not None}
    assert said == {
        "riferimento.rif.nome_cognome": "Rosa Alaimo",
        "riferimento.ri.nome_cognome": "Ugo Bo",
        "riferimento.rif.telefono": "0922 1111111",
        "riferimento.ri.fax": "0922 2222222",
        "reperibile.rif.nome_cognome": "Ada Re",
        "reperibile.rif.email": "ada@re.it",
        "reperibile.ri.nome_cognome": "Leo Sau",
    }


@pytest.mark.parametrize("heads", [("Colonna A", "Colonna B"), ("RIF", "RIF")])
def test_heads_that_name_nobody_are_no_persons(heads):
    fields = read(lambda c: grid(c, 730, heads, {(0, 1): "Ugo Bo"}))
    assert all(v.confidence < 0.8 for v in fields.values() if v.value == "Ugo Bo")
