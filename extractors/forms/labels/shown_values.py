"""What stands behind a label of a sentence shows that it is one: a code, a date, a figure with the field's unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from extractors.forms.labels.choose import Item
from extractors.forms.labels.typed_blanks import leads_to_typed
from extractors.forms.stream.flow import Flow
from extractors.forms.stream.running_text import follows
from extractors.forms.stream.tokens import Token, alike
from extractors.forms.values.values import MONTHS
from extractors.forms.wording.describe import Section

#: The form that tells a value of each kind; a kind without one shows nothing.
_FORMS = {
    "pod": re.compile(r"IT\d{3}E\w{8,9}"),
    "censimp": re.compile(r"IM_?\w{5,10}"),
    "codice_fiscale": re.compile(r"[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]|\d{11}"),
    "partita_iva": re.compile(r"\d{11}"),
    "cap": re.compile(r"\d{5}"),
    "date": re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}"),
    "email": re.compile(r"[^\s@]+@[^\s@]+\.\w+"),
    "pec": re.compile(r"[^\s@]+@[^\s@]+\.\w+"),
}
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
#: Little words between a label and its value: ``è pari a``, ``di``.
_BETWEEN = frozenset({"è", "pari", "a", "di", "n", "e"})
_MOST = 4
#: Words over which a code is written in groups.
_GROUPS = 4
#: Little words between a unit and the label behind it.
_BEHIND_UNIT = frozenset({"in", "di", "al"})
#: What a label gains behind which a value of its field's kind stands.
_SHOWN = 1.2


def shown(flow: Flow, item: Item, section: Section, units: Mapping[str, str], kinds: Mapping[str, str]) -> Item:
    """Return a label without any sign around it as a sure one where the value behind it shows what it is."""
    field = section.entries[item.entry].field
    unit = units.get(field, "")
    if item.gain < _SHOWN and behind_unit(flow, item.start, unit):
        return replace(item, bare=False, gain=item.gain + 2 * _SHOWN)
    kind = kinds.get(field, "")
    if not (item.bare or (item.weak and kind != "text")) or not shows(flow, item.end, kind, unit):
        return item
    return replace(item, bare=False, gain=item.gain + _SHOWN)


def behind_unit(flow: Flow, start: int, unit: str) -> bool:
    """Tell whether a label stands right behind the field's unit, which ends what is called so: ``60 kW in | immissione``."""
    at = before_little_words(flow, start)
    return bool(unit) and at > 0 and flow.tokens[at].text.casefold() == unit.casefold()


def before_little_words(flow: Flow, start: int) -> int:
    """Return the token before the little words that lead to token ``start`` from a unit: ``60 kW | in immissione``."""
    at = start - 1
    while at > 0 and flow.tokens[at].text in _BEHIND_UNIT:
        at -= 1
    return at


def shows(flow: Flow, end: int, kind: str, unit: str) -> bool:
    """Tell whether right behind the label that ends before token ``end`` stands, in its type, what only a value of ``kind`` is.

    A figure counts with its ``unit`` behind it.
    """
    label, at = flow.tokens[end - 1], end
    while at < min(len(flow.tokens), end + _MOST) and _BETWEEN.issuperset(
        {flow.tokens[at].text.casefold().strip("'’.")}
    ):
        at += 1
    run = flow.tokens[end - 1 : at + 2]
    words = [t for t in run[at - end + 1 :] if _goes_on(t, label)]
    if not words or not all(follows(flow, one, two) for one, two in pairwise(run[: at - end + 2])):
        return False
    said = words[0].text.strip("().,;:")
    if kind == "pod":  # written in groups: ``IT 001 E 12345678``
        said = "".join(t.text for t in flow.tokens[at : at + _GROUPS] if _goes_on(t, label))
        return _FORMS[kind].match(said) is not None
    if kind == "text":
        return label.text[:1].islower() and label.text[-1:] not in ".:;" and words[0].text[:1].isupper() and at == end
    if kind == "number":
        behind = words[1].text.strip("().,;:") if len(words) > 1 else ""
        return bool(unit) and FIGURE.fullmatch(said) is not None and behind.casefold() == unit.casefold()
    if kind == "date" and len(words) > 1 and said.isdigit():
        return words[1].text.casefold() in MONTHS
    form = _FORMS.get(kind)
    return form is not None and form.fullmatch(said) is not None


def leads_to_blank(flow: Flow, end: int) -> bool:
    """Tell whether little words, or what was typed there, lead from the label that ends before token ``end`` to a blank."""
    if leads_to_typed(flow, end):
        return True
    label, at = flow.tokens[end - 1], end
    while (
        at < min(len(flow.tokens), end + _MOST)
        and flow.tokens[at].text in _BETWEEN
        and _goes_on(flow.tokens[at], label)
    ):
        at += 1
    after = flow.tokens[at : at + 1]
    return (
        at > end and bool(after) and after[0].kind in ("blank", "widget") and after[0].line == flow.tokens[at - 1].line
    )


def _goes_on(token: Token, label: Token) -> bool:
    return (
        token.kind == "word" and alike(token, label) and token.cell == label.cell and 0 <= token.line - label.line <= 1
    )
