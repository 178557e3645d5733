"""What stands behind a label of a sentence shows that it is one: a code, a date, a figure with the field's unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from extractors.forms.labels.choose import Item
from extractors.forms.stream.flow import Flow
from extractors.forms.stream.running_text import follows
from extractors.forms.stream.tokens import Token, alike
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
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
#: Little words between a label and its value: ``è pari a``, ``di``.
_BETWEEN = frozenset({"è", "pari", "a", "di", "n", "e"})
_MOST = 4
#: What a label gains behind which a value of its field's kind stands.
_SHOWN = 1.2


def shown(flow: Flow, item: Item, section: Section, units: Mapping[str, str], kinds: Mapping[str, str]) -> Item:
    """Return a label without any sign around it as a sure one where the value behind it shows what it is."""
    field = section.entries[item.entry].field
    if not item.bare or not shows(flow, item.end, kinds.get(field, ""), units.get(field, "")):
        return item
    return replace(item, bare=False, gain=item.gain + _SHOWN)


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
    if kind == "number":
        behind = words[1].text.strip("().,;:") if len(words) > 1 else ""
        return bool(unit) and _FIGURE.fullmatch(said) is not None and behind.casefold() == unit.casefold()
    form = _FORMS.get(kind)
    return form is not None and form.fullmatch(said) is not None


def _goes_on(token: Token, label: Token) -> bool:
    return (
        token.kind == "word" and alike(token, label) and token.cell == label.cell and 0 <= token.line - label.line <= 1
    )
