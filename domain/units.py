"""Quantities of the protection settings, as types that cannot be mixed.

A number alone does not tell whether 110 means volts on the secondary side of a transformer, per cent of Vn
or amperes. Each class here holds one kind of quantity; comparing or adding two kinds is a ``TypeError``, and the
only way from one to another is a method that names what it needs (the base voltage, the transformer ratio).
Prefixes (kV, ms, MW) are turned into the unit of the field catalogue by ``pint``, once for each pair of units.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Any, Self

SQRT3 = math.sqrt(3)


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """A value in the one unit of its class; order is defined inside the same class only."""

    value: float

    def __add__(self, other: Self) -> Self:
        """Sum of two quantities of the same kind."""
        if type(other) is not type(self):
            return NotImplemented
        return type(self)(self.value + other.value)

    def times(self, factor: float) -> Self:
        """Return the same kind of quantity, ``factor`` times as large."""
        return type(self)(self.value * factor)

    def near(self, other: Self, share: float = 0.0, slack: float = 0.0) -> bool:
        """Tell whether the two differ by at most ``share`` of ``other`` plus ``slack`` (limits included)."""
        if type(other) is not type(self):
            raise TypeError(f"{type(self).__name__} is not comparable with {type(other).__name__}")
        return abs(self.value - other.value) <= share * abs(other.value) + slack + 1e-9


class Seconds(Quantity):
    """Time, s."""


class PrimaryVolts(Quantity):
    """Voltage on the network side of the transformers, V."""


class SecondaryVolts(Quantity):
    """Voltage at the relay's terminals, behind a voltage transformer, V."""


class LowVolts(Quantity):
    """Voltage of the low-voltage side of the plant (400 V), measured directly, V."""


class PerUnit(Quantity):
    """Voltage as a share of a base (Vn, En or Vm)."""

    def of_primary(self, base: PrimaryVolts) -> PrimaryVolts:
        """Volts on the network side for this share of ``base``."""
        return base.times(self.value)

    def of_low(self, base: LowVolts) -> LowVolts:
        """Volts on the low-voltage side for this share of ``base``."""
        return base.times(self.value)

    @property
    def percent(self) -> PercentOfVn:
        """The same share in per cent."""
        return PercentOfVn(self.value * 100)


class PercentOfVn(Quantity):
    """Voltage in per cent of the rated voltage."""


@dataclass(frozen=True, slots=True)
class VoltageRatio:
    """A voltage transformer: volts on the network side and at the relay (√3 on both sides cancels)."""

    primary: PrimaryVolts
    secondary: SecondaryVolts

    def to_secondary(self, volts: PrimaryVolts) -> SecondaryVolts:
        """Return what the relay sees of ``volts``."""
        return SecondaryVolts(volts.value * self.secondary.value / self.primary.value)


def phase(volts: PrimaryVolts) -> PrimaryVolts:
    """Phase-to-earth voltage of a line-to-line one (V / √3)."""
    return volts.times(1 / SQRT3)


#: How people write units, and pint's name for each.
WRITTEN = {
    "v": "volt", "kv": "kilovolt", "mv": "millivolt", "a": "ampere", "ka": "kiloampere", "ma": "milliampere",
    "s": "second", "sec": "second", "secondi": "second", '"': "second", "”": "second", "″": "second", "ms": "millisecond", "msec": "millisecond",
    "min": "minute", "hz": "hertz", "khz": "kilohertz", "w": "watt", "kw": "kilowatt", "mw": "megawatt",
    "wp": "watt", "kwp": "kilowatt", "mwp": "megawatt", "va": "volt_ampere", "kva": "kilovolt_ampere",
    "mva": "megavolt_ampere", "var": "volt_ampere", "kvar": "kilovolt_ampere", "mvar": "megavolt_ampere",
    "wh": "watt_hour", "kwh": "kilowatt_hour", "mwh": "megawatt_hour", "h": "henry", "mh": "millihenry",
}  # fmt: skip


@cache
def factor(written: str, unit: str) -> float | None:
    """Return how many ``unit`` one ``written`` unit is (``ms``, ``s`` gives 0.001), or None when they do not fit.

    Units are compared without case, as people write ``KW`` and ``Kv``.
    """
    here, there = WRITTEN.get(written.lower().strip(" .")), WRITTEN.get(unit.lower().strip(" ."))
    if here is None or there is None:
        return None
    if here == there:
        return 1.0
    quantity = _registry().Quantity(1.0, here)
    return float(quantity.to(there).magnitude) if quantity.is_compatible_with(there) else None


@cache
def _registry() -> Any:
    import pint  # noqa: PLC0415 - half a second of start-up that only a written prefix needs

    return pint.UnitRegistry()
