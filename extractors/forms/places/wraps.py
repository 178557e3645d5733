"""Sentences that break between a label and its blank: the value stands at the start of the next line or page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.forms.labels.typed_blanks import left_by
from extractors.forms.stream.flow import RULE, Flow
from extractors.forms.stream.tokens import Token
from extractors.forms.values.hints import HINT

#: Heights of a line within which the next one goes on with the same paragraph.
_SPACED = 1.9
#: Points by which lines of a paragraph may begin apart.
_MARGIN = 8.0

#: A number of two parts and more before what a line asks for.
_NUMBERED = re.compile(r"\d{1,2}(-[a-z]+)?(\.\d{1,2})+[.)]?")


def continued(flow: Flow, label: Token, stop: int, labelled: set[int]) -> list[Token]:
    """Return what stands at the start of the next line, up to the next label, where a label ends its own line.

    The next line must begin with something to write on, or with what was typed there, at the paragraph's margin; it may be the first of the next page.
    """
    members, line = flow.lines[label.line], label.line + 1
    if label.cell >= 0 or members[-1] != label.index or line >= len(flow.lines) or flow.line_cell[line] >= 0:
        return []
    lead, start = flow.tokens[flow.lines[line][0]], flow.tokens[members[0]]
    typed = _typed_over(flow, label, line, stop, labelled)
    if (lead.kind not in ("blank", "widget") and not typed) or abs(lead.box.x0 - start.box.x0) > _MARGIN:
        return []
    top = min(flow.tokens[i].box.top for i in flow.lines[line])
    near = -2 < top - label.box.bottom < _SPACED * max(label.box.height, 8.0)
    if not (near if lead.page == label.page else lead.page == label.page + 1):
        return []
    if typed:
        return typed
    found = _before_label(flow, line, stop, labelled)
    while any(t.kind == "word" for t in found) and _same_rule(flow, line, line + 1):
        line += 1
        more = _before_label(flow, line, stop, labelled)
        if len(more) < len(flow.lines[line]):
            break
        found += more
    return found


def _typed_over(flow: Flow, label: Token, line: int, stop: int, labelled: set[int]) -> list[Token]:
    """Return the words at the start of a line up to the rest of the blank that they were typed over.

    The blank was too long for the line above, which ends with the label.
    """
    found = _before_label(flow, line, stop, labelled)
    at = next((n for n, t in enumerate(found) if t.kind != "word"), 0)
    if not at or not left_by(flow, found[at], found[:at]):
        return []
    furthest = max(t.box.x1 for n in (label.line, line) for t in (flow.tokens[i] for i in flow.lines[n]))
    room = furthest - label.box.x1
    return found[: at + 1] if room < found[at].box.x1 - found[0].box.x0 + 2 * label.box.height else []


def broken(flow: Flow, inline: Sequence[Token], stop: int, labelled: set[int]) -> list[Token]:
    """Return what stands on the rest of a blank that broke at the end of a full line: ``in ______ | ________, via``."""
    last = inline[-1] if inline else None
    drawn = all((t.kind == "blank" and t.source == "text") or (t.kind == "widget" and not t.text) for t in inline)
    if last is None or not drawn or last.font == RULE or last.cell >= 0:
        return []
    members = [i for i in flow.lines[last.line] if flow.tokens[i].source != HINT]
    line = last.line + 1
    if members[-1] != last.index or line >= len(flow.lines) or flow.line_cell[line] >= 0:
        return []
    below = [i for i in flow.lines[line] if flow.tokens[i].source != HINT]
    if not below:
        return []
    lead, start = flow.tokens[below[0]], flow.tokens[members[0]]
    around = [flow.tokens[i] for n in (last.line - 1, last.line, line) for i in flow.lines[n]]
    furthest = max(t.box.x1 for t in around if t.source != HINT)
    full = furthest - last.box.x1 < 2 * max(last.box.height, 6.0)
    margin = abs(lead.box.x0 - start.box.x0) <= _MARGIN or abs(lead.box.x0 - _text_start(flow, last.line)) <= _MARGIN
    near = lead.page == last.page and -2 < lead.box.top - last.box.bottom < _SPACED * max(last.box.height, 8.0)
    goes_on = lead.kind == "widget" or (lead.kind == "blank" and lead.font == last.font)
    found = _before_label(flow, line, stop, labelled) if goes_on and full and margin and near else []
    return [t for t in found if t.source != HINT]


def _text_start(flow: Flow, line: int) -> float:
    """Return where the text of a list's item begins, behind what counts it and its tick place."""
    tokens = [flow.tokens[i] for i in flow.lines[line]]
    return next((t.box.x0 for t in tokens[1:] if t.kind == "word"), tokens[0].box.x0)


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


def fills(flow: Flow, last: Token, first: Token) -> bool:
    """Tell whether a line goes on with a text that filled the line before to its end, from where that one began."""
    lead = flow.tokens[flow.lines[last.line][0]]
    furthest = max(t.box.x1 for t in flow.tokens if t.page == last.page)
    same = (first.kind, first.font, first.source) == ("word", last.font, last.source) and abs(
        first.size - last.size
    ) < 0.6
    full = furthest - last.box.x1 < first.box.width + 2 * last.box.height and abs(lead.box.x0 - first.box.x0) < 2
    return same and full and -1 < first.box.top - last.box.bottom < 0.7 * last.box.height


def numbered_alike(one: Token, two: Token) -> bool:
    """Tell whether two lines begin with numbers of the form's, ``3.1.2`` and ``3.1.3``: each asks for its own."""
    return abs(one.box.x0 - two.box.x0) < 3 and all(_NUMBERED.fullmatch(t.text) for t in (one, two))
