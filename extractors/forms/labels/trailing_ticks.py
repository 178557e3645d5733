"""Tick places at the right margin, far behind the words they belong to: a list whose places stand in one column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from extractors.forms.stream.flow import Flow
from extractors.forms.stream.tokens import Token

#: Heights of a line that such a place stands behind its words at least, and lines that have one in the same column.
_FAR, _LINES = 2.0, 2
#: Points that the places may stand apart.
_COLUMN = 4.0


def trailing_ticks(flow: Flow, lines: Mapping[int, Sequence[int]]) -> dict[int, list[int]]:
    """Return the words of each tick place that ends its line in a column of such; ``lines`` gives the tick places by line."""
    columns: dict[int, list[int]] = defaultdict(list)
    for line, marks in lines.items():
        members = flow.lines[line]
        mark = flow.tokens[marks[0]]
        if len(marks) > 1 or members[-1] != mark.index or len(members) < 2 or mark.cell >= 0:
            continue
        before = flow.tokens[members[-2]]
        if before.kind == "word" and mark.box.x0 - before.box.x1 > _FAR * max(before.box.height, 6.0):
            columns[round(mark.box.centre[0] / _COLUMN)].append(mark.index)
    return {mark: _words(flow, mark) for marks in columns.values() if len(marks) >= _LINES for mark in marks}


def _words(flow: Flow, mark: int) -> list[int]:
    """Return the words before a place, those of the line above too where they go on."""
    line = flow.tokens[mark].line
    own = [i for i in flow.lines[line] if i != mark and flow.tokens[i].kind == "word"]
    above = [flow.tokens[i] for i in flow.lines[line - 1]] if line else []
    return [t.index for t in above] + own if above and _goes_on(above, flow.tokens[own[0]]) else own


def _goes_on(above: Sequence[Token], first: Token) -> bool:
    lead = above[0]
    words = all(t.kind == "word" and t.font == first.font for t in above)
    near = 0 < first.box.top - lead.box.top < 1.6 * max(first.box.height, 6.0) and abs(lead.box.x0 - first.box.x0) < 3
    return words and near and lead.page == first.page and first.text[:1].islower() and above[-1].text[-1:] not in ":.;"
