"""AcroForm fields that bear the ids of the catalogue: read by name, checked against what they show."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from domain.forms import FieldSpec, FieldValue
from domain.pages import Page, Widget
from extractors.forms.signing.signatures import ink_marks
from extractors.forms.values.values import typed
from extractors.forms.wording.text import pieces

_INDEX = re.compile(r"\[\d+\]")
_ROW = re.compile(r"\.(\d+)\.")


def read_own(
    pages: Sequence[Page], specs: Mapping[str, FieldSpec]
) -> tuple[dict[str, FieldValue], set[str], list[tuple[str, str, str]]]:
    """Return the values of widgets named by an id (or ``id.option``), the names used, and disagreements.

    A disagreement is ``(field, value in the form data, text that the field shows)``.
    """
    groups: dict[str, list[tuple[Page, Widget, str]]] = {}
    names: set[str] = set()
    for page in pages:
        for widget in page.widgets:
            field, option = id_of(widget.name, specs)
            if field:
                groups.setdefault(field, []).append((page, widget, option))
                names.add(widget.name)
    fields: dict[str, FieldValue] = {}
    odd: list[tuple[str, str, str]] = []
    for field, members in groups.items():
        value, differs = _value(specs.get(field) or specs[_ROW.sub(".1.", field)], members)
        fields[field] = value
        if differs:
            odd.append((field, str(value.written or value.value), differs))
    return fields, names, odd


def id_of(name: str, specs: Mapping[str, FieldSpec]) -> tuple[str, str]:
    """Return the id that a field's name bears, and its option; empty for a foreign name."""
    plain = _INDEX.sub("", name)
    parts = plain.split(".")
    for skip in range(max(1, len(parts) - 1)):
        whole = ".".join(parts[skip:])
        if whole in specs or (_ROW.search(whole) and _ROW.sub(".1.", whole) in specs):
            return whole, ""
        head, _, option = whole.rpartition(".")
        if head in specs and specs[head].options and option in specs[head].options:
            return head, option
    return "", ""


def _value(spec: FieldSpec, members: list[tuple[Page, Widget, str]]) -> tuple[FieldValue, str]:
    page, widget, _ = members[0]
    if widget.kind == "signature":
        signed = bool(widget.value) or ink_marks(page, widget.box, least=10.0) > 0  # by key or by hand
        return FieldValue("presente" if signed else "assente", 0.95, page.number, widget.box, "acroform"), ""
    if widget.kind in ("check", "radio"):
        return _ticked(spec, members), ""
    filled = next(((p, w) for p, w, _ in members if (w.value or "").strip()), (page, widget))
    page, widget = filled
    text = (widget.value or "").strip()
    shown = (widget.appearance or "").strip()
    if not text:
        # A value drawn but not stored is believed less than one that is both.
        extra = typed(shown, spec)
        if shown and extra.value is not None:
            return FieldValue(extra.value, 0.6, page.number, widget.box, "acroform", None, shown), shown
        return FieldValue(None, 0.99, page.number, widget.box, "acroform"), ""
    value = typed(text, spec)
    differs = bool(shown) and not agree(text, shown)
    confidence = (
        0.5
        if differs
        else max(value.confidence, 0.97)
        if value.value is not None and value.confidence >= 0.85
        else value.confidence
    )
    written = None if value.value == text else text
    return FieldValue(
        value.value, confidence, page.number, widget.box, "acroform", None, written
    ), shown if differs else ""


def agree(stored: str, shown: str) -> bool:
    """Compare the stored text with the visible one; a narrow field may show only a part."""
    a, b = "".join(pieces(stored)), "".join(pieces(shown))
    return a == b or (len(b) >= 3 and (a.startswith(b) or a.endswith(b))) or not b


def _ticked(spec: FieldSpec, members: list[tuple[Page, Widget, str]]) -> FieldValue:
    on = [(p, w, option or _option(spec, w.value or "")) for p, w, option in members if w.value]
    page, widget, _ = (on or members)[0]
    options = list(dict.fromkeys(option for _, _, option in on if option))
    if spec.kind == "multichoice":
        kept = [o for o in spec.options if o in options]
        return FieldValue(kept or None, 0.99, page.number, widget.box, "acroform")
    if len(options) > 1:
        return FieldValue(None, 0.3, page.number, widget.box, "acroform", written=" e ".join(options))
    return FieldValue(options[0] if options else None, 0.99, page.number, widget.box, "acroform")


def _option(spec: FieldSpec, state: str) -> str:
    """Return the option that an export value means: itself, by case, or the only one (Yes, On)."""
    for option in spec.options:
        if pieces(option) == pieces(state):
            return option
    if state.casefold() in ("yes", "on", "1", "si", "sì", "true", "x") and spec.options[:1] == ("SI",):
        return "SI"
    return state if not spec.options else ""
