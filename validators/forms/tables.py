"""The protection settings of Allegato 2 as values: one ``Setting`` for each line of ``protection_settings.csv``."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

SPG, ABOVE, BELOW = "SPG", "SPI_GT_30KW", "SPI_LE_30KW"

#: How the tables are called in messages.
TABLE_NAMES = {SPG: "Tabella 1 SPG", ABOVE: "tabella SPI oltre 30 kW", BELOW: "tabella SPI fino a 30 kW"}


@dataclass(frozen=True, slots=True)
class Setting:
    """A reference line: ``threshold`` in ``unit`` (A, Hz, or a share of Vn, Vm, Vn/En), ``time_s`` in seconds.

    ``time_kind`` is exact, max or none; ``tolerance`` is a share (0.03). ``condition`` is ``(field, operator,
    value)`` when the line is an alternative that holds only then. Lines of one table and prefix are alternatives.
    """

    table: str
    function: str
    prefix: str
    threshold: float | None
    unit: str
    time_s: float | None
    time_kind: str
    tolerance: float
    condition: tuple[str, str, str] | None
    note: str
    source: str

    @property
    def has_reference(self) -> bool:
        """Whether Allegato 2 gives a value to compare with."""
        return self.threshold is not None


def _condition(note: str) -> tuple[str, str, str] | None:
    found = re.match(r"if ([\w.]+)(<=|>=|=|<|>)([\w.]+)", note)
    return (found[1], found[2], found[3]) if found else None


def _number(text: str) -> float | None:
    return float(text) if text else None


@cache
def load_settings(name: str) -> tuple[Setting, ...]:
    """Read a file of settings from this package's data."""
    text = files("validators.forms").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(
        Setting(
            table=row["table"],
            function=row["function"],
            prefix=row["field_prefix"],
            threshold=_number(row["threshold_value"]),
            unit=row["threshold_unit"],
            time_s=_number(row["time_s"]),
            time_kind=row["time_kind"],
            tolerance=(_number(row["tolerance_time_pct"]) or 0.0) / 100,
            condition=_condition(row["note"]),
            note=row["note"],
            source=row["source"],
        )
        for row in csv.DictReader(text.splitlines())
    )


def by_prefix(settings: Iterable[Setting], table: str) -> dict[str, tuple[Setting, ...]]:
    """Return the lines of one table, those with the same prefix (alternatives) together, in file order."""
    found: dict[str, tuple[Setting, ...]] = {}
    for setting in settings:
        if setting.table == table:
            found[setting.prefix] = (*found.get(setting.prefix, ()), setting)
    return found
