"""What was typed over the first signs of a blank that had moved to the next line."""

import pytest

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"


def cabin(comune: str, provincia: str, address: str = "Loc. Ponte Cemmo"):
    def draw(c):
        c.drawString(50, 700, f"L'impianto è allacciato alla cabina di consegna sita in via {address}, nel Comune di")
        c.drawString(50, 684, f"{comune}, provincia di")
        c.drawString(50, 668, f"{provincia}.")

    return read_form(drawn(draw, "Art. 3 - Caratteristiche del collegamento"), FORM).fields


@pytest.mark.parametrize(
    ("comune", "told"),
    [("Breno" + 30 * "_", "Breno"), ("Ponte di Legno" + 24 * "_", "Ponte di Legno"), (36 * "_", None)],
)
def test_a_name_before_the_rest_of_a_blank_on_the_next_line_is_the_value(comune, told):
    fields = cabin(comune, "BS" + 60 * "_")
    assert fields["cabina.comune"].value == told
    assert fields["cabina.provincia"].value == "BS"


@pytest.mark.parametrize("value", ["12", "12,5"])
def test_a_figure_before_the_rest_of_its_blank_leaves_the_label_alone(value):
    def draw(c):
        c.setFont("Helvetica", 9)
        for x, wide in ((50, 150), (200, 80), (280, 250)):
            c.rect(x, 680, wide, 34)
        c.drawString(54, 694, "Saldatrici, puntatrici, ecc.")
        c.drawString(204, 694, "[X] SI  [ ] NO")
        c.drawString(284, 702, f"potenza nominale {value}_________ kVA")
        c.drawString(284, 688, "impulsi 20______ n/minuto")

    fields = read_form(drawn(draw, "Allegato 5 - Apparecchiature disturbanti"), FORM).fields
    assert fields["allegato5.saldatrici_kva"].value == float(value.replace(",", "."))
    assert fields["allegato5.saldatrici_impulsi"].value == 20


@pytest.mark.parametrize(("dated", "told"), [(True, "cabina utente"), (False, None)])
def test_words_in_small_letters_are_a_value_where_figures_stand_so_too(dated, told):
    def draw(c):
        if dated:
            c.drawString(50, 740, "Data 12.07.2026______________ Via Roma 12______________ Comune ________________")
        c.drawString(50, 700, "Il posto di lavoro è costituito dal tratto compreso tra scomparto linea 1 e")
        c.drawString(50, 684, "cabina utente" + 40 * "_" + ".")

    fields = read_form(drawn(draw, "Allegato 7 - Rischi specifici"), FORM).fields
    assert fields["allegato7.tratto_a"].value == told
    assert fields["allegato7.tratto_a"].confidence < 0.8


@pytest.mark.parametrize(
    ("last", "sure"), [("Via Sant'Antonio 41" + 20 * "_", True), ("Via Sant'Antonio 41 " + 20 * "_", False)]
)
def test_a_name_that_touches_its_blank_is_sure_where_figures_do_so_too(last, sure):
    def draw(c):
        c.drawString(
            50,
            740,
            "nato a Sondrio__________ (prov. SO______) il 02.01.1982_______, codice fiscale CTTPGS82A02I829H_____",
        )
        c.drawString(50, 724, "residente in Lovere__________, via " + last + ", CAP 24065_____")

    value = read_form(drawn(draw, "Generalità"), FORM).fields["generalita.utente.residenza_via"]
    assert (value.value, value.confidence >= 0.8) == ("Via Sant'Antonio 41", sure)
