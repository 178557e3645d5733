"""Short forms for writing rules over a form: the source, and a rule whose subject is a ``Look``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from domain.findings import Finding, Severity, Source
from validators.forms.look import Look
from validators.rule import Example, Rule, rule

RDE = "Regolamento di Esercizio MT"


def rde(article: str, note: str = "") -> Source:
    """Name a place of the Regolamento di Esercizio MT of S.EL.I.S. Lampedusa."""
    return Source(RDE, article, note)


def form_rule(
    code: str,
    title: str,
    *messages: str,
    source: Source,
    passing: tuple[Example, ...],
    failing: tuple[Example, ...],
    severity: Severity = Severity.BLOCKING,
    applies_to: str = "",
    since: date | None = None,
) -> Callable[[Callable[[Look], Iterator[Finding]]], Rule[Look]]:
    """Make a rule over a form: ``validators.rule.rule`` with the subject ``form`` and examples that are not optional."""
    return rule(
        code,
        title,
        subject="form",
        severity=severity,
        source=source,
        messages=messages,
        passing=passing,
        failing=failing,
        applies_to=applies_to,
        since=since,
    )


def ok(says: str, change: Mapping[str, Any] | None = None) -> tuple[Example, ...]:
    """One passing example; without a change it is the base case itself."""
    return (Example(change or {}, says),)


def ko(says: str, change: Mapping[str, Any]) -> tuple[Example, ...]:
    """One failing example."""
    return (Example(change, says),)


WARNING = Severity.WARNING
BLOCKING = Severity.BLOCKING
