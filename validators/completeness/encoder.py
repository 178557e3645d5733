"""Vectors of meaning of sentences: a small transformer, read from package data and computed with numpy.

The weights stand for multilingual-e5-small (MIT), of which they are a short copy: see ``data/encoder.txt`` and
``benchmarks/completeness_distil.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from validators.completeness.pieces import Pieces

Matrix = NDArray[np.float32]
HEADS = 12
LONGEST = 96  # pieces of a sentence that are read
_START, _END = 0, 2  # numbers of the marks around a text
_TINY = 1e-12


@dataclass(frozen=True)
class Layer:
    """One layer: attention and a step over each piece; matrices are (from, to)."""

    attention: Matrix
    attention_bias: Matrix
    out: Matrix
    out_bias: Matrix
    out_norm: Matrix
    wide: Matrix
    wide_bias: Matrix
    narrow: Matrix
    narrow_bias: Matrix
    narrow_norm: Matrix


@dataclass(frozen=True)
class Encoder:
    """Vocabulary and layers; ``words``: a row a piece (8 bits), scaled by ``word_scale``."""

    pieces: Pieces
    words: NDArray[np.int8]
    word_scale: Matrix
    position: Matrix
    start_norm: Matrix
    layers: tuple[Layer, ...]

    def vectors(self, texts: Sequence[str]) -> Matrix:
        """Give the vectors (texts, size) of whole sentences, in their context of pieces."""
        if not texts:
            return np.zeros((0, self.words.shape[1]), np.float32)
        cut = [[_START, *self.pieces.cut(text)[: LONGEST - 2], _END] for text in texts]
        ends = np.cumsum([0, *map(len, cut)])
        place = np.concatenate([np.arange(len(numbers)) for numbers in cut])
        state = _normed(self._rows(np.concatenate(cut)) + self.position[place], self.start_norm)
        for layer in self.layers:
            state = _layer(layer, state, [int(e) for e in ends])
        return _means(state, ends)

    def plain(self, texts: Sequence[str]) -> Matrix:
        """Give the means (texts, size) of the pieces' own vectors: what a text is about, at no cost."""
        found = np.zeros((len(texts), self.words.shape[1]), np.float32)
        for row, text in enumerate(texts):
            if numbers := self.pieces.cut(text):
                found[row] = self._rows(np.array(numbers)).mean(0)
        return found

    def _rows(self, numbers: NDArray[np.int64]) -> Matrix:
        return self.words[numbers].astype(np.float32) * self.word_scale[numbers, None]


def _means(state: Matrix, ends: NDArray[np.int64]) -> Matrix:
    summed: Matrix = np.add.reduceat(state, ends[:-1], axis=0).astype(np.float32)
    lengths: Matrix = np.diff(ends).astype(np.float32)[:, None]
    return np.asarray(summed / lengths, np.float32)


def _layer(layer: Layer, state: Matrix, ends: Sequence[int]) -> Matrix:
    asked = state @ layer.attention + layer.attention_bias
    seen = np.empty_like(state)
    for start, end in pairwise(ends):
        seen[start:end] = _attended(asked[start:end])
    state = _normed(state + seen @ layer.out + layer.out_bias, layer.out_norm)
    wide = _gelu(state @ layer.wide + layer.wide_bias)
    return _normed(state + wide @ layer.narrow + layer.narrow_bias, layer.narrow_norm)


def _attended(asked: Matrix) -> Matrix:
    """Let the pieces of one text look at each other; ``asked``: their queries, keys and values side by side."""
    count, width = asked.shape[0], asked.shape[1] // 3
    query, key, value = asked.reshape(count, 3, HEADS, width // HEADS).transpose(1, 2, 0, 3)
    weight = query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(width // HEADS))
    weight = np.exp(weight - weight.max(-1, keepdims=True))
    weight /= weight.sum(-1, keepdims=True)
    mixed: Matrix = (weight @ value).transpose(1, 0, 2).reshape(count, width)
    return mixed


def _normed(state: Matrix, norm: Matrix) -> Matrix:
    """Scale each row to mean 0 and spread 1, then by the learnt scale and shift (the two rows of ``norm``)."""
    state = state - state.mean(1, keepdims=True)
    spread = np.sqrt((state * state).mean(1, keepdims=True) + np.float32(_TINY))
    result: Matrix = state / spread * norm[0] + norm[1]
    return result


def _gelu(x: Matrix) -> Matrix:
    """Gaussian error unit, by its usual approximation."""
    result: Matrix = (
        np.float32(0.5) * x * (1 + np.tanh(np.float32(0.79788456) * (x + np.float32(0.044715) * x * x * x)))
    )
    return result


def from_arrays(arrays: Mapping[str, NDArray[np.generic]]) -> Encoder:
    """Build the encoder from the arrays of its file; ``NAME.8`` is in 8 bits, its columns scaled by ``NAME.scale``."""

    def full(name: str) -> Matrix:
        if name + ".8" not in arrays:
            return np.asarray(arrays[name], np.float32)
        return np.asarray(arrays[name + ".8"], np.float32) * np.asarray(arrays[name + ".scale"], np.float32)

    texts = bytes(np.asarray(arrays["pieces"], np.uint8)).decode("utf-8").split("\n")
    scores = dict(zip(texts, np.asarray(arrays["scores"], np.float64).tolist(), strict=True))
    count = sum(name.endswith(".narrow_bias") for name in arrays)
    return Encoder(
        Pieces(scores, unknown=texts.index("<unk>")),
        np.asarray(arrays["words.8"], np.int8),
        np.asarray(arrays["words.scale"], np.float32),
        full("position"),
        full("start_norm"),
        tuple(Layer(**{name: full(f"{n}.{name}") for name in Layer.__dataclass_fields__}) for n in range(count)),
    )


@lru_cache(maxsize=1)
def shipped() -> Encoder:
    """Read the encoder of the package, once a process."""
    with (resources.files(__package__) / "data" / "encoder.npz").open("rb") as file, np.load(file) as arrays:
        return from_arrays({name: arrays[name] for name in arrays.files})
