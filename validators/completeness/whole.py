"""The whole reply: what its verdict is told from, and items brought in line with a verdict that is surer than they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

from domain.completeness import Status
from domain.documents import Sector
from validators.completeness.features import Item
from validators.completeness.label import is_settled
from validators.completeness.matching import logit
from validators.completeness.resolution import Resolution
from validators.completeness.segment import Unit
from validators.completeness.status import Ruling, answered_ruling, unanswered_ruling

_LEAST = 0.5  # chance from which a reply counts as complete
_OTHERS = 0.8  # chance given to an item that is another operator's, asked on a stated date


def whole_values(
    items: Sequence[Item], rulings: Sequence[Ruling], solved: Resolution, sector: Sector
) -> dict[str, float]:
    """Measure that from which the chance of "complete" is told."""
    water = sector is Sector.IDRICO
    chances = sorted(_OTHERS if water and r.status is Status.NOT_AVAILABLE_WITH_DATE else r.answered for r in rulings)
    return {
        "lowest": logit(chances[0]) if chances else 0.0,
        "second": logit(chances[1]) if len(chances) > 1 else 3.0,
        "product": sum(log(max(c, 1e-3)) for c in chances),
        "open": float(water and solved.certain is False),
        "deficit": max((i.values["deficit"] for i in items), default=0.0),
        "promised": max((i.values["promises"] for i in items), default=0.0),
        "deferring": max((i.values["deferring_units"] for i in items), default=0.0),
    }


def reconciled(
    items: Sequence[Item],
    rulings: Sequence[Ruling],
    chances: Sequence[Mapping[str, float]],
    complete: float,
    sector: Sector,
    units: Sequence[Unit],
    *,
    water_open: bool,
) -> list[Ruling]:
    """Bring the items in line with the chance (0..1) that the whole is ``complete``.

    ``water_open``: an open problem without a certain time, which fails a water reply whatever its items. Several items that are each just about answered are together no complete reply: the least sure one falls. One that
    just fails in a reply that is complete in all likelihood stands.
    """
    if water_open:
        return list(rulings)
    settled = [is_settled(r.status, sector) for r in rulings]
    found = list(rulings)
    if all(settled) and complete < _LEAST:
        weakest = min(range(len(items)), key=lambda i: chances[i].get("answered", 0.0))
        found[weakest] = unanswered_ruling(items[weakest], chances[weakest], units)
    elif complete >= _LEAST and not all(settled):
        for i, item in enumerate(items):
            if not settled[i] and item.answer.unit is not None:
                found[i] = answered_ruling(item, chances[i])
    return found
