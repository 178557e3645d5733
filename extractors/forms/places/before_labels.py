"""Figures that stand before what they are called, with their unit or without: ``____ kW in immissione``, ``con 6 avviamenti``."""

from __future__ import annotations

from domain.forms import FieldSpec
from extractors.forms.labels.shown_values import FIGURE, before_little_words
from extractors.forms.stream.flow import Flow
from extractors.forms.stream.tokens import Token

#: Words that stand before a figure of a sentence, and are no label of it.
_LEADS = frozenset({"con", "di", "a", "per", "da", "e"})


def before_label(flow: Flow, start: int, end: int, spec: FieldSpec, labelled: set[int]) -> list[Token]:
    """Return the figure or blank that belongs to the label over tokens ``[start, end)`` behind it; none where it is another's."""
    label = flow.tokens[start]
    if spec.kind != "number" or label.cell >= 0 or label.source != "text":
        return []
    at = before_little_words(flow, start)
    unit = at >= 0 and flow.tokens[at].kind == "word" and flow.tokens[at].text.casefold() == spec.unit.casefold() != ""
    if not unit and (at != start - 1 or not _ends(flow, end)):
        return []
    at -= unit
    held: list[Token] = []
    while at >= 0 and _holds(flow.tokens[at], label):
        held.insert(0, flow.tokens[at])
        at -= 1
    before = flow.tokens[at] if at >= 0 else None
    free = before is not None and before.index not in labelled and before.text in _LEADS
    return held if held and free else []


def _ends(flow: Flow, end: int) -> bool:
    """Tell whether nothing that a label could ask for follows it: its sentence or clause is over."""
    return flow.tokens[end - 1].text[-1:] in ".,;"


def _holds(token: Token, label: Token) -> bool:
    near = token.page == label.page and 0 <= label.line - token.line <= 1 and token.cell == label.cell
    return near and (token.kind in ("blank", "widget") or (token.kind == "word" and bool(FIGURE.fullmatch(token.text))))
