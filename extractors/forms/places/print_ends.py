"""Where the value on a label's line ends: the print goes on in the label's own type, or another label begins.

Behind a blank the label's type is print: ``nato a ____, in data``. Behind a leader it is the value: rows of dots of all
lengths that end at one place only lead the eye to what is typed after them, on many forms in the type of the labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.forms.stream.flow import DOTS, Flow, word_gap
from extractors.forms.stream.tokens import Token, alike
from extractors.forms.wording.units import is_unit

#: Rows of dots that must end at one place, and points by which these places may differ.
_LEADERS, _ONE_PLACE = 3, 2.5
#: Share of all rows of dots that end at one place from which on other pages count too.
_MOST = 0.5
#: Points from which on a word stands behind a blank and not on it.
_BEHIND = 1.5
#: Heights of a line from which on room before a word parts it from the text before.
_APART = 2.0


def before_print(tokens: list[Token], label: Token) -> list[Token]:
    """End a value where the label's own type returns behind it: ``nato a Forlì, in data``."""
    if not label.font or label.source == "ocr":
        return tokens
    tokens = _before_return(_before_comma(_before_colon(tokens, label), label), label)
    right, seen = float("-inf"), False
    for number, token in enumerate(tokens):
        if token.kind in ("blank", "widget"):
            right, seen = max(right, token.box.x1), True
        elif token.kind == "word" and (token.font != label.font or token.source != label.source):
            seen = seen or _says(token)
        elif token.kind == "word" and seen and _goes_on_as_print(token, right, tokens[number + 1 : number + 2]):
            return tokens[:number]
    return tokens


def before_label(flow: Flow, rest: list[Token], label: Token) -> list[Token]:
    """End a value before the first words of the next label that are unknown: ``IT001E...     Cod. | CENSIMP:``."""
    if not rest or not label.font or label.source == "ocr" or rest[-1].line != label.line:
        return rest
    line = flow.lines[label.line]
    more = [flow.tokens[i] for i in line if rest[-1].index < i <= rest[-1].index + 6]
    return _before_colon([*rest, *more], label)[: len(rest)]


def led(flow: Flow, rest: list[Token], label: Token) -> list[Token]:
    """Return the leader with the words in the label's type that it leads to, to the next blank; none without a leader."""
    if len(rest) < 2 or rest[0].font != DOTS or label.source == "ocr" or not _is_leader(flow, rest[0]):
        return []
    end = next((n for n, t in enumerate(rest) if n and t.kind != "word"), len(rest))
    words = _before_colon(rest[1:end], rest[0])
    own = bool(words) and words[0].font == label.font and words[0].source == label.source
    behind = own and words[0].box.x0 > rest[0].box.x1 + _BEHIND
    return [rest[0], *words] if behind and any(_says(t) for t in words) else []


def left_behind(inline: Sequence[Token], rest: Sequence[Token], labelled: set[int]) -> bool:
    """Tell whether what was cut off behind a blank may be its value: words to the line's end that begin as no prose does."""
    behind = rest[len(inline) :]
    if not behind or any(t.kind != "word" or t.index in labelled for t in behind):
        return False
    return behind[0].text[:1].isupper() or behind[0].text[:1].isdigit() or "@" in behind[0].text


def goes_on(before: Token, value: Sequence[Token]) -> bool:
    """Tell whether a value follows the print before it as its next word does, in the same type and with no blank drawn."""
    first = value[0] if value else None
    drawn = any(t.kind in ("blank", "widget") and t.line == before.line for t in value)
    if first is None or drawn or first.kind != "word" or before.kind != "word" or before.text.endswith(":"):
        return False
    same = (first.font, first.source, round(first.size)) == (before.font, before.source, round(before.size))
    near = first.line == before.line and first.box.x0 - before.box.x1 < word_gap(first)
    return bool(first.font) and same and near and first.text[:1].islower()


def has_marks(tokens: Sequence[Token]) -> bool:
    """Tell whether a value goes on behind a tick place, whose words are the form's."""
    kinds = "".join(t.kind[0] for t in tokens if t.kind in ("word", "mark"))
    return "m" in kinds.strip("m")


def leads_to_mark(flow: Flow, token: Token) -> bool:
    """Tell whether a row of dots leads to a tick place: nothing is written on it."""
    after = token.index + 1
    if token.kind != "blank" or token.font != DOTS or after >= len(flow.tokens):
        return False
    return flow.tokens[after].kind == "mark" and flow.tokens[after].line == token.line


def _is_leader(flow: Flow, dots: Token) -> bool:
    """Tell whether a row of dots ends where others of its page, or most of all, do that begin elsewhere, with room behind."""
    others = [t for t in flow.tokens if t.kind == "blank" and t.font == DOTS]
    level = [t for t in others if abs(t.box.x1 - dots.box.x1) < _ONE_PLACE]
    if len(level) < _MOST * len(others):
        level = [t for t in level if t.page == dots.page]
    starts = {round(t.box.x0 / 5) for t in level}
    furthest = max(t.box.x1 for t in flow.tokens if t.page == dots.page)
    return len(level) >= _LEADERS and len(starts) > 1 and dots.box.x1 < furthest - 3 * dots.box.height


def _before_colon(tokens: list[Token], before: Token) -> list[Token]:
    """End a value before a label that is unknown: words of the print far behind it, with a colon: ``D272     detta:``."""
    for number, (last, token) in enumerate(pairwise([before, *tokens])):
        far = token.box.x0 - last.box.x1 > _APART * max(token.box.height, 6.0)
        if last.kind == token.kind == "word" and far and last.line == token.line and _colon(tokens[number:], before):
            return tokens[:number]
    return tokens


def _before_return(tokens: list[Token], label: Token) -> list[Token]:
    """End a value in another style before the label's own, far behind it: ``SPI | NV021      associato al DDI | ...``."""
    for number, (last, token) in enumerate(pairwise(tokens), 1):
        words = last.kind == token.kind == "word" and last.line == token.line
        far = token.box.x0 - last.box.x1 > _APART * max(token.box.height, 6.0)
        if words and far and alike(token, label) and not alike(last, label):
            return tokens[:number]
    return tokens


def _before_comma(tokens: list[Token], label: Token) -> list[Token]:
    """End a value before a comma that stands alone and words in the label's type: ``Rosa Alaimo , referente (RIF)``."""
    for number, (comma, word) in enumerate(pairwise(tokens)):
        alone = number and comma.text in (",", ";") and comma.source == label.source
        if alone and word.font == label.font and word.text[:1].islower() and word.line == comma.line:
            return tokens[:number]
    return tokens


def _colon(tokens: Sequence[Token], label: Token) -> bool:
    """Tell whether a text in the label's type leads to a colon without a gap."""
    for number, token in enumerate(tokens):
        own = token.kind == "word" and (not label.font or label.kind != "word" or token.font == label.font)
        if not own or (number and token.box.x0 - tokens[number - 1].box.x1 > word_gap(token)):
            return False
        if token.text.endswith(":"):
            return True
    return False


def _says(token: Token) -> bool:
    """Tell whether a word can be a value: not punctuation and no unit."""
    return any(c.isalnum() or c in "+±" for c in token.text) and not is_unit(token.text)


def _goes_on_as_print(token: Token, right: float, after: Sequence[Token]) -> bool:
    """Tell whether a word of the print follows a blank that ends at ``right``: wording, or the sentence's full stop.

    The sign between two blanks, as in dates, is no end.
    """
    if token.text[:1] in ".,;":
        return 0 < right < token.box.x0 + 1 and not any(t.kind in ("blank", "widget") for t in after)
    return token.box.x0 > right + _BEHIND and _is_wording(token.text)


def _is_wording(text: str) -> bool:
    """Tell whether a word is no unit; ``e``, ``in`` and ``a`` in small letters are words, as in ``[e] kVAr`` and ``In``."""
    return any(c.isalpha() for c in text) and (text in ("in", "e", "a") or not is_unit(text))
