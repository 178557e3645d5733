"""Comparison of one row of the Scheda with its reference in Allegato 2: threshold and time of the same alternative."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass

from domain.units import Seconds
from validators.forms.conditions import no_spg_data, spi_table
from validators.forms.look import Look
from validators.forms.numerals import Number, shown
from validators.forms.policy import FormPolicy
from validators.forms.tables import SPG, Setting
from validators.forms.volts import decimals_of, fits, read_volts

OPERATORS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
VOLTS = frozenset({"Vn", "Vm", "Vn/En"})


def spi_table_of(form: Look) -> str | None:
    """Return the SPI table that applies; a Scheda alone does not tell the power, so it is asked outside the form."""
    table = spi_table(form)
    if table is None and form.case.scheda_alone:
        form.needs("la potenza nominale dell'impianto")
    return table


def spg_due(form: Look) -> bool:
    """Tell whether the SPG rows are compared (TAR-11); of a Scheda alone only if something is written there."""
    if form.case.scheda_alone and not any(f.startswith("scheda.spg.") for f in form.case.filled_ids):
        form.needs("lo stato del SPG, che è nell'Addendum")
        return False
    return not no_spg_data(form)


def tables_of(form: Look) -> tuple[tuple[Look, str], ...]:
    """Return the tables whose rows are compared, each with the look on which that rests (rows open theirs below it)."""
    spg, spi = form.apart(), form.apart()
    found = ((spg, SPG),) if spg_due(spg) else ()
    table = spi_table_of(spi)
    return (*found, (spi, table)) if table else found


def holds(form: Look, setting: Setting) -> bool:
    """Tell whether an alternative is allowed on this plant (``if <id><operator><value>`` of its note)."""
    if setting.condition is None:
        return True
    field, sign, value = setting.condition
    if sign == "=":
        return form.text(field) == value
    number = form.number(field)
    return number is not None and OPERATORS[sign](number, float(value))


def active(form: Look, prefix: str) -> bool:
    """Tell whether a row is implemented and active."""
    return form.text(f"{prefix}.implementata") == "SI" and form.text(f"{prefix}.attivazione") == "SI"


def time_fits(seconds: float, setting: Setting) -> bool:
    """EQ-TIME."""
    if setting.time_s is None or setting.time_kind == "none":
        return True
    reference = Seconds(setting.time_s)
    if setting.time_kind == "max":
        no_delay = setting.condition is not None and setting.condition[1] in OPERATORS
        return (seconds > 0 or (no_delay and seconds == 0)) and seconds <= setting.time_s * (
            1 + setting.tolerance
        ) + 1e-9
    return Seconds(seconds).near(reference, share=setting.tolerance)


@dataclass(frozen=True, slots=True)
class Verified:
    """How a threshold compares with one alternative: right or not, what is expected and how the cell was read."""

    right: bool
    expected: str
    words: str
    tolerance: str


def threshold(form: Look, setting: Setting, number: Number) -> Verified:
    """Compare a threshold with its reference, volts by TAR-03, amperes by EQ-SET, hertz by EQ-HZ."""
    policy, reference = form.policy, setting.threshold or 0.0
    value = number.value
    if setting.unit in VOLTS:
        reading, candidates = read_volts(form, setting, number)
        if reading is not None:
            return Verified(True, reading.shown, reading.words, percent(policy.setting_share))
        likely = next((c for c in candidates if c.family == usual_family(form)), candidates[0])
        return Verified(False, likely.shown, likely.words, percent(policy.setting_share))
    if setting.unit == "Hz":
        right = value is not None and abs(value - reference) <= policy.hz_slack + 1e-9
        return Verified(right, f"{shown(reference)} Hz", "Hz", f"{shown(policy.hz_slack)} Hz")
    right = value is not None and fits(value, reference, policy, decimals_of(number.text))
    return Verified(right, f"{shown(reference)} A", "ampere al primario", percent(policy.setting_share))


def percent(share: float) -> str:
    """Write a share as a tolerance."""
    return f"± {shown(share * 100)} %"


def usual_family(form: Look) -> str:
    """Return the base in which the other volt rows of the form are written: the first that fits its reference."""
    probe = form.apart()
    table = spi_table(probe)
    for prefix, lines in form.policy.table(table).items() if table else ():
        number = probe.reading(f"{prefix}.regolazione") if lines[0].unit in VOLTS else None
        if number is not None and lines[0].threshold is not None:
            found, _ = read_volts(probe, lines[0], number)
            if found is not None:
                return found.family
    return ""


def expected_time(setting: Setting) -> str:
    """Return the reference time as messages show it."""
    text = f"{shown(setting.time_s or 0)} s"
    return f"al massimo {text}" if setting.time_kind == "max" else text


def fits_table(form: Look, policy: FormPolicy, table: str, prefix: str) -> bool | None:
    """Tell whether threshold and time of a row fit one alternative of a table together; None when a cell is no value."""
    number, time = form.reading(f"{prefix}.regolazione"), form.reading(f"{prefix}.tempo")
    if number is None or time is None or number.value is None or time.value is None:
        return None
    seconds = time.value
    return any(
        threshold(form, s, number).right and time_fits(seconds, s)
        for s in policy.table(table).get(prefix, ())
        if s.threshold is not None and holds(form, s)
    )
