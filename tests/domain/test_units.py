import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.units import (
    PerUnit,
    PrimaryVolts,
    SecondaryVolts,
    Seconds,
    VoltageRatio,
    factor,
    phase,
)

VN = PrimaryVolts(10000)
TV = VoltageRatio(PrimaryVolts(10000), SecondaryVolts(100))
positive = st.floats(min_value=1e-3, max_value=1e6, allow_nan=False)


def test_kinds_cannot_be_mixed():
    with pytest.raises(TypeError):
        PrimaryVolts(110) < SecondaryVolts(110)  # noqa: B015 - the comparison itself must fail
    with pytest.raises(TypeError):
        Seconds(1) + SecondaryVolts(1)
    with pytest.raises(TypeError):
        PrimaryVolts(1).near(SecondaryVolts(1))
    assert PrimaryVolts(110) != SecondaryVolts(110)


@pytest.mark.parametrize(
    ("share", "primary", "per_phase", "secondary"),
    [(0.15, 1500, 866.0, 15), (0.85, 8500, 4907.5, 85), (1.10, 11000, 6350.9, 110), (1.20, 12000, 6928.2, 120)],
)
def test_worked_values_of_the_rule_book(share, primary, per_phase, secondary):
    volts = PerUnit(share).of_primary(VN)
    assert volts.value == pytest.approx(primary)
    assert phase(volts).value == pytest.approx(per_phase, abs=0.05)
    assert TV.to_secondary(volts).value == pytest.approx(secondary)


@pytest.mark.parametrize(
    ("written", "unit", "times"),
    [("ms", "s", 0.001), ("kV", "V", 1000), ("MW", "kW", 1000), ("W", "kW", 0.001), ("kHz", "Hz", 1000), ("V", "V", 1)],
)
def test_written_units_become_those_of_the_catalogue(written, unit, times):
    assert factor(written, unit) == pytest.approx(times)


def test_units_that_do_not_fit_have_no_factor():
    assert factor("kV", "A") is None
    assert factor("banane", "kW") is None


@given(st.sampled_from([("ms", "s"), ("kV", "V"), ("MW", "kW"), ("kA", "A"), ("MWh", "kWh")]), positive)
def test_conversion_there_and_back(units, value):
    there, back = factor(*units), factor(*reversed(units))
    assert value * there * back == pytest.approx(value)


def test_near_includes_its_limits():
    assert Seconds(1.545).near(Seconds(1.5), share=0.03)
    assert not Seconds(1.56).near(Seconds(1.5), share=0.03)
    assert Seconds(50.25).near(Seconds(50.2), slack=0.05)
