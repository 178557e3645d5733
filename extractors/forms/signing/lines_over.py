"""Lines to sign on that stand over their captions: ``________`` and under it ``L'Utente attivo (timbro e firma)``."""

from __future__ import annotations

from domain.geometry import Box
from extractors.forms.stream.flow import RULE, Flow, word_gap
from extractors.forms.stream.tokens import Token

#: Least length of a line to sign on, room between it and its caption, as a share of the caption's height (points).
_LONG, _CLOSE = 60.0, 0.7
#: Room over the line in which a signature stands, and how far it goes beyond the ends (points).
_HIGH, _PAST = 46.0, 8.0
#: Lines that a caption may have above the words that are known.
_CAPTION = 2
#: Lines of the page before the caption's own among which the line stands.
_BACK = 8
#: Room between a caption and the line to sign on under it, least and most (points).
_LOW, _DEEP = 15.0, 80.0
#: What a line has over the place where one writes: a drawn line is a token nine points high.
_FOOT = 1.5


def zone_over(flow: Flow, label: Token, around: Box) -> Box | None:
    """Return the room over the line that a caption stands right under; None where the label is no caption."""
    before = [
        flow.tokens[i] for line in range(max(0, label.line - _BACK), label.line) for i in flow.lines[line]
    ]  # fmt: skip
    before = [t for t in before if t.page == label.page]
    around = _whole(flow, label, around)
    lines = [t for t in before if t.kind == "blank" and t.box.width >= _LONG and _right_over(t, around)]
    if any(_led(flow, t) for t in lines) and _line_under(flow, label, around):
        lines = [t for t in lines if not _led(flow, t)]  # ``il ......`` over the caption asks for the date
    if not lines:
        return None
    box = min(lines, key=lambda t: abs(t.box.centre[0] - around.centre[0])).box
    words = [
        t.box.bottom
        for t in before
        if t.kind == "word" and t.source == "text" and t.box.bottom < box.bottom - 4
        and t.box.x0 < box.x1 and t.box.x1 > box.x0 and sum(c.isalpha() for c in t.text) > 2
    ]  # fmt: skip
    foot = box.bottom - _FOOT
    return Box(box.x0 - _PAST, max([foot - _HIGH, *words]), box.x1 + _PAST, foot)


def _led(flow: Flow, line: Token) -> bool:
    """Tell whether a word leads to a line: it is the word's blank."""
    before = flow.tokens[line.index - 1] if line.index else line
    return before.kind == "word" and before.line == line.line and line.box.x0 - before.box.x1 < word_gap(before)


def _line_under(flow: Flow, label: Token, caption: Box) -> bool:
    """Tell whether a line that no word leads to stands under the caption, with room to sign between."""
    under = (flow.tokens[i] for line in flow.lines[label.line : label.line + _BACK] for i in line)
    return any(
        t.kind == "blank" and t.page == label.page and t.box.width >= _LONG and not _led(flow, t)
        and t.box.x0 <= caption.centre[0] <= t.box.x1 and _LOW <= t.box.bottom - caption.bottom <= _DEEP
        for t in under
    )  # fmt: skip


def _whole(flow: Flow, label: Token, caption: Box) -> Box:
    """Return the box of a caption with its lines above the label: ``L'Utente attivo`` over ``(timbro e firma)``."""
    for token in _together(flow, label):
        caption = caption.union(token.box)
    for line in range(label.line - 1, max(-1, label.line - 1 - _CAPTION), -1):
        tokens = [flow.tokens[i] for i in flow.lines[line]]
        over = _centred(tokens, caption)
        gap = caption.top - max((t.box.bottom for t in over), default=-1000.0)
        if not over or tokens[0].page != label.page or not -3.0 <= gap <= _CLOSE * max(caption.height, 6.0):
            break
        for token in over:
            caption = caption.union(token.box)
    return caption


def _together(flow: Flow, label: Token) -> list[Token]:
    """Return the words of the label's line that follow each other without a gap, its own among them."""
    found: list[Token] = []
    for token in (flow.tokens[i] for i in flow.lines[label.line]):
        apart = not found or token.box.x0 - found[-1].box.x1 > word_gap(token) or token.kind != "word"
        if apart and label in found:
            break
        found = [token] if apart else [*found, token]
    return found


def _centred(tokens: list[Token], caption: Box) -> list[Token]:
    """Return the words of a line that stand together over the middle of a caption; none where anything else does."""
    near = [t for t in tokens if t.box.x1 > caption.x0 - _PAST and t.box.x0 < caption.x1 + _PAST]
    if not near or any(t.kind != "word" for t in near):
        return []
    middle = (near[0].box.x0 + near[-1].box.x1) / 2
    return near if abs(middle - caption.centre[0]) < _PAST else []


def _right_over(line: Token, caption: Box) -> bool:
    """Tell whether a line stands over the caption's middle and closer to it than writing would leave room for."""
    foot = line.box.bottom - (1.0 if line.font == RULE else 0.0)
    close = -3.0 <= caption.top - foot <= _CLOSE * max(caption.height, 6.0)
    return close and line.box.x0 <= caption.centre[0] <= line.box.x1
