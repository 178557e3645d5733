"""The line model at work on many lines at once.

Tesseract runs the same network on one line after the other, one column at a time; here all lines of a page go side by
side, so that each step is one product of matrices. The figures are those of Tesseract up to its rounding to 8 bits.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.ocr.model import Floats, Model

#: Height of a line in pixels, and columns of pixels that make one column of the answer.
HIGH, STEP = 36, 3

#: Columns that go through the first layers together: their values stay in the processor's cache.
CHUNK = 384

#: Columns that are read side by side: more than a full page has, and 100 MB at most.
MOST = 12_000

#: A cell's state is held within this.
_BOUND = 100.0


class _Cells(NamedTuple):
    """An LSTM: weights of what comes in, of what comes back, and the bias.

    The three gates' are halved, as the logistic function is half a hyperbolic tangent: s(x) = tanh(x/2)/2 + 1/2.
    """

    entry: Floats
    back: Floats
    bias: Floats
    size: int

    @classmethod
    def of(cls, weights: Floats) -> _Cells:
        size = weights.shape[1] // 4
        halved = weights.copy()
        halved[:, : 3 * size] *= 0.5
        inputs = len(weights) - 1 - size
        return cls(halved[:inputs].copy(), halved[inputs:-1].copy(), halved[-1].copy(), size)


def _step(pre: Floats, state: Floats, said: Floats, size: int) -> None:
    """Advance cells by one step; ``pre`` is used up, ``state`` and ``said`` (what they answer) are changed."""
    np.tanh(pre, out=pre)
    gates = pre[:, : 3 * size]
    gates *= 0.5
    gates += 0.5
    np.multiply(state, pre[:, size : 2 * size], out=state)
    np.multiply(pre[:, :size], pre[:, 3 * size :], out=said)
    state += said
    np.clip(state, -_BOUND, _BOUND, out=state)
    np.tanh(state, out=said)
    said *= pre[:, 2 * size : 3 * size]


class Network:
    """A model ready to read."""

    def __init__(self, model: Model) -> None:
        """Lay the weights out as they are used."""
        self.signs, self.blank = model.signs, model.blank
        self._windows = [_window(model.stroke[:-1], x, y) for x in range(STEP) for y in range(STEP)]
        self._stroke_bias = model.stroke[-1]
        self._down, self._right, self._left, self._last = (
            _Cells.of(weights) for weights in (model.down, model.right, model.left, model.last)
        )
        self._out, self._out_bias = model.out[:-1].copy(), model.out[-1]

    def read(self, lines: list[Floats]) -> list[Floats]:
        """Return the codes' probabilities, columns down and codes across, for each line.

        A line is ``HIGH`` pixels high, ink -1 and paper +1, its width a multiple of ``STEP``.
        """
        found: list[Floats] = []
        start = columns = 0
        for place, line in enumerate(lines):
            columns += line.shape[1] // STEP
            if columns > MOST:
                found += self._read(lines[start : place + 1])
                start, columns = place + 1, 0
        return found + self._read(lines[start:])

    def _read(self, lines: list[Floats]) -> list[Floats]:
        """Read lines side by side, longest first."""
        if not lines:
            return []
        widths = np.array([line.shape[1] // STEP for line in lines])
        order = np.argsort(-widths, kind="stable")
        packed = _Packing.of(widths[order])
        columns = self._columns([lines[i] for i in order])[packed.from_lines]
        forth = _along(self._right, columns, packed.counts)
        back = _along(self._left, forth[packed.reverse], packed.counts)[packed.reverse]
        last = _along(self._last, back, packed.counts)
        scores = last @ self._out + self._out_bias
        np.exp(scores - scores.max(axis=1, keepdims=True), out=scores)
        scores /= scores.sum(axis=1, keepdims=True)
        by_line = np.empty_like(scores)
        by_line[packed.from_lines] = scores
        ends = np.cumsum(widths[order])
        found: list[Floats] = [scores] * len(lines)
        for place, end in zip(order.tolist(), ends.tolist(), strict=True):
            found[place] = by_line[end - widths[place] : end]
        return found

    def _columns(self, lines: list[Floats]) -> Floats:
        """Features of every column of every line, one line after the other."""
        # A pixel of nothing between paper and ink around each line, where Tesseract puts noise.
        framed = np.zeros((HIGH + 2, sum(line.shape[1] + STEP for line in lines) + 2), np.float32)
        starts, at = [], 0
        for line in lines:
            framed[1:-1, at + 1 : at + 1 + line.shape[1]] = line
            starts.append(np.arange(at, at + line.shape[1], STEP))
            at += line.shape[1] + STEP
        places = np.concatenate(starts)
        windows = np.lib.stride_tricks.sliding_window_view(framed, (STEP + 2, STEP + 2))[::STEP]
        parts = [self._summed(windows[:, places[i : i + CHUNK]]) for i in range(0, len(places), CHUNK)]
        return np.concatenate(parts)

    def _summed(self, windows: Floats) -> Floats:
        """Features of columns: strokes, the strongest of each 3 x 3 pixels, taken together from top to bottom."""
        rows, count = windows.shape[:2]
        flat = windows.reshape(rows * count, -1)
        best = flat @ self._windows[0]
        for window in self._windows[1:]:
            np.maximum(best, flat @ window, out=best)
        strokes = np.tanh(best + self._stroke_bias).reshape(rows, count, -1)
        cells = self._down
        state, said = (np.zeros((count, cells.size), np.float32) for _ in range(2))
        for row in strokes:
            pre = row @ cells.entry
            pre += said @ cells.back
            pre += cells.bias
            _step(pre, state, said, cells.size)
        return said


def _window(stroke: Floats, x: int, y: int) -> Floats:
    """Weights of a 3 x 3 stroke at ``x``, ``y`` of a window of 5 x 5 pixels, row by row."""
    wide = np.zeros((STEP + 2, STEP + 2, stroke.shape[1]), np.float32)
    wide[y : y + 3, x : x + 3] = stroke.reshape(3, 3, -1).transpose(1, 0, 2)
    return wide.reshape(-1, stroke.shape[1])


class _Packing(NamedTuple):
    """Lines, longest first, laid out step by step: all first columns, all second columns of those that have one, ...

    ``counts`` lines at each step; ``from_lines`` where each packed column stands line by line; ``reverse`` where the
    column stands that mirrors it in its line.
    """

    counts: NDArray[np.intp]
    from_lines: NDArray[np.intp]
    reverse: NDArray[np.intp]

    @classmethod
    def of(cls, widths: NDArray[np.intp]) -> _Packing:
        steps = np.arange(int(widths[0]))
        counts = (widths[None, :] > steps[:, None]).sum(axis=1)
        first = np.concatenate([[0], np.cumsum(counts)[:-1]])
        step = np.repeat(steps, counts)
        line = np.arange(int(counts.sum())) - first[step]
        starts = np.concatenate([[0], np.cumsum(widths)[:-1]])
        return cls(counts, starts[line] + step, first[widths[line] - 1 - step] + line)


def _along(cells: _Cells, columns: Floats, counts: NDArray[np.intp]) -> Floats:
    """Run cells along packed lines."""
    pre = columns @ cells.entry
    pre += cells.bias
    answers = np.empty((len(columns), cells.size), np.float32)
    state = np.zeros((int(counts[0]), cells.size), np.float32)
    said = np.zeros_like(state)
    at = 0
    for count in counts.tolist():
        now = pre[at : at + count]
        state, said = state[:count], said[:count]
        now += said @ cells.back
        _step(now, state, said, cells.size)
        answers[at : at + count] = said
        at += count
    return answers
