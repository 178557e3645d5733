"""Values of a scan that end where no type tells print from writing: blanks beside unread words, words beyond their line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.forms import FieldValue
from extractors.forms.labels.choose import Item
from extractors.forms.places.places import Place
from extractors.forms.stream.flow import Flow
from extractors.forms.stream.levels import Levels
from extractors.forms.stream.tokens import Token
from extractors.forms.trust.holders import Holders
from extractors.forms.wording.units import is_unit

#: Points beside and under a label within which a word that no field claimed may be its value, and a word is level with it.
_BESIDE, _UNDER, _LEVEL = 220.0, 16.0, 5.0
#: Confidence from which a scanned word is one.
_READ = 0.5
#: Points by which a value may pass the end of the line that it stands on.
_PASSES = 6.0


@dataclass(frozen=True)
class Evidence:
    """What a value was read from: its label and its place."""

    item: Item
    place: Place


def beside_unread(
    fields: Mapping[str, FieldValue], flow: Flow, evidence: Mapping[str, Evidence], free: Sequence[Token]
) -> set[str]:
    """Return the scanned blanks behind or over which a word stands that no field claimed, and the values that pass their line.

    ``free`` are the tokens that belong to no label.
    """
    scanned = {n: seen for n, seen in evidence.items() if flow.tokens[seen.item.start].source == "ocr"}
    if not scanned:
        return set()
    filled = Holders(v for v in fields.values() if v.value is not None)
    words = [t for t in free if t.kind == "word" and t.confidence >= _READ and _says(t) and not filled.of(t)]
    unread = Levels(words, lambda t: t.box)
    blanks = {n for n, seen in scanned.items() if fields[n].value is None and _near(flow, seen.item, unread)}
    return blanks | {n for n, seen in scanned.items() if fields[n].value is not None and _passes(seen.place)}


def _says(token: Token) -> bool:
    return any(c.isalnum() for c in token.text) and not is_unit(token.text) and not token.text.endswith(":")


def _near(flow: Flow, item: Item, unread: Levels[Token]) -> bool:
    """Tell whether an unread word stands behind a label on its level, or right under it."""
    first, last = flow.tokens[item.start], flow.tokens[item.end - 1]
    x, y = last.box.x1, last.box.centre[1]
    around = [t for t in unread.between(y - _LEVEL, y + _LEVEL + _UNDER) if t.page == last.page]
    beside = any(abs(t.box.centre[1] - y) <= _LEVEL and -1 <= t.box.x0 - x <= _BESIDE for t in around)
    return beside or any(t.box.top > y and first.box.x0 - _LEVEL <= t.box.x0 < x for t in around)


def _passes(place: Place) -> bool:
    """Tell whether words of a value stand beyond the end of the lines to write on."""
    lines = [t.box for t in place.tokens if t.kind == "blank"]
    return bool(lines) and any(
        not any(b.x0 - _PASSES < t.box.centre[0] < b.x1 + _PASSES for b in lines)
        for t in place.tokens
        if t.kind == "word" and _says(t)
    )
