"""A form of address that ends a label is no value; a value that begins as a label does is none."""

import pytest

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"


def rows(*pairs: tuple[str, str]):
    def draw(c):
        for number, (label, value) in enumerate(pairs):
            for x0, x1, text, size in ((50, 220, label, 8.2), (220, 540, value, 8.4)):
                c.setFont("Helvetica", size)
                c.rect(x0, 700 - 18 * number, x1 - x0, 18)
                c.drawString(x0 + 3, 706 - 18 * number, text)

    return draw


@pytest.mark.parametrize("address", ["Sig.", "Sig.ra", "Sig./Sig.ra", "Signor"])
def test_an_address_in_the_cell_of_the_label_is_no_value(address):
    draw = rows(("Data", "28.08.2026"), (f"Persona di riferimento (RIF): {address}", "Ignazio Venza"))
    fields = read_form(drawn(draw, "Allegato 7 - Rischi specifici"), FORM).fields
    assert fields["allegato7.rif_nominativo"].value == "Ignazio Venza"


def test_an_address_on_the_line_to_write_on_goes_with_the_label():
    def draw(c):
        c.drawString(50, 700, "Persona di riferimento: Sig. ____________________")
        c.drawString(50, 680, "Comune: ____________________")

    fields = read_form(drawn(draw, "Allegato 7 - Rischi specifici"), FORM).fields
    assert (fields["allegato7.rif_nominativo"].value, fields["allegato7.rif_nominativo"].confidence > 0.9) == (
        None,
        True,
    )


def test_a_value_that_begins_as_a_label_stays_whole_in_its_cell():
    draw = rows(("Cognome", "Alaimo"), ("Indirizzo presso l'impianto", "Via Libertà, 27"), ("Comune", "Messina"))
    fields = read_form(drawn(draw, "Allegato 6 - Curva di capability"), FORM).fields
    value = fields.get("allegato6.indirizzo")
    assert value is None or value.value in (None, "Via Libertà, 27")
    assert fields["allegato6.comune"].value == "Messina"


def leaders(cognome: str, nome: str):
    def draw(c):
        dots = "................................"
        for number, said in enumerate((f"Cognome {cognome}", f"Nome {nome}", "Settore elettrico ", "Comune ")):
            c.drawString(50, 700 - 20 * number, said + dots)

    return read_form(drawn(draw, "Allegato 6 - Curva di capability"), FORM).fields


def test_what_was_typed_before_the_rest_of_a_leader_is_a_value_to_look_at():
    fields = leaders("Ghigliazza ", "Ornella ")
    assert (fields["allegato6.cognome"].value, fields["allegato6.nome"].value) == ("Ghigliazza", "Ornella")
    assert fields["allegato6.cognome"].confidence < 0.8, "it may be the rest of the label"
    assert fields["allegato6.dichiarante.settore"].confidence < 0.8, "typed like the others, or print"
    assert fields["allegato6.comune"].confidence >= 0.8, "nothing stands before its leader"


def test_where_nothing_was_typed_before_leaders_words_before_them_are_print():
    fields = leaders("", "")
    assert fields["allegato6.dichiarante.settore"].value is None
    assert fields["allegato6.dichiarante.settore"].confidence >= 0.8
