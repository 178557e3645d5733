"""What an aspect is about once the words for the kind of datum are taken away: ``the date of *acceptance*``."""

from __future__ import annotations

from functools import lru_cache

from validators.completeness.lexicon import concepts_of, content, signature, stem
from validators.completeness.segment import Unit
from validators.completeness.text import words_of

_LONGEST = 2  # words: the noun and what it is of


@lru_cache(maxsize=4096)
def focus(folded: str) -> tuple[str, ...]:
    """First content words of an aspect that do not merely name a kind of datum."""
    return tuple(w for w in content(folded) if stem(w) not in words_of("kinds"))[:_LONGEST]


@lru_cache(maxsize=65536)
def held(wanted: tuple[str, ...], said: str) -> float:
    """Share (0..1) of the words of a focus that a folded text holds, by stem or by concept."""
    stems, named = signature(said)
    found = sum(1.0 if stem(w) in stems else 0.8 * bool(concepts_of(w) & named) for w in wanted)
    return found / len(wanted)


def focused(aspect: str, request: str, clause: str, unit: Unit | None, before: Unit | None) -> float:
    """How surely (0..1) a clause speaks of what the aspect is about; its unit and the unit before count less.

    0.5 when neither the aspect nor its item names anything but kinds of data.
    """
    wanted = focus(aspect) or focus(request)
    if unit is None:
        return 0.0
    if not wanted:
        return 0.5
    near = held(wanted, before.folded) if before is not None else 0.0
    return max(held(wanted, clause), 0.85 * held(wanted, unit.folded), 0.6 * near)
