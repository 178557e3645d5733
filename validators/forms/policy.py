"""Thresholds, lists, editions and tables of the judging of forms: dated data, as one frozen value.

Everything that the rule book marks (A) is a field here, so that a grid operator can change it, and so that a form
can be judged with the values of another day (``as_of``) or with values that are only tried (``with_overrides``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from domain.findings import Severity
from validators.forms.tables import Setting, by_prefix, load_settings


@dataclass(frozen=True)
class FormPolicy:
    """What the rules over a form take as given; meaning and source of each field: ``data/policy.toml``.

    ``rules_at`` is the day of which the values are, and for which rules are in force. Lengths in mm, powers in kW (``backup_kva`` kVA), times in s, shares as fractions (0.005 = 0.5 %).
    """

    confidence: float
    vn_volts: float
    kw_slack: float
    setting_share: float
    rounded_share: float
    hz_slack: float
    boundary_kw: float
    sum_share: float
    sum_slack_kw: float
    remote_trip_kw: float
    cci_check: bool
    cci_new_from: date
    cci_deadlines: tuple[tuple[float, float, date], ...]
    backup_kva: float
    backup_watch_kw: float
    ddi_delay_mt_s: float
    ddi_delay_bt_s: float
    ddi_total_share: float
    dg_opening_s: float
    mv_cable_m: float
    bare_pu_up_to: float
    low_volts: float
    plausible_tv: tuple[float, float]
    residual_on_vn: bool
    delta_winding_v: float
    tv_primary_v: tuple[float, float]
    similar: float
    ages: tuple[int, int]
    served: tuple[str, str]
    distributor: str
    mailboxes: tuple[str, ...]
    pec_marks: tuple[str, ...]
    operator_pec: tuple[str, ...]
    a3_mm: tuple[float, float]
    a3_slack_mm: float
    power_increase_kw: float
    visual_check_years: int
    relay_test_years: int
    reminder_days: int
    cei_0_16: str
    cei_0_21: str
    scheda_pages: int
    settings_file: str
    rules_at: date | None = None
    settings: tuple[Setting, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))
    off: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Group the settings by table once: the rules ask for them row by row."""
        rows = self.settings or load_settings(self.settings_file)
        object.__setattr__(self, "settings", rows)
        object.__setattr__(self, "_tables", {t: by_prefix(rows, t) for t in {s.table for s in rows}})

    def table(self, name: str) -> Mapping[str, tuple[Setting, ...]]:
        """Return the lines of one table of Allegato 2 by field prefix."""
        tables: dict[str, dict[str, tuple[Setting, ...]]] = self._tables  # type: ignore[attr-defined] # set above
        return tables[name]

    @classmethod
    def as_of(cls, day: date) -> FormPolicy:
        """Return the values in force on ``day``."""
        return _as_of(day)

    def with_overrides(self, changes: Mapping[str, Any]) -> FormPolicy:
        """Return a policy in which the named values are others, to try what they would change.

        Keys: any field of the class; ``severities`` maps codes to ``blocking`` or ``warning``; ``off`` lists codes
        not to be applied; ``protections`` maps ``TABLE.prefix`` (``SPI_GT_30KW.scheda.spi.59s2``) to the fields of
        ``Setting`` that change. An unknown key or value is a ``ValueError`` with an Italian message.
        """
        plain = {k: v for k, v in changes.items() if k not in {"severities", "off", "protections"}}
        unknown = sorted(set(plain) - {f.name for f in fields(self)} | ({"settings"} & set(plain)))
        if unknown:
            raise ValueError(f"Valori sconosciuti: {', '.join(unknown)}.")
        values = {k: _coerced(k, v, getattr(self, k)) for k, v in plain.items()}
        if "settings_file" in plain:
            values["settings"] = ()
        made = replace(self, **values)
        try:
            graver = {str(c): Severity(s) for c, s in dict(changes.get("severities", {})).items()}
        except ValueError as wrong:
            raise ValueError(f"Severità sconosciuta ({wrong}); ammesse blocking e warning.") from wrong
        rows = _changed(made.settings, changes.get("protections", {}))
        return replace(
            made,
            settings=rows,
            severities=MappingProxyType({**self.severities, **graver}),
            off=self.off | frozenset(changes.get("off", ())),
        )


def _coerced(name: str, value: Any, now: Any) -> Any:
    """Give an override the type of the value that it replaces; lists of TOML become tuples."""
    value = _frozen(value)
    if isinstance(now, float) and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not type(now):
        raise ValueError(f"{name}: atteso un valore come {now!r}, trovato {value!r}.")
    return value


def _changed(rows: tuple[Setting, ...], changes: Mapping[str, Mapping[str, Any]]) -> tuple[Setting, ...]:
    known = {f"{s.table}.{s.prefix}" for s in rows}
    if unknown := sorted(set(changes) - known):
        raise ValueError(f"Righe sconosciute nelle tabelle delle protezioni: {', '.join(unknown)}.")
    allowed = {"threshold", "time_s", "time_kind", "tolerance"}
    for key, change in changes.items():
        if wrong := sorted(set(change) - allowed):
            raise ValueError(f"{key}: non si possono cambiare {', '.join(wrong)}.")
    return tuple(replace(s, **changes.get(f"{s.table}.{s.prefix}", {})) for s in rows)


def _frozen(value: Any) -> Any:
    return tuple(_frozen(v) for v in value) if isinstance(value, list) else value


@cache
def entries() -> tuple[Mapping[str, Any], ...]:
    """Return every dated value of ``policy.toml``: nome, valore, dal, fonte."""
    text = files("validators.forms").joinpath("data", "policy.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["voce"])


@cache
def _as_of(day: date) -> FormPolicy:
    chosen: dict[str, Any] = {}
    for entry in sorted(entries(), key=lambda e: e["dal"]):
        if entry["dal"] <= day or entry["nome"] not in chosen:
            chosen[entry["nome"]] = _frozen(entry["valore"])
    return FormPolicy(rules_at=day, **chosen)
