"""AcroForm fields as they stand on the pages: inherited names and values, tooltips, states (pikepdf)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape

import pikepdf

from domain.pages import Widget
from extractors.pages.annotations import Annotation
from extractors.pages.entries import Entries, text_of
from extractors.pages.frame import Frame
from extractors.pages.looks import is_told

_RADIO = 1 << 15
_PUSH = 1 << 16
_DEEPEST = 32
_TAG = re.compile(r"<[^>]*>")

#: A field's entries and those of the groups that it is in, upwards.
Chain = list[Entries]
#: The chains of groups of fields by their references.
Groups = dict[str, Chain]


def read_widgets(annotations: Sequence[Annotation], frame: Frame) -> tuple[list[Widget], list[Annotation]]:
    """Return the widgets among the annotations of a page, without those that nobody sees, and those to draw.

    Most fields show their value or nothing; the others must be drawn to know what they show, and have no ``appearance`` yet.
    """
    groups: Groups = {}
    read: list[Widget] = []
    untold: list[Annotation] = []
    for annotation in annotations:
        if annotation.subtype != "Widget" or not annotation.shown or annotation.rect is None:
            continue
        widget = _widget(annotation, annotation.rect, frame, groups)
        if not is_told(annotation, widget.kind, widget.value):
            untold.append(annotation)
            widget = replace(widget, appearance=None)
        read.append(widget)
    return read, untold


def _widget(annotation: Annotation, rect: tuple[float, float, float, float], frame: Frame, groups: Groups) -> Widget:
    chain = _chain(annotation.entries, groups)
    kind = _kind(_text(chain, "/FT") or "", _number(chain, "/Ff"))
    options = _options(chain)
    entered = kind not in ("check", "radio")
    value, state = _entered(kind, chain, options) if entered else _ticked(annotation, chain, options)
    return Widget(
        name=".".join(name for e in reversed(chain) if (name := e.text("/T"))),
        tooltip=_text(chain, "/TU") or "",
        kind=kind,
        value=value,
        on_state=state,
        box=frame.box(*rect),
        # What differs from this is found out by drawing it.
        appearance=(" ".join((value or "").split()) or None) if entered and annotation.looks else None,
        options=tuple(shown for _, shown in options),
    )


def _chain(entries: Entries, groups: Groups, depth: int = 1) -> Chain:
    """Return the entries of a field and of its groups, which are looked up once for all of a page's fields in them."""
    if "/Parent" not in entries or depth >= _DEEPEST:
        return [entries]
    reference = entries.reference("/Parent")
    above = groups.get(reference)
    if above is None:
        group = entries.node.get("/Parent")
        above = _chain(Entries(group), groups, depth + 1) if isinstance(group, pikepdf.Dictionary) else []
        if reference:
            groups[reference] = above
    return [entries, *above]


def _holder(chain: Chain, key: str) -> Entries | None:
    """Return the nearest dictionary that has an entry: fields inherit (ISO 32000-1, 12.7.3.1)."""
    for entries in chain:
        if key in entries:
            return entries
    return None


def _text(chain: Chain, key: str) -> str | None:
    holder = _holder(chain, key)
    return None if holder is None else holder.text(key)


def _number(chain: Chain, key: str) -> int:
    holder = _holder(chain, key)
    return 0 if holder is None else holder.number(key)


def _kind(field_type: str, flags: int) -> str:
    if field_type == "Btn":
        return "button" if flags & _PUSH else "radio" if flags & _RADIO else "check"
    return {"Tx": "text", "Ch": "choice", "Sig": "signature"}.get(field_type, "text")


def _ticked(annotation: Annotation, chain: Chain, options: list[tuple[str, str]]) -> tuple[str | None, str | None]:
    """Return the state shown (``""`` = not ticked) and the export value of the ticked state.

    What is shown counts (/AS); without it the field's value, where it names a state of this very widget.
    """
    states = _states(annotation)
    on_state = _exported(states[0], options) if states else None
    shown = annotation.entries.text("/AS")
    if shown is None:
        shown = _text(chain, "/V")
        if states and shown not in states and shown != on_state:
            shown = None
    return ("" if shown in (None, "Off") else shown), on_state


def _states(annotation: Annotation) -> list[str]:
    drawn = annotation.entries.keys_within("/AP", "/N")
    if drawn is None:
        normal = annotation.look()
        if not isinstance(normal, pikepdf.Dictionary) or isinstance(normal, pikepdf.Stream):
            return []
        # Asked for its keys, qpdf would parse what is drawn in each state.
        drawn = Entries(normal).plain.keys()
    return sorted(key[1:] for key in drawn if key != "/Off")


def _exported(state: str, options: list[tuple[str, str]]) -> str:
    """Return the export value of a state; with /Opt the state is a number into it."""
    return options[int(state)][1] if state.isdigit() and int(state) < len(options) else state


def _entered(kind: str, chain: Chain, options: list[tuple[str, str]]) -> tuple[str | None, str | None]:
    """Return what a text, choice or signature field holds, and for a choice its export value."""
    if kind == "signature":
        holder = _holder(chain, "/V")
        signed = holder is not None and isinstance(holder.node.get("/V"), pikepdf.Dictionary)
        return ("firmato" if signed else None), None
    text = _text(chain, "/V")
    if kind == "choice" and text is not None:
        return dict(options).get(text, text), text
    if not text and (rich := _text(chain, "/RV")):
        text = _plain(rich) or text
    return text, None


def _plain(rich: str) -> str:
    """Return the words of a rich-text value (XHTML, ISO 32000-1, 12.7.3.4)."""
    return " ".join(unescape(_TAG.sub(" ", rich)).split())


def _options(chain: Chain) -> list[tuple[str, str]]:
    """Return ``(export value, text shown)`` of each option."""
    holder = _holder(chain, "/Opt")
    listed = None if holder is None else holder.node.get("/Opt")
    if not isinstance(listed, pikepdf.Array):
        return []
    pairs = [(i[0], i[-1]) if isinstance(i, pikepdf.Array) and len(i) else (i, i) for i in listed.as_list()]
    found = [(text_of(export), text_of(shown)) for export, shown in pairs]
    return [(export, shown) for export, shown in found if export is not None and shown is not None]
