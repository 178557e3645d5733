"""What no other item has taken: in a reply that follows the order of the letter, the answer stands between its neighbours.

A sentence without the words of the question (``Spettano 75 euro.``) is often the answer all the same: it has the kind
of datum that is wanted, no other item needs it, and it stands where the order of the questions puts it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from validators.completeness.expectations import Aspect
from validators.completeness.places import Context, Place
from validators.completeness.search import FACTS, Found, put_off, suits
from validators.completeness.segment import Unit

_SURE = 0.2  # how much an answer must be about its item for its unit to count as taken
_FULL = 0.8  # a datum that only looks like the wanted kind is not enough without words of the item
_TAIL = 3  # units after the neighbour in which the first or the last item may stand


@dataclass(frozen=True, slots=True)
class Leftover:
    """How well (0..1) free units have the data of an item: anywhere, and between the answers of its neighbours."""

    anywhere: float
    between: float
    unit: Unit | None


def _anchors(found: Sequence[Sequence[Found]]) -> list[int | None]:
    """Order of the unit that surely answers each item; None when none does."""
    best = [max(each, key=lambda f: f.score) for each in found]
    return [f.unit.order if f.unit is not None and f.about >= _SURE else None for f in best]


def in_order(anchors: Sequence[int | None]) -> float:
    """Share (0..1) of neighbouring answers that keep the order of the letter; 0.5 when there are fewer than two."""
    known = [a for a in anchors if a is not None]
    steps = [later >= earlier for earlier, later in pairwise(known)]
    return sum(steps) / len(steps) if steps else 0.5


def _slot(anchors: Sequence[int | None], position: int) -> tuple[int, int]:
    """Find the orders (both excluded) between which the item at ``position`` should stand."""
    earlier = [a for a in anchors[:position] if a is not None]
    later = [a for a in anchors[position + 1 :] if a is not None]
    start = max(earlier) if earlier else (min(later) - _TAIL if later else -1)
    end = min(later) if later else start + _TAIL + 1
    return start, end


def leftovers(
    context: Context, places: Sequence[Place], wanted: Sequence[Sequence[Aspect]], found: Sequence[Sequence[Found]]
) -> list[Leftover]:
    """Measure for every item what the other items leave to it."""
    anchors = _anchors(found)
    order = in_order(anchors)
    result = []
    for place, asked in zip(places, wanted, strict=True):
        others = [*anchors[: place.position], None, *anchors[place.position + 1 :]]
        taken = {a for a in others if a is not None}
        free = [u for u in place.body if u.order not in taken | place.others and not put_off(u.folded)]
        start, end = _slot(others, place.position)
        inside = [u for u in free if start < u.order < end]
        firm = [a for a in asked if not a.conditional] or list(asked[:1])
        anywhere, elsewhere = _fit(context, place, firm, free)
        between, unit = _fit(context, place, firm, inside)
        result.append(Leftover(anywhere, between * order, unit or elsewhere))
    return result


def _fit(context: Context, place: Place, firm: Sequence[Aspect], units: Sequence[Unit]) -> tuple[float, Unit | None]:
    """Least met aspect within the best units, and the unit that has most of the first aspect."""
    least, first = 1.0, None
    for number, aspect in enumerate(firm):
        scored = [(suits(aspect, u.folded, place.request, context, place.document), u) for u in units]
        good, unit = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        least = min(least, good if good >= _FULL or aspect.kind not in FACTS else 0.5 * good)
        first = unit if number == 0 else first
    return least, first
