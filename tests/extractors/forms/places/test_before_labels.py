"""Figures before what they are called, in prose and on blanks."""

import pytest

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
PLANT = "Caratteristiche dell'impianto di produzione"
DEVICES = "Allegato 5 - Apparecchiature sensibili o disturbanti"


def sentence(c, y: float, *parts: tuple[str, str]) -> None:
    """Draw words of print, each followed by a blank with its value; ``-`` for no blank."""
    x = 50.0
    for text, value in parts:
        c.drawString(x, y, text)
        x += c.stringWidth(text, "Helvetica", 10) + 3
        if value != "-":
            c.line(x, y - 2, x + 50, y - 2)
            c.setFont("Courier", 10)
            c.drawString(x + 2, y, value)
            c.setFont("Helvetica", 10)
            x += 53


def powers(fields) -> tuple[object, object]:
    return fields["impianto.potenza_immissione_kw"].value, fields["impianto.potenza_prelievo_kw"].value


@pytest.mark.parametrize(("given", "taken"), [("184,5", "15"), ("60", "")])
def test_what_is_given_and_taken_stands_before_its_name(given, taken):
    def draw(c):
        sentence(
            c,
            700,
            ("Si rende disponibile una potenza di", given),
            ("kW in immissione e di", taken),
            ("kW in prelievo.", "-"),
        )

    fields = read_form(drawn(draw, PLANT), FORM).fields
    assert powers(fields) == (float(given.replace(",", ".")), float(taken) if taken else None)


def test_in_the_type_of_the_print_too():
    def draw(c):
        c.drawString(50, 700, "Si rende disponibile una potenza di 184,5 kW in immissione e di 15 kW in prelievo.")

    fields = read_form(drawn(draw, PLANT), FORM).fields
    assert powers(fields) == (184.5, 15)
    assert fields["impianto.potenza_prelievo_kw"].confidence < 0.8


def test_a_figure_behind_its_label_is_no_figure_before_the_next():
    def draw(c):
        sentence(
            c,
            700,
            ("Potenza disponibile in immissione", "60"),
            ("kW; potenza disponibile in prelievo", "15"),
            ("kW.", "-"),
        )

    assert powers(read_form(drawn(draw, PLANT), FORM).fields) == (60, 15)


def test_how_often_motors_start():
    def draw(c):
        sentence(
            c,
            700,
            ("1) Motori asincroni: (X) SI / ( ) NO; a funzionamento intermittente", "7,5"),
            ("kW, con", "6"),
            ("avviamenti all'ora.", "-"),
        )

    fields = read_form(drawn(draw, DEVICES), FORM).fields
    assert fields["allegato5.motori_intermittenti_kw"].value == 7.5
    assert fields["allegato5.motori_avviamenti"].value == 6


def test_a_little_word_leads_from_a_label_to_its_blank():
    def draw(c):
        sentence(c, 700, ("appartenente a un'utenza con potenza disponibile di", "60"), ("kW, è conforme", "-"))

    fields = read_form(drawn(draw, "Allegato 4 - Addendum tecnico"), FORM).fields
    assert fields["allegato4.potenza_disponibile_kw"].value == 60
