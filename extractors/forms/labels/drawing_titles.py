"""The title of a drawing inside a sentence: ``si riporta di seguito la curva di capability (P,Q) di ciascun generatore:``."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.forms.stream.flow import Flow
from extractors.forms.wording.describe import Entry


def drawing_title(flow: Flow, entry: Entry, span: Sequence[int]) -> tuple[int, int] | None:
    """Return the tokens ``[start, end)`` of the last words that name a drawing, None where none do.

    Nothing is filled in beside them, so they need not look like a label; what is drawn stands under the last of them.
    """
    for line in sorted({flow.tokens[i].line for i in span}, reverse=True):
        said = [(p, i) for i in flow.lines[line] for p in flow.tokens[i].norm]
        for wording in entry.labels:
            for at in range(len(said) - len(wording), -1, -1):
                if tuple(p for p, _ in said[at : at + len(wording)]) == wording:
                    return said[at][1], said[at + len(wording) - 1][1] + 1
    return None
