"""Which voltage a cell of the Scheda means (TAR-03): per unit, secondary of a TV, low voltage or primary volts.

The cell has no fixed base, so the reference is turned into every base that the plant allows, in the order of the rule
book, and the first that fits says how the cell was read. Each candidate keeps its family, because all rows of one
form should be in the same.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from domain.units import SQRT3, LowVolts, PerUnit, PrimaryVolts, SecondaryVolts, VoltageRatio, phase
from validators.forms.look import Look
from validators.forms.numerals import Number, shown
from validators.forms.policy import FormPolicy
from validators.forms.ratios import read_ratio
from validators.forms.tables import Setting

CELL, TV, LOW, PRIMARY, GUESS = "p.u.", "secondario TV", "BT", "primario", "secondario presunto"
RATIOS, DDI_LEVEL = "allegato4.riduttori_spi", "allegato4.ddi.tensione"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a threshold: what the cell should show, its base family and its description (Italian).

    ``on_vn``: a 59V0 threshold taken on Vn where the table gives it on Vm.
    """

    expected: float
    family: str
    words: str
    on_vn: bool = False

    @property
    def shown(self) -> str:
        """The expected value with its unit."""
        unit = "" if self.family == CELL else " V"
        return f"{shown(self.expected, 4 if self.family == CELL else 2)}{unit}{' p.u.' if self.family == CELL else ''}"


@dataclass(frozen=True, slots=True)
class Plant:
    """What the voltage bases of a plant are: the TV of the SPI, with the winding of the open delta, and the LV side."""

    tvs: tuple[tuple[VoltageRatio, float], ...]
    low: tuple[LowVolts, ...]


def fits(value: float, expected: float, policy: FormPolicy, decimals: int | None = None) -> bool:
    """EQ-SET: within 0.5 %, or the reference rounded to the digits written when that stays within 1 %."""
    if abs(value - expected) <= policy.setting_share * abs(expected) + 1e-9:
        return True
    rounded = decimals is not None and math.isclose(value, round(expected, decimals), abs_tol=1e-9)
    return rounded and abs(value - expected) <= policy.rounded_share * abs(expected) + 1e-9


def decimals_of(text: str) -> int:
    """Return how many decimals a cell shows."""
    digits = text.strip().split(" ")[0].replace(".", ",")
    return len(digits.split(",")[1]) if digits.count(",") == 1 and digits.split(",")[1].isdigit() else 0


def plant_of(form: Look) -> Plant:
    """Read the voltage bases from Allegato 4."""
    tvs: list[tuple[VoltageRatio, float]] = []
    for n in form.case.rows(RATIOS):
        ratio = _ratio(form, f"{RATIOS}.{n}")
        if ratio is not None and ratio not in tvs:
            tvs.append(ratio)
    low: tuple[LowVolts, ...] = ()
    if form.rests_on(DDI_LEVEL) == "BT":
        given = (
            form.number(f"allegato4.generatori.{n}.tensione_nominale_v") for n in form.case.rows("allegato4.generatori")
        )
        low = tuple(LowVolts(v) for v in dict.fromkeys(given) if v) or (LowVolts(form.policy.low_volts),)
    return Plant(tuple(tvs), low)


def _ratio(form: Look, row: str) -> tuple[VoltageRatio, float] | None:
    one, two = form.text(f"{row}.rapporto"), form.text(f"{row}.rapporto_primario")
    parts = [r for r in (read_ratio(t) for t in (one, two) if t) if r is not None]
    for ratio in parts:
        if ratio.secondary:
            made = VoltageRatio(PrimaryVolts(ratio.primary), SecondaryVolts(ratio.secondary))
            return made, ratio.third or form.policy.delta_winding_v
    if len(parts) == 2 and parts[1].primary > parts[0].primary:
        # The secondary alone in «Rapporto», the primary in its own column.
        made = VoltageRatio(PrimaryVolts(parts[1].primary), SecondaryVolts(parts[0].primary))
        return made, form.policy.delta_winding_v
    return None


def readings(setting: Setting, number: Number, plant: Plant, policy: FormPolicy) -> Iterator[Reading]:
    """Yield the candidates for one cell, in the order in which they are tried."""
    share = PerUnit(setting.threshold or 0.0)
    unit = setting.unit.replace("/En", "")
    value = number.value
    if number.symbol == "%":
        yield Reading(share.percent.value, CELL, f"{shown(share.percent.value)} % di {unit}")
        return
    if number.symbol == "pu" or (value is not None and not number.unit and value <= policy.bare_pu_up_to):
        yield Reading(share.value, CELL, f"{shown(share.value)} {unit}")
        return
    line = share.of_primary(PrimaryVolts(policy.vn_volts))
    residual = setting.unit == "Vm"
    for ratio, winding in plant.tvs:
        yield from _secondary(line, ratio, winding, residual=residual, family=TV, policy=policy)
    for base in plant.low:
        yield from _low(share, base, residual=residual)
    if residual:
        yield Reading(line.value * SQRT3, PRIMARY, "Vm primaria, √3 Un")
    yield from _on_vn(Reading(line.value, PRIMARY, "volt primari, concatenata", on_vn=residual), residual, policy)
    if not residual:
        yield Reading(phase(line).value, PRIMARY, "volt primari, di fase")
    if not plant.tvs:
        a, b = policy.plausible_tv
        guess = VoltageRatio(PrimaryVolts(a), SecondaryVolts(b))
        yield from _secondary(line, guess, policy.delta_winding_v, residual=residual, family=GUESS, policy=policy)


def _on_vn(reading: Reading, residual: bool, policy: FormPolicy) -> Iterator[Reading]:
    if not residual or policy.residual_on_vn:
        yield reading


def _secondary(
    line: PrimaryVolts, ratio: VoltageRatio, winding: float, *, residual: bool, family: str, policy: FormPolicy
) -> Iterator[Reading]:
    name = f"TV {shown(ratio.primary.value)}/{shown(ratio.secondary.value)}"
    seen = ratio.to_secondary(line)
    if residual:
        delta = line.value * 3 * winding / ratio.primary.value
        yield Reading(delta, family, f"triangolo aperto, {name}")
        yield Reading(seen.value * SQRT3, family, f"calcolata nel relè, {name}")
        yield from _on_vn(Reading(seen.value, family, f"riferita a Vn, {name}", on_vn=True), residual, policy)
        return
    yield Reading(seen.value, family, f"concatenata al secondario, {name}")
    yield Reading(seen.value / SQRT3, family, f"di fase al secondario, {name}")


def _low(share: PerUnit, base: LowVolts, *, residual: bool) -> Iterator[Reading]:
    """Candidates of the low-voltage side; a 59V0 is taken on Vm or, as the rule book lists it, on the base itself."""
    volts = share.of_low(base)
    name = f"BT {shown(base.value)} V"
    if residual:
        yield Reading(volts.value * SQRT3, LOW, f"Vm, {name}")
    yield Reading(volts.value, LOW, f"concatenata, {name}")
    if not residual:
        yield Reading(volts.value / SQRT3, LOW, f"di fase, {name}")


def _candidates(form: Look, setting: Setting, number: Number) -> tuple[Reading, ...]:
    """Return the candidates; several rules ask for the same cell of a form, so the form remembers them."""
    plant = plant_of(form)
    bare = number.value is not None and not number.unit and number.value <= form.policy.bare_pu_up_to
    key = (setting.table, setting.prefix, setting.threshold, number.symbol, bare, plant)
    found: tuple[Reading, ...] | None = form.case.memo.get(key)
    if found is None:
        found = form.case.memo[key] = tuple(readings(setting, number, plant, form.policy))
    return found


def read_volts(form: Look, setting: Setting, number: Number) -> tuple[Reading | None, tuple[Reading, ...]]:
    """Return the first candidate that the cell fits, and all candidates."""
    candidates = _candidates(form, setting, number)
    value = number.bare[0] if number.symbol and number.bare else number.value
    if value is None:
        return None, candidates
    places = decimals_of(number.text or shown(value))
    exact = (c for c in candidates if not c.on_vn and fits(value, c.expected, form.policy, places))
    loose = (c for c in candidates if c.on_vn and fits(value, c.expected, form.policy, places))
    return next(exact, None) or next(loose, None), candidates
