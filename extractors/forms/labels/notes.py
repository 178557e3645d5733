"""Notes in brackets right behind a label: ``Dispositivo di Interfaccia (costruttore e modello)`` asks for one thing.

Their words may be the label of another field, and there they are none. A note of one word may ask for more: ``Comune (Prov.)``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extractors.forms.labels.choose import Item
from extractors.forms.stream.flow import Flow, word_gap
from extractors.forms.stream.tokens import Token

#: Words that a note has at most.
_LONG = 12


def without_notes(flow: Flow, items: Sequence[Item]) -> list[Item]:
    """Return the labels but those that begin in the note behind another field's label."""
    behind: dict[int, set[int]] = defaultdict(set)
    for item in items:
        if item.gain > 0:
            behind[item.end].add(item.entry)
    noted: dict[int, set[int]] = {}
    for start, entries in behind.items():
        noted.update(dict.fromkeys(_note(flow, start), entries))
    return [item for item in items if item.start not in noted or item.entry in noted[item.start]]


def _note(flow: Flow, start: int) -> range:
    """Return the tokens of the note that a label's last word is followed by, in its font and cell; none where nothing closes it."""
    label = flow.tokens[start - 1]
    if start >= len(flow.tokens) or flow.tokens[start].text[:1] != "(" or not _close(label, flow.tokens[start]):
        return range(0)
    depth = 0
    for index in range(start, min(start + _LONG, len(flow.tokens))):
        token = flow.tokens[index]
        if token.kind != "word" or token.cell != label.cell or (token.font, token.source) != (label.font, label.source):
            return range(0)
        depth += token.text.count("(") - token.text.count(")")
        if depth <= 0:
            return range(start, index + 1) if index > start else range(0)
    return range(0)


def _close(label: Token, note: Token) -> bool:
    """Tell whether a note follows a label as its next word does, or on the next line of its cell."""
    if note.line == label.line:
        return note.box.x0 - label.box.x1 < word_gap(note)
    return note.cell == label.cell >= 0 and note.line == label.line + 1
