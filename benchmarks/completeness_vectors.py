"""Vectors of sentences remembered while a benchmark runs: it judges the same sentences by many models."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from unittest.mock import patch

import numpy as np

from validators.completeness.encoder import Encoder, Matrix

Vectors = dict[str, Matrix]


@contextmanager
def remembered() -> Iterator[None]:
    """Compute the vectors of each text once, as long as the context lasts."""
    whole, bare = Encoder.vectors, Encoder.plain
    known: tuple[Vectors, Vectors] = ({}, {})

    def vectors(self: Encoder, texts: Sequence[str]) -> Matrix:
        new = [t for t in texts if t not in known[0]]
        known[0].update(zip(new, whole(self, new), strict=True))
        return np.array([known[0][t] for t in texts]) if texts else whole(self, texts)

    def plain(self: Encoder, texts: Sequence[str]) -> Matrix:
        new = [t for t in texts if t not in known[1]]
        known[1].update(zip(new, bare(self, new), strict=True))
        return np.array([known[1][t] for t in texts]) if texts else bare(self, texts)

    with patch.object(Encoder, "vectors", vectors), patch.object(Encoder, "plain", plain):
        yield
