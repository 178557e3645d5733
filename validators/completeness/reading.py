"""How much that which a reply says about an item reads like an answer: a number told from the sense of sentences.

An evasion that repeats the question has its words and is about it all the same; what tells it from an answer is how
it is said. The sentences that are most about an item are read by the encoder, a regression over what comes out
(``reads`` of the models) says how much they sound like the answers of the training pairs, a second one (``reads_else``)
how much like putting off, passing on or saying nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from math import exp

import numpy as np

from validators.completeness.encoder import Encoder
from validators.completeness.features import Item
from validators.completeness.model import Model
from validators.completeness.pairing import about

_SENTENCES = 3  # most sentences that are read for an item
_FIRMNESS = 10.0  # how much more a sentence counts that is more about the item
_RIVAL = 0.5  # how much of what a sentence is more about another item is taken off
_DIGITS = 2  # of the number: so that another processor, which adds up in another order, says the same


def sensed(items: Sequence[Item], encoder: Encoder) -> tuple[Item, ...]:
    """Add to each item the sense of what is said about it and, after that, of the item itself."""
    chosen = shares(items)
    texts = list(dict.fromkeys(text for shared in chosen for text in shared))
    rows = {text: row for row, text in enumerate(sorted(texts, key=len))}
    vectors = encoder.vectors(list(rows))
    asked = encoder.plain([item.request for item in items])
    found = []
    for item, shared, own in zip(items, chosen, asked, strict=True):
        said = np.zeros_like(own)
        for text, share in shared.items():
            said += np.float32(share) * vectors[rows[text]]
        found.append(replace(item, sense=tuple(np.concatenate([said, own]).tolist())))
    return tuple(found)


def shares(items: Sequence[Item]) -> list[dict[str, float]]:
    """Give for each item the sentences that are most about it and not about another one, with their shares (sum 1)."""
    spoken = [[(unit.text, about(row)) for unit, row in item.pairs] for item in items]
    return [
        _shared(own, [dict(other) for place, other in enumerate(spoken) if place != position])
        for position, own in enumerate(spoken)
    ]


def _shared(own: Sequence[tuple[str, float]], others: Sequence[Mapping[str, float]]) -> dict[str, float]:
    values = []
    for text, value in own:
        rival = max((other.get(text, 0.0) for other in others), default=0.0)
        values.append((value - _RIVAL * max(0.0, rival - value), text))
    ranked = sorted(values, key=lambda pair: -pair[0])[:_SENTENCES]
    weights = [exp(_FIRMNESS * value) for value, _ in ranked]
    found: dict[str, float] = {}
    for (_, text), weight in zip(ranked, weights, strict=True):
        found[text] = found.get(text, 0.0) + weight / sum(weights)
    return found


def sense_row(item: Item) -> dict[str, float]:
    """Name the numbers of a sense for the regression."""
    return dict(zip(_names(len(item.sense)), item.sense, strict=True))


@lru_cache(maxsize=4)
def _names(size: int) -> tuple[str, ...]:
    return tuple(f"s{n}" for n in range(size))


def heard(models: Mapping[str, Model], items: Sequence[Item]) -> tuple[Item, ...]:
    """Add to the values of each item what that which is said about it reads like (odds as a logarithm).

    ``reads``: an answer; ``reads_deferred``, ``reads_not_available``, ``reads_missing``: if none, then this.
    """
    return tuple(replace(item, values={**item.values, **_likeness(models, item)}) for item in items)


def _likeness(models: Mapping[str, Model], item: Item) -> dict[str, float]:
    row = sense_row(item)
    found = {"reads": models["reads"].odds(row)["answered"]}
    found |= {f"reads_{kind}": odds for kind, odds in models["reads_else"].odds(row).items()}
    return {name: round(odds, _DIGITS) for name, odds in found.items()}
