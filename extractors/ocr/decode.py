"""From the line model's answers to words: the likeliest sign at each column, repeats and blanks taken out."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.ocr.model import Floats

Codes = NDArray[np.intp]

#: Confidence per unit of the logarithm of a probability, and what even certainty loses, as Tesseract gives them.
SLOPE, LOSS = 0.7, 0.03


#: A sign with this share of one column is never needless.
CLEAR = 0.75


class Spelt(NamedTuple):
    """A word with its confidence (0 to 1, that of its weakest place), and the column at which each sign was recognised."""

    text: str
    confidence: float
    columns: tuple[int, ...]


class _Sign(NamedTuple):
    """A sign, the column at which it was first seen, and the probability of its best column."""

    text: str
    column: int
    share: float


def spelt(shares: Floats, signs: tuple[str, ...], blank: int) -> list[Spelt]:
    """Words of one line; ``shares`` are probabilities, columns down and codes across; ``blank`` is the code of no sign."""
    space = signs.index(" ")
    codes = _spaced(shares, space, blank)
    found = _signs(shares, codes, signs, blank)
    fitting = _fitting(shares, codes, space, blank)
    words: list[Spelt] = []
    spaces = [place for place, sign in enumerate(found) if sign.text == " "]
    for before, after in zip([-1, *spaces], [*spaces, len(found)], strict=True):
        run = found[before + 1 : after]
        if run:
            # Between words the model sees dots that nobody doubts: only what touches the word counts.
            start, stop = max(run[0].column - 1, 0), run[-1].column + 3
            # A doubtful space is half the doubt of a sign: it parts words, but changes none.
            beside = [math.sqrt(found[place].share) for place in (before, after) if 0 <= place < len(found)]
            weakest = min(float(fitting[start:stop].min()), *beside, *(sign.share for sign in run))
            sure = 1 - LOSS + SLOPE * math.log(max(weakest, 1e-9))
            text = "".join(sign.text for sign in run)
            words.append(Spelt(text, min(max(sure, 0.0), 1.0), tuple(sign.column for sign in run)))
    return words


def _spaced(shares: Floats, space: int, blank: int) -> Codes:
    """Likeliest code of each column; a space spread over columns, none of which it wins, is put there.

    It is there when the ways to read one outweigh the way to read none: the sum over its columns of how many times it is
    as likely as no sign (and, for spaces longer than a column, the products of these) is more than one.
    """
    codes = np.asarray(shares.argmax(axis=1))
    ratio = np.where(codes == blank, shares[:, space] / np.maximum(shares[:, blank], 1e-9), 0.0)
    places = np.flatnonzero(ratio > 0.05)
    for run in np.split(places, np.flatnonzero(np.diff(places) > 1) + 1):
        if len(run) and space not in codes[max(run[0] - 1, 0) : run[-1] + 2]:
            total = ways = 0.0
            for value in ratio[run].tolist():
                ways = value * (1 + ways)
                total += ways
            if total > 1:
                codes[run] = space
    return codes


def _signs(shares: Floats, codes: Codes, signs: tuple[str, ...], blank: int) -> list[_Sign]:
    """Return the signs of a line; ``codes`` of those that are dropped become blank.

    Capital and small of one letter at columns side by side are one letter, the likelier.
    """
    starts = np.flatnonzero(np.diff(codes, prepend=-1))
    ends = np.append(starts[1:], len(codes))
    runs = [run for run in zip(codes[starts].tolist(), starts.tolist(), ends.tolist(), strict=True) if run[0] != blank]
    following = [*(code for code, _, _ in runs[1:]), *([blank] if runs else [])]
    found: list[_Sign] = []
    previous, last = blank, -1
    for (code, start, end), after in zip(runs, following, strict=True):
        sign = _Sign(signs[code], start, float(shares[start:end, code].max()))
        if sign.share < CLEAR and _needless(shares[start:end], code, {previous, after, blank} - {code}):
            codes[start:end] = blank
            continue
        if found and start == last and found[-1].text.lower() == sign.text.lower():
            found[-1] = max(found[-1], sign, key=lambda each: each.share)._replace(column=found[-1].column)
        else:
            found.append(sign)
        previous, last = code, end
    return found


def _needless(shares: Floats, code: int, others: set[int]) -> bool:
    """Tell whether a sign's columns are likelier to show its neighbours and blanks than, at one of them at least, the sign.

    One letter that looks like two ("V" like "V" and "A") gives the second a column which it wins by a little.
    """
    without = shares[:, sorted(others)].sum(axis=1)
    return bool(2 * without.prod() > (without + shares[:, code]).prod())


def _fitting(shares: Floats, codes: Codes, space: int, blank: int) -> Floats:
    """Probability at each column of what changes no sign there: none, a space, the sign seen last, the sign seen next."""
    own = np.flatnonzero((codes != blank) & (codes != space))
    every = np.arange(len(codes))
    fitting = shares[:, blank] + shares[:, space]
    if len(own):
        before = codes[own[np.maximum(np.searchsorted(own, every, "right") - 1, 0)]]
        after = codes[own[np.minimum(np.searchsorted(own, every), len(own) - 1)]]
        fitting += shares[every, before] + np.where(after == before, 0, shares[every, after])
    return np.asarray(fitting, np.float32)
