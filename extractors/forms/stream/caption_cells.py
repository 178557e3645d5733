"""Boxes with a small caption in the top left corner and the value under it: ``A.1 Cognome`` over ``Rossi``."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from domain.geometry import Box
from extractors.forms.stream.flow import Flow
from extractors.forms.stream.tokens import Token, alike
from extractors.forms.wording.text import NUMBERING

#: Heights of the caption's line that its top stands under the box's edge at most, and room that is left under it; how
#: much more room is under it than over it: a text alone in the middle of its cell is no caption.
_AT_TOP, _ROOM, _MORE = 1.0, 0.9, 2.0


def caption_of(flow: Flow, cell: int) -> list[Token]:
    """Return the tokens of a cell's caption, its number first; empty where the cell has none.

    The caption is in one type, at the top of the box; what stands under it is in another, a tick place, or nothing.
    """
    members = [flow.tokens[i] for i in flow.in_cell.get(cell, ())]
    if not members:
        return []
    scanned = members[0].source == "ocr"  # no types: a caption's line says it all, and small letters under it go on
    line = [t for t in members if t.line == members[0].line]
    words = _counted_off(line)
    if not words or any(t.kind != "word" or not (scanned or alike(t, words[0])) for t in words):
        return []
    under = [t for t in members if t.line != members[0].line]
    while under and _goes_on(under, words[0]):
        line += [t for t in under if t.line == under[0].line]
        under = [t for t in under if t.line != under[0].line]
    frame, first, last = flow.cells[cell].box, words[0].box, line[-1].box
    high = max(first.height, 4.0)
    over, room = first.top - frame.top, frame.bottom - last.bottom
    at_top = over < _AT_TOP * high and room > max(_ROOM * high, _MORE * over)
    parted = not under or under[0].kind != "word" or (_begins(under[0]) if scanned else not alike(under[0], words[0]))
    return line if at_top and parted else []


def under_caption(flow: Flow, cell: int, caption: Sequence[Token]) -> list[Token]:
    """Return what stands in a cell besides its caption."""
    return [t for i in flow.in_cell.get(cell, ()) if (t := flow.tokens[i]) not in caption]


def captioned_box(flow: Flow, label: Token, taken: Collection[int]) -> Box | None:
    """Return where the explanation of a label stands that is a caption: behind words that lead to it, or in the next box.

    Tokens ``taken`` belong to labels and options: a box that holds one asks for something else.
    """
    if label.cell < 0 or label not in caption_of(flow, label.cell):
        return None
    frame = flow.cells[label.cell].box
    lead = [t for i in flow.in_cell[label.cell] if (t := flow.tokens[i]).text.endswith(":") and i not in taken]
    if lead and lead[-1].line != label.line:
        return Box(lead[-1].box.x1, lead[-1].box.top, frame.x1, frame.bottom)
    cells = dict.fromkeys(flow.tokens[i].cell for i in flow.rows[label.row] if i > label.index)
    beside = next((n for n in cells if n not in (-1, label.cell)), -1)
    named = beside >= 0 and caption_of(flow, beside) and not any(i in taken for i in flow.in_cell[beside])
    return flow.cells[beside].box if named else None


def _begins(token: Token) -> bool:
    """Tell whether a scanned word begins a text: a value, and not the rest of a caption."""
    return token.text[:1].isupper() or token.text[:1].isdigit()


def _counted_off(line: Sequence[Token]) -> list[Token]:
    """Drop the number before a caption, which may be in another type."""
    return list(line[1:]) if len(line) > 1 and NUMBERING.match(line[0].text) else list(line)


def _goes_on(under: Sequence[Token], first: Token) -> bool:
    """Tell whether the next line is the rest of the caption: in its type, in small letters or in capitals like it."""
    line = [t for t in under if t.line == under[0].line]
    goes_on = under[0].text[:1].islower() or (first.text.isupper() and under[0].text.isupper())
    return all(t.kind == "word" and alike(t, first) for t in line) and goes_on
