"""Captions side by side: each has its own room under it, and a place and a date share one."""

import pytest

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
HEADING = "ALLEGATO 3 - Recapiti del personale"


def read(draw, heading: str = HEADING):
    return {n: v for n, v in read_form(drawn(draw, heading), FORM).fields.items() if v.value is not None}


def captions(c, value: str = "Linosa, 27.05.2026", rule: bool = True) -> None:
    c.drawString(50, 700, "Luogo e data")
    c.drawCentredString(420, 700, "Per il Produttore")
    c.setFont("Helvetica-Oblique", 8)
    c.drawCentredString(420, 688, "(timbro e firma del titolare o legale rappresentante)")
    c.setFont("Helvetica", 10)
    c.drawString(50, 670, value)
    if rule:
        c.line(49, 668, 200, 668)


def test_the_caption_of_the_next_column_is_no_value():
    assert read(captions)["allegato3.luogo_data"].value == "Linosa, 27.05.2026"


def test_a_value_far_behind_its_label_stays_where_nothing_is_drawn_under_the_label():
    found = read(lambda c: (c.drawString(50, 700, "Comune"), c.drawString(250, 700, "Linosa")), "Dati dell'impianto")
    assert found["impianto.comune"].value == "Linosa"


@pytest.mark.parametrize("value", ["Linosa, lì 27.05.2026", "Linosa 27/05/2026", "Linosa, addì 27 maggio 2026"])
def test_a_place_and_a_date_in_one_room_are_two_values(value):
    found = read(lambda c: captions(c, value), "Sottoscrizione")
    assert found["sottoscrizione.localita"].value == "Linosa"


def test_the_date_alone_is_asked_for_in_the_same_room():
    found = read(captions, "ALLEGATO 6 - Curva di capability")
    assert found["allegato6.data"].value == "2026-05-27"
