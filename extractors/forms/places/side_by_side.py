"""Captions that stand side by side, each over its own room: ``Luogo e data          Per il Produttore``.

What stands far behind such a caption on its line is no value: it heads the next column. Its own value stands under it,
on a line drawn from where the caption begins or in a form field.
"""

from __future__ import annotations

from extractors.forms.labels.label_ends import chunk_start
from extractors.forms.stream.flow import Flow
from extractors.forms.stream.tokens import Token, alike

#: Heights of a line from which on a text heads a column of its own.
_FAR = 4.0
#: Lines and heights of a line under a caption within which its value stands.
_LINES, _DOWN = 4, 4.5
#: Points by which a value may begin left or right of its caption.
_LEVEL = 8.0


def under_caption(flow: Flow, first: Token, label: Token, labelled: set[int]) -> list[Token] | None:
    """Return what stands under the caption from ``first`` to ``label`` in its own column; None where it heads none."""
    if label.cell >= 0 or label.source != "text":
        return None
    right = _next_column(flow, label)
    left = chunk_start(flow, first).box.x0
    if right is None:
        return None
    for line in range(label.line + 1, min(len(flow.lines), label.line + 1 + _LINES)):
        tokens = [t for i in flow.lines[line] if left - _LEVEL < (t := flow.tokens[i]).box.x0 < right]
        if not tokens:
            continue
        # What stands behind another label on that line is that label's: ``____, lì ____``.
        own = tokens[: next((n for n, t in enumerate(tokens) if t.index in labelled), len(tokens))]
        if not own or not _beneath(tokens, label) or any(t.kind == "mark" for t in tokens):
            return None
        drawn = own[0].box.x0 - left < _LEVEL and any(t.kind in ("blank", "widget") for t in own[:2])
        return own if drawn else None
    return None


def _next_column(flow: Flow, label: Token) -> float | None:
    """Return the middle of the room to the text that stands far behind a caption as the next on its line, in its type.

    Captions are often centred over their column: a longer one under the next begins left of it.
    """
    members = flow.lines[label.line]
    after = members[members.index(label.index) + 1 :][:1]
    token = flow.tokens[after[0]] if after else None
    if token is None or token.kind != "word" or not alike(token, label):
        return None
    far = token.box.x0 - label.box.x1 > _FAR * max(label.box.height, 6.0)
    return (label.box.x1 + token.box.x0) / 2 if far else None


def _beneath(tokens: list[Token], label: Token) -> bool:
    low = label.box.bottom + _DOWN * max(label.box.height, 6.0)
    return all(t.page == label.page and t.cell < 0 and t.box.top < low for t in tokens)
