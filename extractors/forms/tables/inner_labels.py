"""Labels inside a row of a table: ``Vo ____ V`` and ``Io ____ A`` of one direction, in one row or each in its own."""

from __future__ import annotations

from collections.abc import Sequence

from domain.geometry import Box
from extractors.forms.stream.flow import Flow
from extractors.forms.stream.neighbours import neighbour
from extractors.forms.stream.tokens import Token
from extractors.forms.tables.headers import Head
from extractors.forms.wording.units import is_unit


def behind_inner(flow: Flow, head: Head, tokens: Sequence[Token], at: int, until: int, ticks: float) -> list[Token]:
    """Return what stands behind the label ``tokens[at]`` inside a row, up to the next: in its cell, else level with it.

    A unit behind the label has the place to write on before it, in the label's own cell. A label in the name of its row
    has its value in the first column that is known, else in the cell beside it. ``ticks`` is where tick places begin.
    """
    label = tokens[at]
    held = [t for t in tokens[at + 1 : until] if t.cell == label.cell]
    if label.cell < 0:
        return [t for t in held if t.box.centre[0] < ticks]
    if any(_value_like(t) or (t.text and t.text[0] not in "([") for t in held):
        return held
    own = flow.cells[label.cell].box
    _, x0, x1 = head.bands[0]
    if own.x1 < x0 + 3:
        return [t for t in tokens if x0 - 1 < t.box.centre[0] < x1 + 1 and own.top < t.box.centre[1] < own.bottom]
    beside = neighbour(flow, label.cell, "right")
    return [t for t in tokens if t.cell == beside]


def before_inner(tokens: Sequence[Token], at: int, following: int) -> int:
    """Return where the words end that stand behind the label ``tokens[at]``, before the label ``tokens[following]``.

    On a line of its own the words before the next label are its own: ``corrente | Io:`` under ``tensione | Vo: ____ V``.
    """
    line = tokens[following].line
    until = following
    while line != tokens[at].line and tokens[until - 1].line == line and tokens[until - 1].kind == "word":
        until -= 1
    return until


def inner_box(flow: Flow, head: Head, label: Token) -> Box:
    """Return where the value of a label inside a row stands: in the first known column where it stands left of that."""
    _, x0, x1 = head.bands[0]
    for number in flow.page_cells.get(label.page, ()) if label.cell >= 0 and label.box.x1 < x0 + 3 else ():
        cell = flow.cells[number]
        level = cell.box.top < label.box.centre[1] < cell.box.bottom
        if level and cell.table == flow.cells[label.cell].table and x0 - 1 < cell.box.centre[0] < x1 + 1:
            return cell.box
    return Box(label.box.x1, label.box.top, label.box.x1 + 50, label.box.bottom)


def _value_like(token: Token) -> bool:
    return token.kind in ("widget", "blank") or (token.kind == "word" and not is_unit(token.text))
