"""Rows across a table head the lines under them, which say the same again under each."""

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
EDGES = (50, 110, 240, 330, 545)
HEAD = ("Ruolo", "Nome e cognome", "Telefono", "e-mail")
BANDS = ("Personale di riferimento", "Personale reperibile h24")
PEOPLE = (("RIF", "Ivo Alaimo", "0922 1234", "ivo@esempio.it"), ("RI", "Ada Venza", "", "ada@esempio.it"))


def names(*bands: str) -> dict[str, object]:
    def draw(c):
        y = 700
        for texts in (HEAD, *(row for band in bands for row in ((band,), *PEOPLE))):
            edges = EDGES if len(texts) > 1 else (EDGES[0], EDGES[-1])
            c.setFont("Helvetica-Bold" if texts == HEAD or len(texts) == 1 else "Helvetica", 8)
            for x0, x1, text in zip(edges, edges[1:], texts, strict=False):
                c.rect(x0, y, x1 - x0, 18)
                c.drawString(x0 + 3, y + 5, text)
            y -= 18

    fields = read_form(drawn(draw, "Allegato 3 - Elenco e recapiti del personale autorizzato"), FORM).fields
    return {k.removeprefix("allegato3."): v for k, v in fields.items() if k.endswith(("nome_cognome", "telefono"))}


def test_a_heading_across_the_table_says_whose_lines_follow():
    fields = names(*BANDS)
    said = {k: v.value for k, v in fields.items() if k.endswith("nome_cognome")}
    assert said == {
        "riferimento.rif.nome_cognome": "Ivo Alaimo", "riferimento.ri.nome_cognome": "Ada Venza",
        "reperibile.rif.nome_cognome": "Ivo Alaimo", "reperibile.ri.nome_cognome": "Ada Venza",
    }  # fmt: skip
    assert fields["riferimento.rif.telefono"].value == "0922 1234"
    assert fields["riferimento.ri.telefono"].value is None


def test_a_blank_of_such_a_table_has_the_box_of_its_cell():
    box = names(*BANDS)["reperibile.ri.telefono"].box
    assert box is not None
    assert abs(box.x0 - 240) < 2
    assert abs(box.x1 - 330) < 2
    assert box.height > 10
