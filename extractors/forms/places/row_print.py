"""What a table's row prints beside its question: the rest of the label, the wording of a tick place."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.forms.stream.flow import Flow
from extractors.forms.stream.tokens import Token, alike


def without_row_print(flow: Flow, row: Sequence[Token], label: Token) -> list[Token]:
    """Drop the words in the label's own cell and type, and those in cells that hold a tick place or belong to one beside them.

    ``Idranti ed estintori (ubicazione) | ☐ SI | in cabina | ☐ Elmetto``: only ``in cabina`` was written.
    """
    if label.cell < 0 or not label.font:
        return list(row)
    return [t for t in row if t.kind != "word" or not (_of_label(t, label) or _of_tick(flow, t, label))]


def _of_label(token: Token, label: Token) -> bool:
    return token.cell == label.cell and alike(token, label)


def _of_tick(flow: Flow, token: Token, label: Token) -> bool:
    """Tell whether a word in the label's type shares its cell, or the edge of its cell, with a tick place."""
    if token.cell < 0 or not alike(token, label):
        return False
    box = flow.cells[token.cell].box
    ticked = {flow.tokens[i].cell for i in flow.rows[token.row] if flow.tokens[i].kind == "mark"}
    return any(
        c == token.cell or (c >= 0 and c != label.cell and abs(flow.cells[c].box.x0 - box.x1) < 3) for c in ticked
    )
