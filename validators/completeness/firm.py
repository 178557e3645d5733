"""Which aspects of an item must be met: not those under a condition, nor those that a "no" to the first makes idle."""

from __future__ import annotations

import re
from collections.abc import Sequence

from validators.completeness import cues
from validators.completeness.expectations import Aspect, Kind
from validators.completeness.lexicon import coverage
from validators.completeness.search import Found

_DENIED = re.compile(r"\b(?:respint|rigettat|negat|rifiutat|esclus|non accolt)[aoei]\b")
_OTHERWISE = re.compile(
    r"\b(?:in caso (?:contrario|negativo|di diniego)|altrimenti|in difetto|se (?:negativ|respint|non)\w*)\b"
)
_RELATED = 0.25  # how much a denial must be about the first aspect
Met = list[tuple[Aspect, Found]]


def must_be_met(aspects: Sequence[Aspect], per_aspect: Sequence[Found]) -> Met:
    """List the aspects that an answer must meet, each with what was found for it; at least one."""
    everything = list(zip(aspects, per_aspect, strict=True))
    pairs = [(a, f) for a, f in everything if not a.conditional]
    if len(pairs) > 1 and pairs[0][0].kind is Kind.YES_NO:
        clause = pairs[0][1].clause
        if _DENIED.search(clause) or (cues.has("negative", clause) and coverage(pairs[0][0].text, clause) > _RELATED):
            return pairs[:1] + _in_that_case(everything)
    return pairs or everything[:1]


def _in_that_case(everything: Met) -> Met:
    """List the aspect that is wanted when the first is denied: ``e, in caso contrario, le ragioni``."""
    return [(a, f) for a, f in everything[1:] if a.conditional and _OTHERWISE.search(a.text)][:1]
