import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.forms.numerals import digits, from_value, parse, shown
from validators.forms.ranges import parse_range, ranges_of
from validators.forms.ratios import read_ratio


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("0,5", (0.5,)), ("1.200,00", (1200.0,)), ("1,200.5", (1200.5,)), ("1.200.000", (1200000.0,)),
        ("1.200", (1.2, 1200.0)), ("0.150", (0.15,)), ("12.5", (12.5,)), ("1200", (1200.0,)), ("12 000", (12000.0,)),
        ("1200.125", (1200.125,)), ("-3,5", (-3.5,)),
    ],
)  # fmt: skip
def test_separators(text, readings):
    assert digits(text) == readings


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [("500 ms", "s", 0.5), ("10 kV", "V", 10000), ("1,2 MW", "kW", 1200), ("50,2 Hz", "Hz", 50.2), ("62", "kW", 62)],
)
def test_units_written_in_the_cell(text, unit, value):
    assert parse(text, unit).value == pytest.approx(value)


@pytest.mark.parametrize("text", ["sessanta", "variabile", "5 banane", "", "1,2,3.4.5", "12 kV"])
def test_what_is_not_a_number(text):
    assert parse(text, "A").value is None


def test_symbols_name_the_base():
    assert parse("85 %", "V").symbol == "%"
    assert parse("0,85 p.u.", "V").symbol == "pu"
    assert parse("110 %", "%Vn").symbol == ""


def test_the_text_counts_only_where_it_agrees_with_the_value():
    assert from_value(0.5, "500 ms", "s").readings == (0.5,)
    assert from_value(500, "500 ms", "s").readings == (0.5,)
    assert from_value(0.7, "500 ms", "s").readings == (0.7,)
    assert len(from_value(1200, "1.200", "kW").readings) == 2


@given(st.floats(min_value=0, max_value=1e7, allow_nan=False))
def test_shown_numbers_are_read_back(value):
    assert parse(shown(value), "kW").readings[-1] == pytest.approx(round(value, 4))


@given(st.text(max_size=20))
def test_no_text_breaks_the_readers(text):
    parse(text, "V")
    read_ratio(text)


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        (">0", 0.1, 0), (">=0", 0, -0.1), ("40..60", 60, 60.1), ("..10000", 10000, 10001), (">0 ..300", 300, 0),
        ("intero >=1", 2, 1.5), ("100..1000 9000..11000", 10000, 5000),
    ],
)  # fmt: skip
def test_ranges(text, inside, outside):
    found = parse_range(text)
    assert found.holds(inside)
    assert not found.holds(outside)
    assert str(found)


def test_ranges_of_fields():
    assert str(ranges_of("scheda.spi.81max_s1.regolazione").hard) == "da 40 a 60"
    assert ranges_of("scheda.spg.i1.tempo").hard is None
    assert ranges_of("allegato4.generatori.7.icc_in").usual is not None


@pytest.mark.parametrize(
    ("text", "a", "b"),
    [
        ("10000/100", 10000, 100), ("10000:√3/100:√3", 10000, 100), ("10.000/100 V", 10000, 100),
        ("10 kV / 0,1 kV", 10000, 100), ("100/5 A", 100, 5), ("10000 V", 10000, None),
    ],
)  # fmt: skip
def test_transformer_ratios(text, a, b):
    found = read_ratio(text)
    assert (found.primary, found.secondary) == (a, b)
