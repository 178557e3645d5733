"""What was typed over the beginning of a blank: the rest of its underscores or dots begins right where the words end.

``nel Comune di | Breno________``: print leaves a space before a blank, the typist who writes over its first signs leaves none.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from extractors.forms.stream.flow import DOTS, Flow
from extractors.forms.stream.tokens import Token

#: Points within which a blank begins where a word ends.
_TOUCH = 1.0
#: Words of a value that are looked through for its blank.
_MOST = 8
#: Figures in a document that touch their blanks, from which on words in small letters do so as values.
_HABIT = 2


def left_by(flow: Flow, blank: Token, words: Sequence[Token]) -> bool:
    """Tell whether a blank is what words typed over it have left."""
    if not words or not touches(words[-1], blank):
        return False
    return any(_named(t) for t in words) or is_habit(flow)


def leads_to_typed(flow: Flow, end: int) -> bool:
    """Tell whether right behind the label that ends before token ``end`` a name or a figure was typed over a blank."""
    words: list[Token] = []
    label = flow.tokens[end - 1]
    for token in flow.tokens[end : end + _MOST]:
        if token.line != label.line or token.cell != label.cell:
            return False
        if token.kind != "word":
            return bool(words) and _named(words[0]) and left_by(flow, token, words)
        words.append(token)
    return False


def typed_over(place: Sequence[Token]) -> bool:
    """Tell whether what stands in a place is proved a value: from a name or a figure on, words to the blank that they touch."""
    at = next((n for n, t in enumerate(place) if t.kind != "word"), 0)
    return at > 0 and _named(place[0]) and touches(place[at - 1], place[at])


def touches(word: Token, blank: Token) -> bool:
    """Tell whether a blank of underscores or dots begins right where a word ends that leads to none, as a colon does."""
    drawn = blank.kind == "blank" and blank.font in ("", DOTS) and word.kind == "word"
    return drawn and word.text[-1:] not in ":=" and word.line == blank.line and blank.box.x0 - word.box.x1 < _TOUCH


def _named(word: Token) -> bool:
    return word.text[:1].isupper() or any(c.isdigit() or c == "@" for c in word.text)


def is_habit(flow: Flow) -> bool:
    """Tell whether figures, dates and codes of the document stand before their blanks without a space."""
    pairs = ((flow.tokens[t.index - 1], t) for t in flow.tokens if t.kind == "blank" and t.index)
    figures = (word for word, blank in pairs if touches(word, blank) and any(c.isdigit() for c in word.text))
    return len(list(islice(figures, _HABIT))) == _HABIT
