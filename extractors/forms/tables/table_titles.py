"""Which of several like tables a head belongs to, by the nearest words over it: ``Riduttori collegati al SPI``."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.forms.stream.flow import Flow
from extractors.forms.stream.tokens import Token
from extractors.forms.tables.headers import Head
from extractors.forms.wording.describe import Table
from extractors.forms.wording.text import says

#: What it gains or costs a table that the nearest title is its own or another's.
OWN, OTHER = 0.5, -0.3
#: Room between a table and the title over it (points), and words beyond which a line is no title.
_OVER, _LONG = 40.0, 12


def title_of(flow: Flow, tables: Sequence[Table], lines: Sequence[int], head: Head) -> str:
    """Return the id of the table of ``tables`` that a head's own words or the nearest row over it name, empty for none."""
    titled = [t for t in tables if t.titles]
    if len(titled) < 2:
        return ""
    rows = dict.fromkeys(flow.tokens[flow.lines[line][0]].row for line in reversed(lines) if line < head.first)
    own = [i for line in range(head.first, head.last + 1) for i in flow.lines[line]]
    for tokens in (own, *(flow.rows[row] for row in rows)):
        # A model may be called SPI-200.
        said = [p for i in tokens if not any(c.isdigit() for c in flow.tokens[i].text) for p in flow.tokens[i].norm]
        named = [t.id for t in titled if any(says(said, w) for w in t.titles)]
        if len(named) == 1:
            return named[0]
    return ""


def words_over(flow: Flow, head: Head) -> list[Token]:
    """Return the words of the line right over a ruled table, where they may name what its rows have in common.

    ``Personale reperibile h24`` over rows ``RIF`` and ``RI``; a sentence or a line with something to fill in is no title.
    """
    first = flow.tokens[flow.lines[head.first][0]]
    line = head.first - 1
    if line < 0 or flow.line_cell[line] >= 0:
        return []
    tokens = [flow.tokens[i] for i in flow.lines[line]]
    near = tokens[0].page == first.page and 0 < first.box.top - tokens[0].box.bottom < _OVER
    return tokens if near and len(tokens) <= _LONG and all(t.kind == "word" for t in tokens) else []
