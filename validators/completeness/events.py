"""What happens: a date is the date of a fact, and the date of sending is not that of receiving."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def _grammar() -> dict[str, re.Pattern[str]]:
    raw = json.loads((resources.files(__package__) / "data" / "events.json").read_text(encoding="utf-8"))["events"]
    return {name: re.compile("|".join(f"(?:{p})" for p in patterns)) for name, patterns in raw.items()}


@lru_cache(maxsize=32768)
def events(folded: str) -> frozenset[str]:
    """Kinds of facts that a folded text speaks of."""
    return frozenset(name for name, pattern in _grammar().items() if pattern.search(folded))


def agreement(asked: str, *said: str) -> float:
    """How a text agrees with an item on what happens: 1 the same, 0 nothing said, -1 something else only.

    ``said``: the clause first, then wider texts that are looked at while the narrower names no fact.
    """
    wanted = events(asked)
    if not wanted:
        return 0.0
    for text in said:
        found = events(text)
        if found:
            return 1.0 if found & wanted else -1.0
    return 0.0
