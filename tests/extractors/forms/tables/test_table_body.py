"""Rows of known lines: named in other words or another order, by the title over them, with labels of their own inside."""

import pytest

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
SETTINGS = (50, 250, 330, 410, 545)
PERSONS = (50, 100, 230, 320, 400, 545)


def table(c, y: float, edges: tuple[float, ...], *rows: tuple[str, ...], high: float = 24) -> None:
    """Draw a ruled table, its first row in bold; ``|`` parts the lines of a cell."""
    for number, texts in enumerate(rows):
        c.setFont("Helvetica" if number else "Helvetica-Bold", 7)
        for x0, x1, text in zip(edges, edges[1:], texts, strict=False):
            c.rect(x0, y - high * number, x1 - x0, high)
            for line, part in enumerate(text.split("|")):
                c.drawString(x0 + 3, y + high - 9 - 10 * line - high * number, part)


def read(draw, heading: str) -> dict:
    return dict(read_form(drawn(draw, heading), FORM).fields)


@pytest.mark.parametrize(
    ("label", "line"),
    [
        ("Massima tensione 59 – seconda soglia (S2)", "59s2"), ("Minima frequenza 81< – soglia S2, permissiva", "81min_s2"),
        ("Massima tensione 59 – prima soglia (S1)", "59s1"), ("Sovratensione residua 59V0 per lo sblocco", "59v0_sblocco"),
    ],
)  # fmt: skip
def test_a_row_is_known_by_what_it_means(label, line):
    def draw(c):
        rows = (("Minima tensione 27 – prima soglia (S1)", "85", "1,5"), (label, "120", "0,6"))
        table(c, 700, SETTINGS, ("Protezione di interfaccia", "Taratura", "Tempo di intervento"), *rows, high=16)

    fields = read(draw, "Scheda delle protezioni")
    assert (fields[f"scheda.spi.{line}.regolazione"].value, fields[f"scheda.spi.{line}.tempo"].value) == (120, 0.6)
    assert fields["scheda.spi.27s1.regolazione"].value == 85


HEAD = ("Ruolo", "Nome e cognome", "Telefono", "Fax", "E-mail e PEC")


def persons(first: str, second: str):
    def draw(c):
        for y, title, rif, ri in ((700, first, "Ivo Alaimo", "Ada Venza"), (580, second, "Leo Riggi", "Ugo Costa")):
            c.setFont("Helvetica-Bold", 9)
            c.drawString(50, y + 30, title)
            mail = f"E-mail: {rif[:3].lower()}@esempio.it|PEC: ______________"
            rows = (("RIF", rif, "0922 1234", "", mail), ("RI", ri, "0922 5678", "", "E-mail: _______|PEC: pec@pec.it"))
            table(c, y, PERSONS, HEAD, *rows)

    return read(draw, "Allegato 3 - Elenco e recapiti del personale autorizzato")


def test_the_title_over_a_table_says_what_its_rows_have_in_common():
    fields = persons("Personale di riferimento dell'Utente Attivo", "Personale autorizzato e reperibile h24")
    names = {k: fields[f"allegato3.{k}.nome_cognome"].value for k in ("riferimento.rif", "riferimento.ri", "reperibile.rif", "reperibile.ri")}  # fmt: skip
    assert names == {"riferimento.rif": "Ivo Alaimo", "riferimento.ri": "Ada Venza", "reperibile.rif": "Leo Riggi", "reperibile.ri": "Ugo Costa"}  # fmt: skip
    assert fields["allegato3.reperibile.rif.nome_cognome"].confidence > 0.9


def test_labels_inside_a_cell_part_what_stands_in_it():
    fields = persons("Personale di riferimento dell'Utente Attivo", "Personale autorizzato e reperibile h24")
    assert [fields[f"allegato3.reperibile.rif.{k}"].value for k in ("email", "pec")] == ["leo@esempio.it", None]
    assert [fields[f"allegato3.reperibile.ri.{k}"].value for k in ("email", "pec")] == [None, "pec@pec.it"]


def test_a_label_with_its_unit_in_one_cell_has_its_place_there():
    def draw(c):
        rows = (
            ("Massima corrente I>>", "125", "0,5"),
            ("Direzionale di terra 67N, soglia S1", "Vo        V|Io        A", "–"),
        )
        table(c, 700, SETTINGS, ("Protezione generale", "Taratura", "Tempo di intervento"), *rows)

    fields = read(draw, "Scheda delle protezioni")
    assert [fields[f"scheda.spg.direzionale1.{k}"].value for k in ("vo", "io")] == [None, None]


@pytest.mark.parametrize(("cell", "next_cell"), [("Vo 5,5 V|Io 1,4 A", ""), ("5,5 V (Vo)", "1,4 A (Io)")])
def test_labels_inside_a_row_stand_before_their_values_or_in_brackets_behind_them(cell, next_cell):
    def draw(c):
        rows = (("Massima corrente I>>", "125", "0,5"), ("Direzionale di terra 67N, soglia S1", cell, next_cell))
        table(c, 700, SETTINGS, ("Protezione generale", "Taratura", "Tempo di intervento"), *rows)

    fields = read(draw, "Scheda delle protezioni")
    assert [fields[f"scheda.spg.direzionale1.{k}"].value for k in ("vo", "io")] == [5.5, 1.4]


def test_a_line_with_labels_inside_may_have_one_cell_over_several_columns():
    def draw(c):
        edges = (40, 190, 270, 350, 450, 550)
        rows = (
            ("Protezione generale", "Soglia", "Tempo (s)", "Implementata", "Attivata"),
            ("Massima corrente, seconda soglia", "250", "0,5", "[X] SI [ ] NO", "[X] SI [ ] NO"),
            ("Direzionale di terra, prima soglia", "Vo 2 V Io 1,40 A", "", "[X] SI [ ] NO", "[ ] SI [X] NO"),
        )
        for n, texts in enumerate(rows):
            top = 700 - 20 * n
            c.line(edges[0], top, edges[-1], top)
            for at, (x, text) in enumerate(zip(edges, texts, strict=False)):
                if not (n == 2 and at == 2):
                    c.line(x, top, x, top - 20)
                c.drawString(x + 3, top - 14, text)
            c.line(edges[-1], top, edges[-1], top - 20)
        c.line(edges[0], 640, edges[-1], 640)

    fields = read_form(drawn(draw, "Scheda delle regolazioni"), FORM).fields
    said = {n.removeprefix("scheda.spg.direzionale1."): v.value for n, v in fields.items() if "direzionale1" in n}
    assert said == {"vo": 2, "io": 1.4, "implementata": "SI", "attivazione": "NO"}


def test_what_is_prescribed_beside_a_name_says_nothing_about_which_line_it_is():
    def draw(c):
        head = ("Funzione", "Prescritto", "Impostato", "Tempo (s)")
        rows = (
            ("Massima corrente I>>, 2ª soglia (A)", "50 A", "245", "0,5"),
            ("Massima corrente I>>>, 3ª soglia (A)", "51 A", "", ""),
        )
        table(c, 700, (50, 220, 290, 360, 430), head, *rows, high=16)

    fields = read(draw, "Scheda delle protezioni")
    assert fields["scheda.spg.i2.regolazione"].value == 245
    assert fields["scheda.spg.i2.regolazione"].confidence >= 0.8
    assert fields["scheda.spg.i3.regolazione"].value is None
