"""Tesseract's line model read from its language file: the weights, so that a whole page can go through them at once.

Only the shape that Tesseract's fast models have is read: ``[1,36,0,1Ct3,3,16Mp3,3LfysNLfxNLrxNLfxNO1c1]``, one code
for a sign. Any other file gives None, and Tesseract itself reads line by line.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

#: Places in the file's table of contents: network, its signs, their codes.
_NETWORK, _SIGNS, _CODES = 17, 21, 22

#: Bits of a matrix's mode: whole numbers with a scale for each row; the present way of writing.
_WHOLE, _PRESENT = 1, 128

#: Bit of a layer's flags: a learning rate for each of its layers follows.
_RATES = 64

#: The first three signs are the space and two that stand for no sign.
_SPECIAL = 3

#: Layers that hold others.
_HOLDERS = frozenset({"Series", "RTLReversed", "XYTranspose"})

#: No weight of a trained model is larger; those of a damaged file are.
LARGEST = 1e6

#: How the layers of a fast model follow each other.
FAST = ("Input", "Convolve", "Tanh", "Maxpool", "SummLSTM", "LSTM", "LSTM", "LSTM", "Softmax")


class Model(NamedTuple):
    """Weights with inputs down and outputs across, the bias as the last row.

    ``stroke`` 3 x 3 pixels (column by column) to features; ``down``, ``right``, ``left``, ``last`` the LSTMs in their order, gates side
    by side (input, forget, output, cell); ``out`` to codes. ``signs`` tells the sign of each code, ``blank`` the code of none.
    """

    stroke: Floats
    down: Floats
    right: Floats
    left: Floats
    last: Floats
    out: Floats
    signs: tuple[str, ...]
    blank: int


class _Bytes:
    """Little-endian numbers, one after the other."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def number(self, kind: str) -> int:
        (value,) = struct.unpack_from("<" + kind, self._data, self._at)
        self._at += struct.calcsize("<" + kind)
        return int(value)

    def many(self, kind: str, count: int) -> NDArray[Any]:
        found = np.frombuffer(self._data, "<" + kind, count, self._at)
        self._at += found.nbytes
        return found

    def text(self) -> str:
        return self.many("u1", self.number("I")).tobytes().decode("utf-8")


class _NotFastError(ValueError):
    """The file is of another kind."""


def _matrix(data: _Bytes) -> Floats:
    """One layer's weights, a row for each output."""
    mode = data.number("B")
    if not mode & _PRESENT:
        raise _NotFastError("written by an older program")
    kind = "i1" if mode & _WHOLE else "f8"
    high, wide = data.number("I"), data.number("I")
    data.many(kind, 1)
    weights = data.many(kind, high * wide).reshape(high, wide)
    if mode & _WHOLE:
        weights = weights * data.many("f8", data.number("I"))[:high, None]
    if not np.abs(weights).max(initial=0) < LARGEST:
        raise _NotFastError("weights beyond measure")
    return np.ascontiguousarray(weights.T, np.float32)


def _layers(data: _Bytes) -> list[tuple[str, Any]]:
    """Name and content of each layer, in the order in which the pixels go through them."""
    if data.number("b") != 0:
        raise _NotFastError("layers without names")
    name = data.text()
    data.many("i1", 2)
    flags = data.number("i")
    data.many("i4", 3)
    data.text()
    if name in _HOLDERS:
        inner = [layer for _ in range(data.number("I")) for layer in _layers(data)]
        if flags & _RATES:
            data.many("f4", data.number("I"))
        return inner
    if name == "Input":
        return [(name, data.many("i4", 5).tolist())]
    if name in ("Convolve", "Maxpool"):
        return [(name, data.many("i4", 2).tolist())]
    if name in ("LSTM", "SummLSTM"):
        data.number("i")
        cell, entry, keep, exit_ = (_matrix(data) for _ in range(4))
        return [(name, np.hstack([entry, keep, exit_, cell]))]
    if name in ("Tanh", "Softmax"):
        return [(name, _matrix(data))]
    raise _NotFastError(f"layer {name}")


def _signs(names: str, codes: _Bytes, count: int) -> tuple[str, ...]:
    """Sign of each code; "" for codes that stand for none."""
    listed = [line.split(" ")[0] for line in names.splitlines()[1:]]
    signs = [""] * count
    for number in range(codes.number("I")):
        codes.number("b")
        own = codes.many("i4", codes.number("I"))
        if len(own) != 1:
            raise _NotFastError("signs of several codes")
        if number == 0:
            signs[int(own[0])] = " "
        elif number >= _SPECIAL:
            signs[int(own[0])] = listed[number]
    return tuple(signs)


def _parts(raw: bytes) -> dict[int, bytes]:
    """Parts of a language file by their number."""
    (count,) = struct.unpack_from("<i", raw)
    starts = struct.unpack_from(f"<{count}q", raw, 4)
    present = sorted((start, number) for number, start in enumerate(starts) if start >= 0)
    ends = [start for start, _ in present[1:]] + [len(raw)]
    return {number: raw[start:end] for (start, number), end in zip(present, ends, strict=True)}


def load_model(path: Path) -> Model | None:
    """Read the model of a ``.traineddata`` file; None when it is no fast model."""
    try:
        parts = _parts(path.read_bytes())
        network = _Bytes(parts[_NETWORK])
        layers = _layers(network)
        network.text()
        *_, blank = network.many("i4", 4).tolist()
        if tuple(name for name, _ in layers) != FAST or layers[1][1] != [1, 1] or layers[3][1] != [3, 3]:
            return None
        stroke, down, right, left, last, out = (layers[place][1] for place in (2, 4, 5, 6, 7, 8))
        signs = _signs(parts[_SIGNS].decode("utf-8"), _Bytes(parts[_CODES]), out.shape[1])
    except (_NotFastError, KeyError, IndexError, struct.error, ValueError):
        return None
    return Model(stroke, down, right, left, last, out, signs, blank)
