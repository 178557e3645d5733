"""Cards: a name at the left, boxes with captions beside it; the captions are the columns."""

import pytest

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"


def box(c, x, y, width, caption, value):
    c.rect(x, y, width, 26)
    c.setFont("Helvetica", 6)
    c.drawString(x + 3, y + 19, caption)
    c.setFont("Courier", 9)
    c.drawString(x + 5, y + 6, value)


def card(c, y, name, *rows):
    """Draw a card of several rows of boxes beside one name."""
    height = 26 * len(rows)
    c.rect(50, y, 40, height)
    c.setFont("Helvetica-Bold", 7)
    c.drawString(54, y + height / 2, name)
    for number, row in enumerate(rows):
        width = 460 / len(row)
        for column, (caption, value) in enumerate(row):
            box(c, 90 + width * column, y + height - 26 * (number + 1), width, caption, value)


def title(c, y, text):
    c.setFont("Helvetica-Bold", 9)
    c.drawString(50, y, text)


def test_known_lines_and_records_as_cards():
    def draw(c):
        title(c, 740, "Dispositivi")
        for y, name, model in ((706, "DG", "Siemens 3AE5"), (680, "DDI", "ABB T7S")):
            card(c, y, name, (("Marca e modello", model), ("Numero", "1"), ("Norma CEI EN", "60947-2"), ("Tipo", "")))
        title(c, 640, "Generatori")
        for y, name, kw in ((580, "Gen. 1", "100"), (528, "Gen. 2", "250,5")):
            first = (("Rif. schema", "INV"), ("Marca", "Huawei"), ("Modello", "SUN2000"))
            card(c, y, name, first, (("Matricola", ""), ("Potenza nominale", kw), ("Tensione nominale", "800")))

    fields = read_form(drawn(draw, "Allegato 4 - Addendum tecnico"), FORM).fields
    assert fields["allegato4.dispositivi.dg.marca_modello"].value == "Siemens 3AE5"
    assert fields["allegato4.dispositivi.ddi.marca_modello"].value == "ABB T7S"
    assert fields["allegato4.dispositivi.ddi.tipo"].value is None
    assert [fields[f"allegato4.generatori.{n}.potenza_nominale_kw"].value for n in (1, 2)] == [100, 250.5]
    assert fields["allegato4.generatori.2.matricola"].value is None
    assert fields["allegato4.generatori.2.marca"].confidence >= 0.8


def test_the_title_over_cards_tells_which_persons_they_are():
    def draw(c):
        for y, head, who in ((700, "Personale di riferimento", "Rosa"), (580, "Personale reperibile 24 ore", "Anna")):
            title(c, y + 60, head)
            for down, name in ((0, "RIF"), (52, "RI")):
                first = (("Nome e cognome", f"{who} {name.title()}"), ("Telefono o cellulare", "320 1234567"))
                card(c, y - down, name, first, (("Posta elettronica (e-mail)", ""), ("PEC", f"{who.lower()}@pec.it")))

    fields = read_form(drawn(draw, "Allegato 3 - Recapiti del personale"), FORM).fields
    assert fields["allegato3.riferimento.ri.nome_cognome"].value == "Rosa Ri"
    assert fields["allegato3.reperibile.rif.pec"].value == "anna@pec.it"
    assert fields["allegato3.reperibile.rif.email"].value is None


def test_a_box_with_a_caption_is_no_name_of_a_card():
    def draw(c):
        title(c, 740, "Generatori")
        row = (
            ("Potenza nominale", "100"),
            ("Tensione nominale", "800"),
            ("Campo del cosφ", "0,9"),
            ("Matricola", "A1"),
        )
        for y, name in ((680, "Gen. 1"), (628, "Gen. 2")):
            card(c, y, name, (("Rif. schema", "INV"), ("Marca", "Huawei"), ("Modello", name[-1])), row)

    fields = read_form(drawn(draw, "Allegato 4 - Addendum tecnico"), FORM).fields
    assert [fields[f"allegato4.generatori.{n}.modello"].value for n in (1, 2)] == ["1", "2"]
    assert not any(name.startswith("allegato4.generatori.3") and v.value for name, v in fields.items())


@pytest.mark.parametrize("names", ["merged", "first", "every"])
def test_names_beside_rows_of_questions_are_cards(names):
    def rows(c, y, name, asked):
        high = len(asked) if names == "merged" else 1
        for row in range(len(asked) // high):
            c.rect(50, y - 18 * high * (row + 1), 90, 18 * high)
            if not row or names == "every":
                c.drawString(53, y - 18 * row - (9 * high if high > 1 else 13), name)
        for number, (label, value) in enumerate(asked, 1):
            c.rect(140, y - 18 * number, 160, 18)
            c.drawString(143, y - 18 * number + 5, label)
            c.rect(300, y - 18 * number, 200, 18)
            c.drawString(303, y - 18 * number + 5, value)

    def draw(c):
        c.setFont("Helvetica", 9)
        for y, name, model, answer in (
            (740, "Generale (DG)", "Siemens 3AE5", "[X] SI [ ] NO"),
            (632, "Di interfaccia (DDI)", "ABB T7S", "[ ] SI [X] NO"),
            (524, "Di generatore (DDG)", "", "[ ] SI [ ] NO"),
        ):
            pairs = (("Marca e modello", model), ("Numero (n.)", "1" if model else ""), ("Tipo", ""), ("Norma CEI EN", "60947-2" if model else ""))  # fmt: skip
            rows(c, y, name, (*pairs, ("Riferimento allo schema", ""), ("Interblocchi", answer)))
        for number, (label, value) in enumerate((("Marca", "Thytronic"), ("Modello", "NA016"))):
            c.rect(50, 380 - 18 * number, 160, 18)
            c.drawString(53, 385 - 18 * number, label)
            c.rect(210, 380 - 18 * number, 200, 18)
            c.drawString(213, 385 - 18 * number, value)

    fields = read_form(drawn(draw, "Allegato 4 - Addendum tecnico"), FORM).fields
    said = {
        name: [fields[f"allegato4.dispositivi.{d}.{name}"].value for d in ("dg", "ddi", "ddg")]
        for name in ("marca_modello", "numero", "tipo", "cei_en", "interblocchi")
    }
    assert said == {
        "marca_modello": ["Siemens 3AE5", "ABB T7S", None], "numero": [1, 1, None], "tipo": [None] * 3,
        "cei_en": ["60947-2", "60947-2", None], "interblocchi": ["SI", "NO", None],
    }  # fmt: skip
    assert fields["allegato4.spg.marca"].value == "Thytronic"
