"""Values typed before the rest of their underscores or dots, where the form proves that they are no print.

``Nome: Rosa ______`` may be a label that is not known, ``Luogo e ______``; where every blank of the pages is led to by a
colon, and figures stand behind such colons too, what stands between a colon and its blank was typed there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from extractors.forms.places.places import Place
from extractors.forms.stream.flow import DOTS, Flow, word_gap
from extractors.forms.stream.tokens import Token

#: Blanks behind a colon from which on, and share of all blanks behind words, they are the form's way.
_MANY, _SHARE = 8, 0.9
#: Values with figures that must have been typed so.
_FIGURES = 3


def proven(flow: Flow, places: Mapping[str, Place]) -> set[str]:
    """Return the fields whose ``places`` are what stands between a colon and its blank, where the form proves that."""
    between = {name for name, place in places.items() if _between(flow, place)}
    figures = sum(any(c.isdigit() for w in places[name].words for c in w.text) for name in between)
    return between if figures >= _FIGURES and _colons_lead(flow, {p.page for p in places.values()}) else set()


def _colons_lead(flow: Flow, pages: Collection[int]) -> bool:
    """Tell whether the blanks of ``pages`` that stand behind words are led to by a colon."""
    led = [
        _led(text) for line in flow.lines if flow.tokens[line[0]].page in pages for text in _before_blanks(flow, line)
    ]
    return sum(led) >= max(_MANY, _SHARE * len(led))


def _before_blanks(flow: Flow, line: Sequence[int]) -> Iterator[list[Token]]:
    """Yield the words before each blank of a line, from the blank or tick place before them on."""
    words: list[Token] = []
    for token in (flow.tokens[i] for i in line):
        if token.kind == "word":
            words.append(token)
            continue
        if words and token.kind == "blank" and token.font in ("", DOTS):
            yield words
        words = []


def _led(words: Sequence[Token]) -> bool:
    return any(t.text.endswith(":") for t in words)


def _between(flow: Flow, place: Place) -> bool:
    """Tell whether a colon, a name or a figure in one text, and a blank follow each other; the blank alone does as well."""
    at = next((n for n, t in enumerate(place.tokens) if t.kind == "blank"), -1)
    if at < 0 or place.tokens[0].index < 1 or any(t.kind == "word" for t in place.tokens[at:]):
        return False
    words, label = place.tokens[:at], flow.tokens[place.tokens[0].index - 1]
    line = [label, *place.tokens[: at + 1]]
    level = all(t.line == label.line and t.cell == label.cell for t in line)
    whole = all(t.kind == "word" for t in words) and all(b.box.x0 - a.box.x1 < word_gap(b) for a, b in pairwise(words))
    if not level or not whole or not label.text.endswith(":") or any(t.text.endswith(":") for t in words):
        return False
    return not words or words[0].text[:1].isupper() or any(c.isdigit() or c == "@" for w in words for c in w.text)
