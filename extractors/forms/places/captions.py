"""Labels that stand under the line to write on, in brackets or small type."""

from __future__ import annotations

from itertools import pairwise

from extractors.forms.labels.label_ends import chunk_start
from extractors.forms.stream.flow import Flow
from extractors.forms.stream.tokens import Token, alike

#: Lines before a label's own among which the line above it and what is written on it are sought.
_BACK = 6
#: Heights of a line that words of a sentence stand apart at most, however justified.
_ROOM = 4.0
#: Room between a line and the foot of what is written on it (points).
_WRITTEN = 9.0


def line_over(flow: Flow, first: Token, label: Token, labelled: set[int]) -> list[Token] | None:
    """Return what stands on the line right over a caption, the line itself last; None where the label is no caption."""
    if _in_sentence(flow, first):
        return None
    first = chunk_start(flow, first)
    before = _before(flow, first)
    rules = [t for t in before if t.kind == "blank" and _right_over(t, first)]
    if not rules or not (first.text.startswith("(") or _line_is_nearer(flow, first, label, rules)):
        return None
    rule = min(rules, key=lambda t: abs(t.box.x0 - first.box.x0))
    on_it = [
        t
        for t in before
        if t.kind in ("word", "widget")
        and t.index not in labelled
        and rule.box.x0 - 3 <= t.box.centre[0] <= rule.box.x1 + 3
        and rule.box.bottom - _WRITTEN <= t.box.bottom <= rule.box.bottom + 5
    ]
    foot = max((t.box.bottom for t in on_it), default=0.0)
    lowest = [t for t in on_it if t.box.bottom > foot - 0.6 * max(t.box.height, 6.0)]
    return [*sorted(lowest, key=lambda t: t.box.x0), rule]


def _in_sentence(flow: Flow, first: Token) -> bool:
    """Tell whether a label goes on with the printed words before it on its line: a caption stands alone."""
    line = flow.lines[first.line]
    before = [flow.tokens[i] for i in line[max(0, line.index(first.index) - 2) : line.index(first.index)]]
    near = all(u.box.x0 - t.box.x1 < _ROOM * max(first.box.height, 6.0) for t, u in pairwise([*before, first]))
    return len(before) > 1 and near and all(t.kind == "word" and alike(t, first) for t in before)


def field_over(flow: Flow, first: Token, labelled: set[int]) -> Token | None:
    """Return the form field right over a label, if no other label stands before it on its line."""
    fields = [t for t in _before(flow, first) if t.kind == "widget" and _right_over(t, first)]
    if not fields:
        return None
    field = max(fields, key=lambda t: t.box.bottom)
    line = flow.lines[field.line]
    return None if any(i in labelled for i in line[: line.index(field.index)]) else field


def _before(flow: Flow, first: Token) -> list[Token]:
    lines = range(max(0, first.line - _BACK), first.line)
    tokens = [flow.tokens[i] for line in lines for i in flow.lines[line]]
    return [t for t in tokens if t.page == first.page and t.cell == first.cell]


def _right_over(rule: Token, first: Token) -> bool:
    gap = first.box.top - rule.box.bottom
    within = abs(rule.box.x0 - first.box.x0) < 10 or rule.box.x0 <= first.box.x0 <= rule.box.x1
    return within and -4.0 <= gap <= 0.9 * max(first.box.height, 6.0) + 2


def _line_is_nearer(flow: Flow, first: Token, label: Token, rules: list[Token]) -> bool:
    """Tell whether a small label stands closer to the line over it than to any line, box or field under it."""
    size = max((t.size for t in _before(flow, first) if t.kind == "word"), default=0.0)
    if not 0 < first.size <= 0.85 * size:
        return False
    after = [
        flow.tokens[i] for line in range(first.line, min(len(flow.lines), first.line + 3)) for i in flow.lines[line]
    ]
    under = [t.box.bottom - label.box.bottom for t in after if t.kind in ("blank", "widget") and t.page == first.page]
    cells = (flow.cells[n].box for n in flow.page_cells.get(first.page, ()))
    under += [b.top - label.box.bottom for b in cells if b.top >= label.box.bottom and abs(b.x0 - first.box.x0) < 12]
    over = min(first.box.top - t.box.bottom for t in rules)
    return all(gap > 24 or gap < 0 for gap in under) and over < 5
