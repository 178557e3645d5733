"""Blanks that nothing drawn proves: words of no label stand where their value would, so that they may be it.

A label at the end of its line, and on the next one words that nobody claimed; a leader behind words that no label
knows, on a form whose values were typed before the rest of theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from domain.forms import FieldValue
from extractors.forms.places.places import Place
from extractors.forms.stream.flow import Flow, word_gap
from extractors.forms.stream.tokens import Token
from extractors.forms.trust.holders import Holders
from extractors.forms.trust.scanned_blanks import Evidence

#: Values typed before the rest of their leaders from which on others of a section may be so.
_TYPED = 2
#: Heights of a line within which words follow a label.
_NEXT = 3.0


def open_blanks(
    fields: Mapping[str, FieldValue], flow: Flow, evidence: Mapping[str, Evidence], free: Sequence[Token]
) -> set[str]:
    """Return the blanks whose value unclaimed words may be; ``free`` are the tokens of no label and no table."""
    filled = Holders(v for v in fields.values() if v.value is not None)
    unread = {t.index for t in free if t.kind == "word" and t.source == "text" and _says(t) and not filled.of(t)}
    found = {
        n
        for n, seen in evidence.items()
        if fields[n].value is None and seen.place.how == "none" and _followed(flow, seen.item.end, unread)
    }
    if sum(_before_leader(seen.place) for seen in evidence.values()) < _TYPED:
        return found
    leaders: dict[object, Token] = {(t.page, t.box): t for t in free if t.kind == "blank"}
    empty = {n: t for n, v in fields.items() if v.value is None and (t := leaders.get((v.page, v.box)))}
    return found | {n for n, leader in empty.items() if _behind(flow, leader, unread)}


def _says(token: Token) -> bool:
    return any(c.isalnum() for c in token.text) and not token.text.endswith(":")


def _followed(flow: Flow, end: int, unread: set[int]) -> bool:
    """Tell whether the next thing behind a label, over a note in brackets, is a word that nobody claimed, near it."""
    label, depth = flow.tokens[end - 1], 0
    for token in flow.tokens[end:]:
        depth += token.text.count("(")
        noted = depth > 0
        depth -= token.text.count(")")
        if not noted:
            near = token.page == label.page and token.box.top - label.box.bottom < _NEXT * max(label.box.height, 6.0)
            return token.index in unread and near and token.line != label.line
    return False


def _before_leader(place: Place) -> bool:
    """Tell whether a value was typed before the rest of the leader that it stands on."""
    rest = next((t for t in place.tokens if t.kind == "blank"), None)
    return rest is not None and any(t.line == rest.line and t.box.x1 < rest.box.x0 for t in place.words)


def _behind(flow: Flow, leader: Token, unread: set[int]) -> bool:
    """Tell whether a leader goes on right behind a word that nobody claimed."""
    before = flow.tokens[leader.index - 1] if leader.index else leader
    return before.index in unread and before.line == leader.line and leader.box.x0 - before.box.x1 < word_gap(before)
