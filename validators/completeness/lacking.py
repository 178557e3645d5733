"""Signs that a datum is lacking although a sentence with the words of the question was found."""

from __future__ import annotations

import re
from collections.abc import Sequence

from validators.completeness import cues
from validators.completeness.clauses import clauses
from validators.completeness.events import events
from validators.completeness.expectations import Aspect, Kind
from validators.completeness.focus import held
from validators.completeness.lexicon import content
from validators.completeness.search import FACTS, Found
from validators.completeness.text import DAY, NUMBER

#: Kinds whose answer is a date, a number or a code.
FACTUAL = frozenset({Kind.DATE, Kind.TERM, Kind.PERIOD, Kind.AMOUNT, Kind.VALUE, Kind.CODE})
#: Fitness (0..1) from which a datum counts as given.
GIVEN = 0.6
#: What is sent to the operator is received by it.
_TO_US = re.compile(r"\bci (?:e|era|ha|hanno|sono|fu|veniva) ")
_EARLIER = frozenset({"redigere", "inviare"})  # before receiving


def evasive(aspect: Aspect, found: Found) -> float:
    """Tell (1.0) whether the clause says that there is a datum, by rule or elsewhere, and does not give it."""
    if found.unit is None or not (cues.has("evasive", found.clause) or cues.has("evasive", found.unit.folded)):
        return 0.0
    if aspect.kind in FACTUAL:
        return float(found.meets < GIVEN)
    return 1.0 if cues.has("evasive", found.clause) else 0.5


def misdated(aspect: Aspect, found: Found) -> bool:
    """Tell whether the date is only that of drawing up or of sending, where that of receiving is asked."""
    if aspect.kind is not Kind.DATE or found.unit is None or "ricevere" not in events(aspect.text):
        return False
    if _TO_US.search(found.clause) or any(
        DAY.search(c) and "ricevere" in events(c) for c in clauses(found.unit.folded)
    ):
        return False
    said = events(found.clause) or events(found.unit.folded)
    return bool(said & _EARLIER) and "ricevere" not in said


def restated(aspect: Aspect, found: Found, request: str) -> bool:
    """Tell whether the answer to a why or how has no word that the question had not."""
    if aspect.kind not in (Kind.REASON, Kind.MODE) or found.unit is None:
        return False
    said = [c for c in clauses(found.unit.folded) if not cues.has("evasive", c)]
    return not any(held((w,), request) == 0.0 for c in said for w in content(NUMBER.sub(" ", DAY.sub(" ", c))))


def lacking(firm: Sequence[tuple[Aspect, Found]]) -> bool:
    """Tell whether aspects of one kind share a datum: ``la data della diffida e il termine per pagare`` with one date."""
    return any(
        f.shared and sum(FACTS[a.kind] is FACTS.get(o.kind) for o, _ in firm) > 1 for a, f in firm if a.kind in FACTS
    )
