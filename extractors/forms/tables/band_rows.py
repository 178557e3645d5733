"""Rows of one cell across a table: headings of the lines under them, which else say the same again.

``Personale di riferimento`` over ``RIF`` and ``RI``, then ``Personale reperibile h24`` over ``RIF`` and ``RI``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractors.forms.stream.flow import Flow
from extractors.forms.stream.tokens import Token
from extractors.forms.tables.body_lines import BodyLine
from extractors.forms.tables.headers import Head
from extractors.forms.tables.table_lines import label_words


def under_bands(flow: Flow, rows: Sequence[BodyLine], head: Head) -> list[BodyLine]:
    """Return the rows without the headings across them; rows of one name get their heading's words as ``over``.

    A name that stands only once says enough by itself.
    """
    bands = [_is_band(flow, row, head) for row in rows]
    said = [tuple(p for t in label_words(row.tokens, head.label_end) for p in t.norm) for row in rows]
    again = Counter(name for name, band in zip(said, bands, strict=True) if name and not band)
    if max(again.values(), default=0) < 2:
        return list(rows)
    found: list[BodyLine] = []
    over: list[Token] = []
    for row, name, band in zip(rows, said, bands, strict=True):
        if band:
            over = row.tokens
            continue
        row.over = list(over) if again[name] > 1 else []
        found.append(row)
    return found


def _is_band(flow: Flow, row: BodyLine, head: Head) -> bool:
    """Tell whether a row is one cell over all columns that holds words alone."""
    if len(row.cells) != 1 or not row.tokens or any(t.kind != "word" for t in row.tokens):
        return False
    box = flow.cells[row.cells[0]].box
    return all(box.x0 < (x0 + x1) / 2 < box.x1 for _, x0, x1 in head.bands)
