"""A small multinomial logistic model: weights are package data, the sum is done here in plain Python."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from math import exp, log
from operator import mul


@dataclass(frozen=True)
class Model:
    """Weights by class and feature, over features scaled by ``mean`` and ``scale``."""

    classes: tuple[str, ...]
    features: tuple[str, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[tuple[float, ...], ...]
    bias: tuple[float, ...]

    @cached_property
    def _plain(self) -> tuple[tuple[float, tuple[float, ...]], ...]:
        """Bias and weights by class over the features as they are: the scaling is the same sum."""
        rows = [tuple(w / s for w, s in zip(row, self.scale, strict=True)) for row in self.weights]
        return tuple((b - sum(map(mul, row, self.mean)), row) for b, row in zip(self.bias, rows, strict=True))

    def chances(self, values: Mapping[str, float]) -> dict[str, float]:
        """Chance (0..1, sum 1) of each class."""
        raw = self._raw(values)
        top = max(raw)
        powers = [exp(r - top) for r in raw]
        return dict(zip(self.classes, (p / sum(powers) for p in powers), strict=True))

    def odds(self, values: Mapping[str, float]) -> dict[str, float]:
        """Odds of each class against all others, as a logarithm that is not cut."""
        raw = self._raw(values)
        return {name: raw[n] - _together(raw[:n] + raw[n + 1 :]) for n, name in enumerate(self.classes)}

    def _raw(self, values: Mapping[str, float]) -> list[float]:
        told = [values[n] for n in self.features]
        return [start + sum(map(mul, row, told)) for start, row in self._plain]


def _together(raw: Sequence[float]) -> float:
    top = max(raw)
    return top + log(sum(exp(r - top) for r in raw))


def item_chances(models: Mapping[str, Model], values: Mapping[str, float]) -> dict[str, float]:
    """Chance of each class of an item: ``item`` tells whether it is answered, ``kind`` how it is treated if not."""
    answered = models["item"].chances(values)["answered"]
    rest = models["kind"].chances(values)
    return {"answered": answered, **{kind: (1.0 - answered) * chance for kind, chance in rest.items()}}


def from_json(raw: Mapping[str, object]) -> Model:
    """Build a model from the object that the training script writes."""
    tuples = {name: _frozen(value) for name, value in raw.items()}
    return Model(**tuples)  # type: ignore[arg-type]  # shapes are checked by the test of the data file


def _frozen(value: object) -> object:
    return tuple(_frozen(v) for v in value) if isinstance(value, list) else value


@lru_cache(maxsize=1)
def shipped() -> dict[str, Model]:
    """Read the models of the package.

    ``pair`` and ``pair_again`` (does a sentence answer an item, alone and beside the other pairs), ``reads`` and
    ``reads_else`` (does what is said about an item read like an answer, and if not like what), ``item`` (answered or not),
    ``kind`` (how else), ``whole`` (verdict).
    """
    raw = json.loads((resources.files(__package__) / "data" / "weights.json").read_text(encoding="utf-8"))
    return {name: from_json(value) for name, value in raw.items()}
