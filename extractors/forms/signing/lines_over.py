"""Lines to sign on that stand over their captions: ``________`` and under it ``L'Utente attivo (timbro e firma)``."""

from __future__ import annotations

from domain.geometry import Box
from extractors.forms.stream.flow import RULE, Flow
from extractors.forms.stream.tokens import Token

#: Least length of a line to sign on, room between it and its caption, as a share of the caption's height (points).
_LONG, _CLOSE = 60.0, 0.7
#: Room over the line in which a signature stands, and how far it goes beyond the ends (points).
_HIGH, _PAST = 46.0, 8.0
#: Lines of the page before the caption's own among which the line stands.
_BACK = 8
#: What a line has over the place where one writes: a drawn line is a token nine points high.
_FOOT = 1.5


def zone_over(flow: Flow, label: Token, around: Box) -> Box | None:
    """Return the room over the line that a caption stands right under; None where the label is no caption."""
    before = [
        flow.tokens[i] for line in range(max(0, label.line - _BACK), label.line) for i in flow.lines[line]
    ]  # fmt: skip
    before = [t for t in before if t.page == label.page]
    lines = [t for t in before if t.kind == "blank" and t.box.width >= _LONG and _right_over(t, around)]
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


def _right_over(line: Token, caption: Box) -> bool:
    """Tell whether a line stands over the caption's middle and closer to it than writing would leave room for."""
    foot = line.box.bottom - (1.0 if line.font == RULE else 0.0)
    close = -3.0 <= caption.top - foot <= _CLOSE * max(caption.height, 6.0)
    return close and line.box.x0 <= caption.centre[0] <= line.box.x1
