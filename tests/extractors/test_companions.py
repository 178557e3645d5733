"""Companion documents by their headings: each kind, what is read in it, and what is none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.companions import find_companions

TEXTS = {
    "REX-35": "DICHIARAZIONE DI CONFORMITÀ DELL'IMPIANTO ALLA REGOLA DELL'ARTE\n(D.M. 22 gennaio 2008 n. 37)\nImpianto fotovoltaico",
    "REX-36": "Dichiarazione di conformità dell'impianto alla regola dell'arte D.M. 37/2008\nImpianto di messa a terra di cabina",
    "REX-37": "DICHIARAZIONE DEL COSTRUTTORE\nAllegato C alla norma CEI 0-16\nSistema di protezione generale",
    "REX-38": "DICHIARAZIONE DI CONFORMITÀ DEL COSTRUTTORE\nAllegato E CEI 0-16\nSistema di protezione di interfaccia",
    "REX-39": "Dichiarazione di conformità alla norma CEI 0-16\nInverter trifase\nMarca: Elios",
    "REX-40": "RAPPORTO DI PROVA\nSistema di protezione di interfaccia provato con cassetta prova relè",
    "allegato1": "SCHEMA ELETTRICO UNIFILARE\nImpianto FV Pietranera",
}


@pytest.mark.parametrize("item", TEXTS)
def test_each_kind_is_known_by_its_heading(item: str) -> None:
    assert [paper.item for paper in find_companions([TEXTS[item]])] == [item]


def test_what_is_read_in_a_test_report() -> None:
    text = (
        "RAPPORTO DI PROVA\nProtezione di interfaccia SPI\nPOD: IT001E12345678\nMarca: Releco\nModello: RI16\n"
        "Matricola: 77120\nData della prova: 12/03/2026\nProva eseguita da: Giulia Neri\nCertificato del 01/01/2020"
    )
    (paper,) = find_companions([text], "prova.pdf")
    said = (paper.pod, paper.make, paper.model, paper.serial, paper.signer, paper.day, paper.name)
    assert said == (
        "IT001E12345678", "Releco", "RI16", "77120", "Giulia Neri", date(2026, 3, 12), "prova.pdf",
    )  # fmt: skip


def test_two_documents_in_one_file_and_a_second_page_of_the_first() -> None:
    found = find_companions([TEXTS["REX-38"], "TV associati e firme", TEXTS["REX-40"]])
    assert [(p.item, p.page) for p in found] == [("REX-38", 1), ("REX-40", 3)]


def test_the_pages_of_the_form_are_no_companions() -> None:
    assert find_companions(["Regolamento di Esercizio in parallelo\nAllegati: dichiarazione di conformità"]) == ()
    assert find_companions([TEXTS["REX-40"]], skip=lambda _page: True) == ()


@given(st.lists(st.text(max_size=300), max_size=5))
def test_any_text_gives_an_answer(pages: list[str]) -> None:
    assert all(1 <= paper.page <= len(pages) for paper in find_companions(pages))
