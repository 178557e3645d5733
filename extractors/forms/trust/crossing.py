"""Values of two columns that run into each other over the rule between them: neither can be told from the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from domain.forms import FieldValue
from extractors.forms.stream.flow import Flow
from extractors.forms.stream.tokens import Token

#: Least share of a word on each side of a rule for it to be two words, and height of a band of the page (points).
_SHARE, _BAND = 0.25, 12.0


def run_together(flow: Flow, fields: Mapping[str, FieldValue]) -> set[str]:
    """Return the fields that hold a part of a printed word which stands in two cells side by side."""
    words: dict[tuple[int | None, int], list[Token]] = defaultdict(list)
    for token in flow.tokens:
        if _in_two_cells(flow, token):
            words[token.page, int(token.box.centre[1] // _BAND)].append(token)
    if not words:
        return set()
    return {
        name
        for name, value in fields.items()
        if value.box is not None and value.source == "text"
        for band in range(int(value.box.top // _BAND), int(value.box.bottom // _BAND) + 1)
        for token in words.get((value.page, band), ())
        if token.box.overlap(value.box) > 0
    }


def _in_two_cells(flow: Flow, token: Token) -> bool:
    if token.kind != "word" or token.source != "text" or token.cell < 0:
        return False
    cell, least = flow.cells[token.cell].box, _SHARE * token.box.width
    return token.box.x0 < cell.x0 - least or token.box.x1 > cell.x1 + least
