"""One room for a place and a date: ``Luogo e data`` over ``Tolentino, lì 27.05.2026``; each field takes its part."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.forms.stream.flow import Flow
from extractors.forms.stream.tokens import Token
from extractors.forms.values.values import is_date

#: What joins the two labels, and what stands before a date.
_AND = frozenset({"e", "ed", "/", "-", "–", "e/o"})
_LEADS = frozenset({"lì", "li", "il", "addì", "addi", "in", "data"})


def label_with_date(flow: Flow, end: int) -> int:
    """Return the token behind a label and the ``e data`` that goes on with it (``end`` is behind the label); 0 without one."""
    more = flow.tokens[end : end + 2]
    if len(more) < 2 or more[0].text not in _AND or more[1].norm != ("data",):
        return 0
    before = flow.tokens[end - 1]
    return end + 2 if all((t.line, t.cell) == (before.line, before.cell) for t in more) else 0


def before_date(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens before the date that ends a text, without what leads to it; all of them where there is none."""
    words = [t for t in tokens if t.kind == "word"]
    for number, word in enumerate(words):
        if word.text[:1].isdigit() and is_date(" ".join(t.text for t in words[number:])):
            place = words[:number]
            while place and place[-1].text.strip(",.").casefold() in _LEADS:
                place.pop()
            return [t for t in tokens if t.kind != "word" or t in place]
    return list(tokens)
