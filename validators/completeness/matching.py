"""Which sentence goes to which item: by the chances of all pairs, one to one where possible, in the order of the letter.

A reply mostly takes the items in turn, so an item whose neighbours are answered by two sentences is answered between
them or not at all; a sentence that another item needs more is no answer to this one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log, prod

from validators.completeness.features import Item
from validators.completeness.model import Model
from validators.completeness.pairing import Row

Chances = dict[int, float]
_ANCHOR = 0.3  # chance from which the best sentence of an item fixes where its neighbours are looked for
_FAR = 6  # sentences: a longer way from the neighbour counts no more
_SURELY_THERE = 0.8  # a document that is listed keeps the sentence that points at it


@dataclass(frozen=True, slots=True)
class Match:
    """What the chances of all pairs say of one item.

    ``best``: chance (0..1) of its best sentence, ``order``: that sentence (None without any); ``alone``: chance of the
    best one weighed by how little others need it; ``ordered``: of the sentence in the best assignment that keeps the
    order; ``some``: chance that at least one sentence answers.
    """

    best: float
    alone: float
    ordered: float
    some: float
    order: int | None


def matched(models: Mapping[str, Model], items: Sequence[Item]) -> tuple[Item, ...]:
    """Match items and sentences in two rounds, the second in view of the first; add what comes out to their values."""
    chances = second_chances(models, items)
    return tuple(_with(item, match, row) for item, match, row in zip(items, matches(chances), chances, strict=True))


def first_chances(models: Mapping[str, Model], items: Sequence[Item]) -> list[Chances]:
    """Tell by the sentence and the item alone the chance (0..1) that the one answers the other, by its order."""
    return [{u.order: models["pair"].chances(row)["answers"] for u, row in item.pairs} for item in items]


def second_chances(models: Mapping[str, Model], items: Sequence[Item]) -> list[Chances]:
    """Tell the same in view of all other pairs of the reply."""
    first = first_chances(models, items)
    return [
        {
            u.order: models["pair_again"].chances({**row, **in_company(first, position, u.order)})["answers"]
            for u, row in item.pairs
        }
        for position, item in enumerate(items)
    ]


def in_company(chances: Sequence[Chances], position: int, order: int) -> Row:
    """Measure a pair beside all others: rival items and sentences, neighbours' answers, the order of the letter."""
    best = [max(row.items(), key=lambda pair: pair[1], default=(-1, 0.0)) for row in chances]
    earlier = [o for o, chance in best[:position] if chance > _ANCHOR]
    later = [o for o, chance in best[position + 1 :] if chance > _ANCHOR]
    crossed = sum(c for o, c in best[:position] if o > order) + sum(
        c for o, c in best[position + 1 :] if 0 <= o < order
    )
    between = float(all(o < order for o in earlier) and all(o > order for o in later))
    other = max((row.get(order, 0.0) for i, row in enumerate(chances) if i != position), default=0.0)
    away = (order - earlier[-1] if earlier[-1] <= order else _FAR) if earlier else order + 1
    return {
        "first": logit(chances[position][order]),
        "first_other_item": logit(other),
        "first_other_sentence": logit(max((c for o, c in chances[position].items() if o != order), default=0.0)),
        "crossed": crossed,
        "between": between,
        "free_between": between * (1.0 - other),
        "away": float(min(away, _FAR)),
        "next": float(bool(earlier) and earlier[-1] == order - 1),
    }


def matches(chances: Sequence[Chances]) -> list[Match]:
    """Read the chances ``[item][sentence]`` of all pairs item by item (items in the order of the letter)."""
    ordered = in_order(chances)
    found = []
    for position, row in enumerate(chances):
        order = max(row, key=lambda o: row[o], default=None)
        alone = max((c * c / sum(other.get(o, 0.0) for other in chances) for o, c in row.items() if c), default=0.0)
        some = 1.0 - prod(1.0 - c for c in row.values())
        found.append(Match(row[order] if order is not None else 0.0, alone, ordered[position], some, order))
    return found


def in_order(chances: Sequence[Chances]) -> list[float]:
    """Chance of the sentence of each item in the assignment of most chance that keeps the order; 0 = left out.

    One sentence may serve several items that follow one another.
    """
    orders = sorted({order for row in chances for order in row})
    if not orders:
        return [0.0 for _ in chances]
    best: list[tuple[float, tuple[float, ...]]] = [(0.0, ())] * len(orders)  # of the items so far, up to each sentence
    for row in chances:
        found: list[tuple[float, tuple[float, ...]]] = []
        for (value, chosen), order in zip(best, orders, strict=True):
            chance = row.get(order, 0.0)
            here = (value + chance, (*chosen, chance))
            found.append(max([here, *found[-1:]], key=lambda choice: choice[0]))
        best = found
    return list(best[-1][1])


def _with(item: Item, match: Match, row: Chances) -> Item:
    """Add the match to the values of an item, and its sentence as the answer where it is the likelier one."""
    values = {
        **item.values,
        "pair_best": logit(match.best),
        "pair_alone": logit(match.alone),
        "pair_ordered": logit(match.ordered),
        "pair_some": logit(match.some),
    }
    given = item.answer.unit
    there = item.document >= _SURELY_THERE and given is not None
    if match.order is None or there or (given is not None and row.get(given.order, 0.0) >= match.best):
        return replace(item, values=values)
    unit = next(u for u, _ in item.pairs if u.order == match.order)
    return replace(item, values=values, answer=replace(item.answer, unit=unit, clause=unit.folded))


def borrowed(items: Sequence[Item]) -> bool:
    """Tell whether an item has but a sentence that answers another one: its own chance is below one half."""
    return any(
        item.values["pair_best"] < 0.0
        and any(
            o is not item and o.answer.unit == item.answer.unit and o.values["pair_best"] > item.values["pair_best"]
            for o in items
        )
        for item in items
        if item.answer.unit is not None
    )


def logit(chance: float) -> float:
    """Odds of a chance (0..1) as a logarithm, cut at 0.005 and 0.995."""
    safe = min(max(chance, 0.005), 0.995)
    return log(safe / (1.0 - safe))
