"""Which word follows another in running text, whose lines may be justified and break anywhere."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from extractors.forms.stream.flow import Flow, word_gap
from extractors.forms.stream.tokens import Token

#: Heights of a line between two of a paragraph, and how much wider than the others of its justified line a gap may be.
_SPACED, _WIDER = 1.2, 1.6
#: Heights of a line that no room within a text is wide.
_APART = 6.0


def follows(flow: Flow, last: Token, token: Token) -> bool:
    """Tell whether a word follows another as in one text: on its line, justified or not, or from a full line to the next."""
    if token.line == last.line:
        gap = token.box.x0 - last.box.x1
        return gap < word_gap(token) or gap < _WIDER * _usual_gap(flow, token.line)
    line = flow.lines[token.line]
    furthest = max(t.box.x1 for t in flow.tokens[max(0, last.index - 400) : token.index + 400] if t.page == last.page)
    full = furthest - last.box.x1 < token.box.width + 2 * last.box.height
    near = -2 < token.box.top - last.box.bottom < _SPACED * max(last.box.height, 6.0)
    return token.line == last.line + 1 and line[0] == token.index and full and near


def _usual_gap(flow: Flow, line: int) -> float:
    """Return the usual room between the words of a line; 0 for a line of a few words, which no printer justifies."""
    words = [flow.tokens[i].box for i in flow.lines[line]]
    gaps = [b.x0 - a.x1 for a, b in pairwise(words)]
    return median(gaps) if len(gaps) > 3 else 0.0


def far_apart(one: Token, two: Token) -> bool:
    """Tell whether so much room is between two printed words of a line that no text goes over it, however justified."""
    height = max(two.box.height, 6.0)
    return one.line == two.line and two.source == "text" and two.box.x0 - one.box.x1 > _APART * height
