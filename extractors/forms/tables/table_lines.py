"""Words of a table's lines: those that name a line, sentences among them, wordings within them."""

from __future__ import annotations

import re
from itertools import pairwise

from extractors.forms.stream.flow import word_gap
from extractors.forms.stream.tokens import Token
from extractors.forms.wording.text import means
from extractors.forms.wording.units import is_unit

_FIGURE = re.compile(r"\d[\d.,]*")


def label_words(tokens: list[Token], end: float) -> list[Token]:
    """Return the words of a line's label: left of the first column, or joined to such a word."""
    label: list[Token] = []
    for token in sorted(tokens, key=lambda t: (t.line, t.box.x0)):
        if token.kind != "word":
            continue
        last = next((t for t in reversed(label) if t.line == token.line), None)
        joined = last is not None and token.box.x0 - last.box.x1 < word_gap(token) and token.font == last.font
        if token.box.centre[0] < end - 2 or (
            joined and token.cell == (last.cell if last else -1) and token.box.x0 < end + 10
        ):
            label.append(token)
    return label


def without_quantities(label: list[Token]) -> list[Token]:
    """Drop the figures with a unit behind the first cell of a line's name: ``Minima tensione 27.S1 | 51 V``.

    What is prescribed beside a name says nothing about which line it is.
    """
    kept: list[Token] = []
    figures: list[Token] = []
    for token in label:
        first = token.cell < 0 or token.cell == label[0].cell
        if not first and _FIGURE.fullmatch(token.text):
            figures.append(token)
        elif figures and is_unit(token.text) and token.text[:1] not in "([":
            figures = []
        else:
            kept += [*figures, token]
            figures = []
    return kept + figures


def joined_up(words: list[Token]) -> bool:
    """Tell whether three words or more follow each other without a column's gap: a sentence, no record."""
    words = [t for t in words if t.kind == "word" and t.source != "annotation"]
    gaps = [b.box.x0 - a.box.x1 for a, b in pairwise(words)]
    return len(words) > 2 and max(gaps) < word_gap(words[0], 0.7)


def within(said: tuple[str, ...], wording: tuple[str, ...], short: tuple[bool, ...] = ()) -> float:
    """Return the length of ``wording`` if it stands in ``said``: a start counts a little more than a middle."""
    size = len(wording)
    for start in range(len(said) - size + 1):
        part = said[start : start + size]
        same = part == wording
        if not same and any(short):
            same = all(means(a, s, b) for a, s, b in zip(part, short[start:], wording, strict=False))
        if same:
            return len("".join(wording)) + (0.5 if start == 0 else 0.0)
    return 0.0
