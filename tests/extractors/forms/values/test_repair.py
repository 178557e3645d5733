"""Repairs of scanned values: only where the class of the place fixes what a letter can be, and always told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.catalogues import field_index
from domain.forms import FieldValue
from domain.geometry import Box
from extractors.forms.scans import Scans
from extractors.forms.values.repair import cleaned, number_like, repaired, same_series, worded
from extractors.forms.values.values import typed

SPECS = field_index("regolamento-esercizio-mt")


@pytest.mark.parametrize(
    ("read", "others", "mark"),
    [
        ("GENI", ["GENI", "GEN2", "GEN3"], "GEN1"),
        ("63", ["G1", "G2", "63"], "G3"),
        ("INVIO", ["INV2", "INVIO"], "INV10"),
        ("GEN1", ["GEN2"], None),
        ("GENI", ["GENI", "Turbina"], None),
        ("Inverter", ["GEN2"], None),
    ],
)
def test_a_mark_follows_its_series(read, others, mark):
    assert same_series(read, others) == mark


def test_a_repaired_mark_is_told_and_goes_to_review():
    box = Box(10, 10, 60, 20)
    name = "allegato4.generatori.{}.riferimento"
    fields = {name.format(n): FieldValue(v, 0.9, 1, box, "ocr") for n, v in ((1, "GENI"), (2, "GEN2"), (3, "GEN3"))}
    read = Scans(None).look_again(fields, SPECS)
    assert read[name.format(1)].value == "GEN1"
    assert read[name.format(1)].repair == "GENI -> GEN1"
    assert read[name.format(1)].confidence < 0.8
    assert read[name.format(2)].repair is None


def test_the_only_device_is_the_first():
    box = Box(10, 10, 60, 20)
    for read, mark in (("Gl", "G1"), ("INVI", "INV1"), ("Turbina", "Turbina"), ("T", "T")):
        one = {"allegato4.generatori.1.riferimento": FieldValue(read, 0.5, 1, box, "ocr")}
        assert Scans(None).look_again(one, SPECS)["allegato4.generatori.1.riferimento"].value == mark


def test_a_dot_in_a_blank_is_no_value():
    assert typed(".", SPECS["generalita.utente.nome"], ocr=True).value is None
    assert typed("’ .", SPECS["generalita.utente.nome"], ocr=True).value is None


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("‘Sanfilippo", "Sanfilippo"),
        ("SMA”", "SMA"),
        ("INV7°", "INV7"),
        ("Domenico |", "Domenico"),
        ("Ustica, .", "Ustica"),
        ("Nicolò d'Amico", "Nicolò d'Amico"),
        ("S.r.l.", "S.r.l."),
        ("via Roma, 12", "via Roma, 12"),
        ("citta'", "citta'"),
    ],
)
def test_dirt_around_a_text_is_taken_off_and_nothing_else(dirty, clean):
    assert cleaned(dirty) == clean


@given(st.text(alphabet="abcdeABC 0123456789.'", max_size=20).filter(lambda t: t.strip() == t and t[:1].isalnum()))
def test_a_text_of_letters_and_digits_stays(text):
    assert cleaned(text).rstrip(" .'") == text.rstrip(" .'")


def test_figures_read_as_letters_are_figures_and_told():
    spec = SPECS["allegato4.dispositivi.dg.numero"]
    for text, value in (("I", 1), ("l", 1), ("IO", 10), ("l,5", 1.5)):
        read = typed(text, spec, ocr=True)
        assert (read.value, read.repair is None, read.confidence < 0.8) == (value, False, True)
    assert typed("12", spec, ocr=True).repair is None
    assert typed("I", spec).value == "I"
    assert number_like("Sole") is None


def test_plus_minus_company_form_and_a_sign_read_twice():
    cosphi = SPECS["allegato4.generatori.1.range_cosphi"]
    assert typed("+0,9", cosphi, ocr=True).value == "±0,9"
    assert typed("+0,9", cosphi, ocr=True).repair
    assert typed("+0,9", cosphi).value == "+0,9"
    assert worded("Sole Mare S.r. 1.") == "Sole Mare S.r.l."
    assert worded("Sole Mare S.r.I.") == "Sole Mare S.r.l."
    assert worded("Sole Mare S.r.l.") == "Sole Mare S.r.l."
    assert repaired("MRTDNC72L046G315D", "codice_fiscale") in (None, "MRTDNC72L04G315D")
    assert repaired("RSSMRA80A010H501U", "codice_fiscale") == "RSSMRA80A01H501U"
