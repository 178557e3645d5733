"""The base case of the examples, and how an example's change is applied to it.

Keys of ``Example.change``: a field id (its value; None = blank), a pattern with ``*`` (every catalogue id that fits),
or one of these: ``@absent`` (ids whose place was not found), ``@confidence``, ``@source`` and ``@written`` (by id),
``@missing_pages``, ``@only`` (beginning of the ids that stay), ``@day``, ``@policy`` (overrides of ``FormPolicy``),
``@documents`` and ``@facts``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from domain.findings import Finding
from domain.forms import FieldValue, Reading, Value
from validators.forms import labels
from validators.forms.facts import NOTHING
from validators.forms.judge import judge_form
from validators.forms.policy import FormPolicy
from validators.rule import Example

#: Reference day of the examples.
DAY = date(2026, 4, 1)


@cache
def base_case() -> Mapping[str, Value]:
    """Return the values of the base case by field id, None = on the form and blank."""
    text = files("validators.forms").joinpath("data", "base_case.toml").read_text(encoding="utf-8")
    filled = tomllib.loads(text)
    return MappingProxyType({field: filled.get(field) for field in labels.specs()})


def a_reading(change: Mapping[str, Any] | None = None) -> Reading:
    """Return the base case as read, with a change."""
    change = change or {}
    values: dict[str, Value] = dict(base_case())
    if "@only" in change:
        values = {k: v for k, v in values.items() if k.startswith(change["@only"])}
    for key, value in change.items():
        if "*" in key:
            values |= {k: value for k in values if fnmatchcase(k, key)}
        elif not key.startswith("@"):
            values[key] = value
    doubts, written, sources = (change.get(key, {}) for key in ("@confidence", "@written", "@source"))
    fields = {
        k: FieldValue(v, doubts.get(k, 1.0), page=1, source=sources.get(k, "text"), written=written.get(k))
        for k, v in values.items()
        if k not in change.get("@absent", ())
    }
    pages = 4 if "@only" in change else 21
    return Reading(labels.FORM, pages, MappingProxyType(fields), tuple(change.get("@missing_pages", ())))


def judge_example(example: Example) -> tuple[Finding, ...]:
    """Judge the base case with the example's change."""
    change = example.change
    day = change.get("@day", DAY)
    policy = FormPolicy.as_of(day).with_overrides(change.get("@policy", {}))
    return judge_form(
        a_reading(change),
        day=day,
        policy=policy,
        documents=tuple(change.get("@documents", ())),
        facts=replace(NOTHING, **change.get("@facts", {})),
    )
