"""RIC-01..RIC-03: the 14 filters, with SQLite as the judge of what LIKE means."""

import sqlite3
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.completeness import Label
from domain.letters import Stato
from domain.search import (
    CAPTIONS,
    ESCAPE,
    TEXT_FILTERS,
    LetterQuery,
    LetterRow,
    Like,
    Paging,
    SortKey,
    condition,
    fold,
    like_pattern,
    matches,
    parse_sort,
)

ROW = LetterRow(
    operatore="acme", lettera="L-P-20-0001234_01", risposta="R-P-20-0001234_01", destinatario_principale=True,
    id_caso="1234567", denominazione_cliente="Società Àncora S.p.A.", indirizzo_fornitura="Via Roma 1",
    utenza="POD:IT001E12345678", argomento="BONUS", sub_argomento="BONUS_GAS", nota="sconto 50%",
    pubblicazione=date(2025, 2, 18), completezza=Label.COMPLETE, tipo_pratica="RICHIESTA SUPPORTO PER BONUS",
    stato=Stato.RISPOSTA,
)  # fmt: skip


def test_there_are_fourteen_filters_with_the_captions_of_the_manual():
    assert len(CAPTIONS) == 14
    assert tuple(f.name for f in fields(LetterQuery))[:14] == tuple(CAPTIONS)
    assert len(TEXT_FILTERS) == 10


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, True),
        ({"lettera": ""}, True),
        ({"lettera": "L-P-20%"}, True),
        ({"lettera": "l-p-20-0001234_01"}, True),
        ({"lettera": "L-P-20-0001234_01.PDF"}, True),
        ({"lettera": "L-P-20"}, False),
        ({"lettera": "L-P-20-0001234X01"}, False),
        ({"lettera": "%_01"}, True),
        ({"lettera": "%X01"}, False),
        ({"lettera": "L-P-20-000123?_01"}, False),
        ({"lettera": "L-P-20.%"}, False),
        ({"risposta": "R-%"}, True),
        ({"destinatario_principale": True}, True),
        ({"destinatario_principale": False}, False),
        ({"id_caso": "1234567"}, True),
        ({"id_caso": "123456"}, False),
        ({"id_caso": "%345%"}, True),
        ({"denominazione_cliente": "società àncora s.P.A."}, True),
        ({"denominazione_cliente": "SOCIETÀ%"}, True),
        ({"denominazione_cliente": "societa%"}, False),
        ({"indirizzo_fornitura": "%roma%"}, True),
        ({"utenza": "POD:%"}, True),
        ({"argomento": "bonus"}, True),
        ({"sub_argomento": "BONUS_%"}, True),
        ({"sub_argomento": "BON_S%"}, False),
        ({"nota": "%50%"}, True),
        ({"pubblicazione_dal": date(2025, 2, 18), "pubblicazione_al": date(2025, 2, 18)}, True),
        ({"pubblicazione_dal": date(2025, 2, 19)}, False),
        ({"pubblicazione_al": date(2025, 2, 17)}, False),
        ({"completezza_risposta": Label.COMPLETE}, True),
        ({"completezza_risposta": Label.ASSENTE}, False),
        ({"tipo_pratica": "%BONUS"}, True),
        ({"operatore": "acme", "stato": Stato.RISPOSTA}, True),
        ({"operatore": "altro"}, False),
        ({"stato": Stato.OFFLINE}, False),
        ({"lettera": "L-P-20%", "id_caso": "9"}, False),  # AND
    ],
)
def test_filters(asked, found):
    assert matches(LetterQuery(**asked), ROW) is found


def test_an_unanswered_letter_has_no_reply_to_be_found():
    assert not matches(LetterQuery(risposta="%"), replace(ROW, risposta=None))


SMALL = st.text("aAbÀé%_\\.L-0 ", max_size=8)


@given(SMALL, SMALL)
def test_the_model_and_sqlite_agree(asked, value):
    wanted = condition("nota", asked)
    model = matches(LetterQuery(nota=asked), replace(ROW, nota=value))
    db = sqlite3.connect(":memory:")
    sql, args = "SELECT 1", ()
    if isinstance(wanted, Like):
        sql, args = "SELECT ? LIKE ? ESCAPE ?", (fold(value), wanted.pattern, ESCAPE)
        if wanted.low:
            sql, args = f"{sql} AND ? >= ? AND ? < ?", (*args, fold(value), wanted.low, fold(value), wanted.high)
    elif wanted is not None:
        sql, args = "SELECT ? = ?", (fold(value), wanted.text)
    (answer,) = db.execute(sql, args).fetchone()
    db.close()
    assert bool(answer) is model


def test_pattern_of_the_manual():
    assert like_pattern("L-P-20%") == "L-P-20%"
    assert like_pattern("a_b\\%", "\\") == "a\\_b\\\\%"
    assert condition("lettera", "L-P-20%") == Like("l-p-20%", "l-p-20", "l-p-20\U0010ffff")
    assert condition("lettera", "%20%") == Like("%20%")


def test_pages():
    page = Paging(page=2, page_size=10)
    assert page.offset == 10
    assert page.summary(57) == "Vista da 11 a 20 di 57 elementi"
    assert Paging().summary(1) == "Vista da 1 a 1 di 1 elementi"
    assert Paging().summary(0) == "Vista da 0 a 0 di 0 elementi"
    with pytest.raises(ValueError, match="page counts from 1"):
        Paging(page=0)


def test_sorting():
    assert parse_sort("scadenza") == (SortKey.SCADENZA, False)
    assert parse_sort("-data_pubblicazione") == (SortKey.DATA_PUBBLICAZIONE, True)
    with pytest.raises(ValueError, match="colonna 'prezzo' sconosciuta"):
        parse_sort("prezzo")
