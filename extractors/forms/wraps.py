"""Sentences that break between a label and its blank: the value stands at the start of the next line or page."""

from __future__ import annotations

from extractors.forms.flow import Flow
from extractors.forms.tokens import Token

#: Heights of a line within which the next one goes on with the same paragraph.
_SPACED = 1.9
#: Points by which lines of a paragraph may begin apart.
_MARGIN = 8.0


def continued(flow: Flow, label: Token, stop: int, labelled: set[int]) -> list[Token]:
    """Return what stands at the start of the next line, up to the next label, where a label ends its own line.

    The next line must begin with something to write on at the paragraph's margin; it may be the first of the next page.
    """
    members, line = flow.lines[label.line], label.line + 1
    if label.cell >= 0 or members[-1] != label.index or line >= len(flow.lines) or flow.line_cell[line] >= 0:
        return []
    lead, start = flow.tokens[flow.lines[line][0]], flow.tokens[members[0]]
    if lead.kind not in ("blank", "widget") or abs(lead.box.x0 - start.box.x0) > _MARGIN:
        return []
    top = min(flow.tokens[i].box.top for i in flow.lines[line])
    near = -2 < top - label.box.bottom < _SPACED * max(label.box.height, 8.0)
    if not (near if lead.page == label.page else lead.page == label.page + 1):
        return []
    found = _before_label(flow, line, stop, labelled)
    while any(t.kind == "word" for t in found) and _same_rule(flow, line, line + 1):
        line += 1
        more = _before_label(flow, line, stop, labelled)
        if len(more) < len(flow.lines[line]):
            break
        found += more
    return found


def _before_label(flow: Flow, line: int, stop: int, labelled: set[int]) -> list[Token]:
    found: list[Token] = []
    for index in flow.lines[line]:
        if index in labelled or index >= stop or flow.tokens[index].kind == "mark":
            break
        found.append(flow.tokens[index])
    return found


def _same_rule(flow: Flow, line: int, below: int) -> bool:
    """Tell whether two lines stand on rules of one length, one under the other: lines to write a text on."""
    if below >= len(flow.lines):
        return False
    one, two = (flow.tokens[flow.lines[n][0]] for n in (line, below))
    close = 0 < two.box.top - one.box.top < 2.5 * max(one.box.height, 8.0)
    same = abs(one.box.x0 - two.box.x0) < 3 and abs(one.box.x1 - two.box.x1) < 3
    return one.kind == two.kind == "blank" and one.page == two.page and close and same
