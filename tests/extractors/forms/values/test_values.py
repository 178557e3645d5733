"""Typed values: Italian numbers, dates, codes with check characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.forms import FieldSpec
from extractors.forms.values.values import parse_number, typed


def spec(kind: str, unit: str = "", options: tuple[str, ...] = ()) -> FieldSpec:
    return FieldSpec("x", "", "", kind, unit, options)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [("359,1", "kW", 359.1), ("1.140,00", "kW", 1140), ("500 msec", "s", 0.5), ("2 MW", "kW", 2000), ("12,5 kVAr", "kVAr", 12.5), ("1560", "kW", 1560)],
)  # fmt: skip
def test_numbers_come_in_the_unit_of_the_catalogue(text, unit, value):
    read = typed(text, spec("number", unit))
    assert read.value == value
    assert read.confidence >= 0.8


def test_a_point_that_may_mean_two_things_goes_to_review():
    read = typed("1.200", spec("number", "kW"))
    assert read.value == 1200
    assert read.confidence < 0.8


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_italian_writing_and_reading_agree(whole, cents):
    text = f"{whole:,}".replace(",", ".") + f",{cents:02d}"
    assert parse_number(text) == (pytest.approx(whole + cents / 100), True)


@pytest.mark.parametrize(
    "text", ["03/05/2026", "3-5-2026", "03.05.2026", "2026-05-03", "3 maggio 2026", "03 / 05 / 2026", "03052026"]
)
def test_dates_in_every_hand(text):
    assert typed(text, spec("date")).value == "2026-05-03"


def test_an_impossible_date_stays_as_written_and_is_doubtful():
    read = typed("31/02/2026", spec("date"))
    assert read.value == "31/02/2026"
    assert read.confidence < 0.8


def test_check_characters_decide_how_sure_a_code_is():
    assert typed("RSSGTN87P25C351Z", spec("codice_fiscale")).confidence >= 0.99
    assert typed("rss gtn 87p25 c351z", spec("codice_fiscale")).value == "RSSGTN87P25C351Z"
    assert typed("03620850820", spec("partita_iva")).confidence >= 0.99


def test_a_province_ends_before_the_full_stop():
    assert typed("UD.", spec("provincia")).value == "UD"


def test_a_pod_ends_with_its_word():
    assert typed("IT187E95212195 e registrato presso Terna", spec("pod")).value == "IT187E95212195"
    assert typed("IT 187 E 95212195", spec("pod")).value == "IT187E95212195"


def test_ocr_is_repaired_only_where_the_check_agrees():
    read = typed("RSSGTN87P2SC351Z", spec("codice_fiscale"), ocr=True)
    assert read.value == "RSSGTN87P25C351Z"
    assert read.repair
    assert typed("RSSGTN87P25C351Z".replace("87", "88"), spec("codice_fiscale"), ocr=True).confidence < 0.8
    assert typed("1T001E12345678", spec("pod"), ocr=True).value == "IT001E12345678"
    assert typed("RSSGTN87P2SC351Z", spec("codice_fiscale")).repair is None


@pytest.mark.parametrize("text", ["AG", "Roma", "Reggio nell'Emilia", "Forlì-Cesena", "La Spezia", "(RM)"])
def test_a_province_may_be_a_name_of_several_words(text):
    assert typed(text, spec("provincia")).confidence >= 0.8


def test_an_answer_in_words_is_an_option():
    assert typed("Si", spec("bool", options=("SI", "NO"))).value == "SI"
    assert typed("forse", spec("bool", options=("SI", "NO"))).value is None


@given(
    st.text(max_size=40),
    st.sampled_from(
        ["number", "date", "codice_fiscale", "partita_iva", "pod", "cap", "pec", "phone", "provincia", "text"]
    ),
)
def test_no_text_breaks_the_reader(text, kind):
    read = typed(text, spec(kind), ocr=True)
    assert 0 <= read.confidence <= 1


@pytest.mark.parametrize(
    ("kind", "text", "sure"),
    [
        ("pod", "TI001E72482984", True),
        ("pod", "IT001E7248", True),
        ("pod", "FR001E72482984", True),
        ("pod", "RSSMRA80A01H501U", False),
        ("pod", "03331234567", False),
        ("pod", "Cabina Nord", False),
        ("pod", "ITALIA", False),
        ("censimp", "1M_0123456", True),
        ("censimp", "Via Roma 12", False),
        ("cap", "0018A", True),
        ("cap", "Roma", False),
        ("pec", "ditta@pec", True),
        ("pec", "via Roma 1", False),
    ],
)
def test_a_slip_in_a_code_is_judged_and_words_of_another_place_are_doubted(kind, text, sure):
    """A malformed POD must be refused for what it is; a name read in its place must go to a person."""
    assert (typed(text, spec(kind)).confidence >= 0.8) is sure
