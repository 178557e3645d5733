"""A small multinomial logistic model: weights are package data, the sum is done here in plain Python."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from math import exp


@dataclass(frozen=True)
class Model:
    """Weights by class and feature, over features scaled by ``mean`` and ``scale``."""

    classes: tuple[str, ...]
    features: tuple[str, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[tuple[float, ...], ...]
    bias: tuple[float, ...]

    def chances(self, values: Mapping[str, float]) -> dict[str, float]:
        """Chance (0..1, sum 1) of each class."""
        scaled = [(values[n] - m) / s for n, m, s in zip(self.features, self.mean, self.scale, strict=True)]
        raw = [
            b + sum(w * x for w, x in zip(row, scaled, strict=True))
            for row, b in zip(self.weights, self.bias, strict=True)
        ]
        top = max(raw)
        powers = [exp(r - top) for r in raw]
        return dict(zip(self.classes, (p / sum(powers) for p in powers), strict=True))


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
    """Read the models of the package: ``item`` (answered or not), ``kind`` (how else), ``whole`` (verdict)."""
    raw = json.loads((resources.files(__package__) / "data" / "weights.json").read_text(encoding="utf-8"))
    return {name: from_json(value) for name, value in raw.items()}
