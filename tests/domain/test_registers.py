"""Rows of the registers: right ones become records, wrong ones name every wrong cell, and nothing is ever raised."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.documents import Sector
from domain.registers import ROME, CellError, LetterRecord, OperatorRecord, letter_record, operator_record

OPERATOR = {"codice": "acme", "denominazione": "ACME", "settore": "energia", "pec": "acme@pec.example.it"}
LETTER = {
    "operatore": "acme",
    "lettera": "L-P-25-0001234_01",
    "data_pubblicazione": "2025-03-03T10:00:13",
    "destinatario_principale": "SI",
}


def columns(found: object) -> list[str]:
    assert isinstance(found, tuple), found
    assert all(isinstance(e, CellError) and e.message for e in found)
    return [e.column for e in found]


def test_an_operator_is_read() -> None:
    assert operator_record(OPERATOR) == OperatorRecord("acme", "ACME", Sector.ENERGIA, "acme@pec.example.it")


def test_headers_may_be_written_large_and_with_spaces() -> None:
    assert isinstance(operator_record({f" {key.upper()} ": value for key, value in OPERATOR.items()}), OperatorRecord)


def test_all_wrong_cells_are_told_at_once() -> None:
    row = {"codice": "a/b", "denominazione": "", "settore": "gas", "pec": "nessuna"}
    assert columns(operator_record(row)) == ["codice", "denominazione", "settore", "pec"]


@pytest.mark.parametrize("code", ["..", "a/b", "-", "a b", "è", "x" * 65, "a\n"])
def test_a_code_that_could_be_a_path_is_refused(code: str) -> None:
    found = operator_record({**OPERATOR, "codice": code})
    assert columns(found) == ["codice"] if code != "a\n" else isinstance(found, OperatorRecord) and found.code == "a"


def test_a_letter_is_read_with_its_defaults() -> None:
    found = letter_record(LETTER)
    assert isinstance(found, LetterRecord)
    assert (found.letter, found.term_days, found.special_procedure, found.main_addressee) == (
        "L-P-25-0001234_01",
        20,
        False,
        True,
    )
    assert found.published_at == datetime(2025, 3, 3, 10, 0, 13, tzinfo=ROME)
    assert found.requests is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2025-03-03", datetime(2025, 3, 3, tzinfo=ROME)),
        ("03/03/2025", datetime(2025, 3, 3, tzinfo=ROME)),
        ("3/3/2025 10.05", datetime(2025, 3, 3, 10, 5, tzinfo=ROME)),
        ("03/03/2025 10:00:13", datetime(2025, 3, 3, 10, 0, 13, tzinfo=ROME)),
        ("2025-03-03T09:00:13+00:00", datetime(2025, 3, 3, 9, 0, 13, tzinfo=UTC)),
        (date(2025, 3, 3), datetime(2025, 3, 3, tzinfo=ROME)),
        (datetime(2025, 3, 3, 10, 0), datetime(2025, 3, 3, 10, tzinfo=ROME)),
    ],
)
def test_dates_as_people_and_programs_write_them(written: object, read: datetime) -> None:
    found = letter_record({**LETTER, "data_pubblicazione": written})
    assert isinstance(found, LetterRecord)
    assert found.published_at == read


@pytest.mark.parametrize("written", ["31/02/2025", "0001-01-01", "9999-12-31", "domani", "2025-13-01", "1/1/1999"])
def test_impossible_dates_name_their_column(written: str) -> None:
    assert columns(letter_record({**LETTER, "data_pubblicazione": written})) == ["data_pubblicazione"]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("lettera", "R-P-25-0001234"),
        ("lettera", "L-P-25-123"),
        ("destinatario_principale", "forse"),
        ("tipo_servizio", "Telefono"),
        ("giorni_risposta", "0"),
        ("giorni_risposta", "366"),
        ("giorni_risposta", "9" * 5000),
        ("giorni_risposta", "20 giorni"),
        ("procedura_speciale", "x"),
        ("denominazione_cliente", "Mario\x00Rossi"),
        ("denominazione_cliente", "Mario \ud800"),
        ("argomento", ["uno", "due"]),
    ],
)
def test_a_wrong_cell_names_its_column(column: str, value: object) -> None:
    assert columns(letter_record({**LETTER, column: value})) == [column]


def test_the_two_captions_of_a_double_service_are_one_value() -> None:
    found = letter_record({**LETTER, "tipo_servizio": "Dual-Fuel"})
    assert isinstance(found, LetterRecord)
    assert found.service == "Ele e Gas"


def test_requests_are_split_at_the_bar() -> None:
    found = letter_record({**LETTER, "richieste": " la data | | il contratto "})
    assert isinstance(found, LetterRecord)
    assert found.requests == ("la data", "il contratto")


CELL = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=40),
    st.text("0123456789/-:T+. ", max_size=25),
    st.dates(),
    st.datetimes(),
    st.lists(st.integers(), max_size=2),
)


@given(
    st.dictionaries(st.one_of(st.sampled_from([*OPERATOR, *LETTER, "giorni_risposta", "richieste"]), st.text()), CELL)
)
def test_no_row_ever_raises(cells: dict[str, object]) -> None:
    for read in (operator_record, letter_record):
        found = read(cells)
        if isinstance(found, tuple):
            assert found
            assert all(e.column and e.message for e in found)
        elif isinstance(found, LetterRecord):
            found.published_at.astimezone(UTC)
