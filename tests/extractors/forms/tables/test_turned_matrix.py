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


def cells(c, top: float, rows, lefts=(50, 170, 230, 290, 350, 410)) -> None:
    """Draw rows of ruled cells; a text over several columns is given with their number."""
    for number, row in enumerate(rows):
        at = 0
        for text, wide in ((t, 1) if isinstance(t, str) else t for t in row):
            left, right = lefts[at], lefts[at + wide]
            c.rect(left, top - 16 * number, right - left, 16)
            c.setFont("Helvetica", 7)
            c.drawString(left + 3, top + 5 - 16 * number, text)
            at += wide


def test_heads_of_two_rows_say_together_which_persons():
    def draw(c):
        rows = [
            ("Dato", ("Di riferimento", 2), ("Reperibile h24", 2)),
            ("", "RIF", "RI", "RIF", "RI"),
            ("Nome e cogn.", "Ada Re", "Ugo Bo", "Leo Sau", "Rosa Alba"),
            ("Tel. / cell.", "0922 1", "0922 2", "0922 3", "0922 4"),
            ("Fax", "", "", "", ""),
            ("e-mail", "", "u@bo.it", "", ""),
        ]
        cells(c, 700, rows)

    fields = read(draw)
    assert fields["allegato3.riferimento.ri.email"].value == "u@bo.it"
    assert fields["allegato3.reperibile.rif.nome_cognome"].value == "Leo Sau"
    assert fields["allegato3.reperibile.ri.telefono"].value == "0922 4"


def test_a_row_for_each_answer_is_one_question():
    def draw(c):
        rows = [
            ("Funzione", ("Corrente", 2), ("Tensione", 2)),
            ("", "50", "51", "27.S1", "59.S1"),
            ("Soglia impostata", "600", "150", "80", ""),
            ("Tempo impostato [s]", "0,05", "10", "1,5", ""),
            ("Implementata - SI", "X", "X", "X", ""),
            ("Implementata - NO", "", "", "", "X"),
            ("Attivata - SI", "X", "", "X", ""),
            ("Attivata - NO", "", "X", "", ""),
            ("Attivata - N.P.", "", "", "", "X"),
        ]
        cells(c, 700, rows)

    fields = read_form(drawn(draw, "Scheda protezioni - unità di generazione"), FORM).fields
    said = {n.removeprefix("scheda.generazione."): v.value for n, v in fields.items() if n.startswith("scheda.gen")}
    assert (said["50.regolazione"], said["27s1.tempo"], said["59s1.regolazione"]) == (600, 1.5, None)
    assert (said["50.implementata"], said["59s1.implementata"]) == ("SI", "NO")
    assert (said["51.attivazione"], said["59s1.attivazione"]) == ("NO", "NP")


def test_initials_at_the_head_say_which_device():
    def draw(c):
        rows = [
            ("Dato", "DG", "DI", "DDG"),
            ("Marca / mod.", "Ekor", "ABB", "BTicino"),
            ("Numero", "1", "2", "3"),
            ("Tipo", "int.", "mag.", "cont."),
            ("CEI EN", "62271", "60947", "60898"),
        ]
        cells(c, 700, rows)

    fields = read_form(drawn(draw, "Allegato 4 - Addendum tecnico"), FORM).fields
    assert [fields[f"allegato4.dispositivi.{d}.numero"].value for d in ("dg", "ddi", "ddg")] == [1, 2, 3]
