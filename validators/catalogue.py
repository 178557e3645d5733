"""Every rule of the house, found by walking the package."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import Any

import validators
from validators.rule import Rule


@cache
def all_rules() -> tuple[Rule[Any], ...]:
    """Return every rule in code order; two rules with one code are a bug and raise ``ValueError``."""
    found: dict[str, Rule[Any]] = {}
    for module in pkgutil.walk_packages(validators.__path__, "validators."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Rule) and found.setdefault(value.code, value) is not value:
                raise ValueError(f"two rules with the code {value.code}")
    return tuple(found[code] for code in sorted(found))


def rules_for(subject: str) -> tuple[Rule[Any], ...]:
    """Return the rules over one kind of subject, in code order."""
    return tuple(r for r in all_rules() if r.subject == subject)


def rules_under(code: str) -> tuple[Rule[Any], ...]:
    """Return the lettered parts of a rule (``X-02`` gives X-02a, X-02b ...), or the one rule with this very code."""
    wanted = code.upper()
    exact = find_rule(code)
    if exact is not None:
        return (exact,)
    return tuple(r for r in all_rules() if r.code[:-1].upper() == wanted and r.code[-1].islower())


def find_rule(code: str) -> Rule[Any] | None:
    """Return the rule with this code (upper or lower case), or None."""
    return next((r for r in all_rules() if r.code.upper() == code.upper()), None)
