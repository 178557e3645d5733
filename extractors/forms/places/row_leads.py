"""Words with which the rows of a list come from their tick places to what is written: ``(X) SI / ( ) NO; precisazioni ...``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractors.forms.labels.choose import Item
from extractors.forms.places.prose import prose_value
from extractors.forms.stream.flow import Flow
from extractors.forms.stream.tokens import Token

#: Rows that must come to it with the same words, and the most words.
_ROWS, _WORDS = 3, 3


def row_leads(flow: Flow, options: Sequence[Item]) -> frozenset[tuple[str, ...]]:
    """Return the pieces of the words that stand behind the answers of several rows: print, and no value."""
    counts: Counter[tuple[str, ...]] = Counter()
    for end in {item.end for item in options}:
        counts.update(_beginnings(flow, end))
    return frozenset(lead for lead, count in counts.items() if count >= _ROWS)


def behind_lead(flow: Flow, end: int, stop: int, labelled: set[int], leads: frozenset[tuple[str, ...]]) -> list[Token]:
    """Return what is written behind the words that lead on from an answer which ends before token ``end``."""
    said = [lead for lead in _beginnings(flow, end) if lead in leads]
    if not said:
        return []
    last = end + len(said[-1]) - 1
    return prose_value(flow, flow.tokens[last], last + 1, stop, labelled, ()) or []


def _beginnings(flow: Flow, end: int) -> list[tuple[str, ...]]:
    """Return the first word behind an answer on its line, the first two, and so on; each is one piece in small letters."""
    found: list[tuple[str, ...]] = []
    pieces: list[str] = []
    line = flow.tokens[end - 1].line
    for token in flow.tokens[end : end + _WORDS]:
        said = token.text.removesuffix(":")
        if (
            token.kind != "word"
            or token.line != line
            or len(token.norm) != 1
            or not (said.isalpha() and said.islower())
        ):
            break
        pieces.append(token.norm[0])
        found.append(tuple(pieces))
        if said != token.text:
            break
    return found
