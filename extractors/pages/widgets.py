"""AcroForm fields as they stand on the pages: inherited names and values, tooltips, states (pikepdf)."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from typing import Any

import pikepdf

from domain.pages import Widget
from extractors.pages.annotations import Annotation, number_of, text_of
from extractors.pages.frame import Frame
from extractors.pages.looks import is_told

_RADIO = 1 << 15
_PUSH = 1 << 16
_DEEPEST = 32
_KEYS = ("/T", "/TU", "/FT", "/Ff", "/V", "/Opt", "/RV")
_TAG = re.compile(r"<[^>]*>")

#: What a field holds, its own and its groups' entries, and its partial names upwards.
Entries = tuple[dict[str, Any], list[str]]
#: The entries of groups of fields by their object number and generation.
Groups = dict[tuple[int, int], Entries]


def read_widgets(annotations: Sequence[Annotation], frame: Frame) -> tuple[list[Widget], list[Annotation]]:
    """Return the widgets among the annotations of a page, without those that nobody sees, and those to draw.

    Most fields show their value or nothing; the others must be drawn to know what they show, and have no ``appearance`` yet.
    """
    groups: Groups = {}
    read: list[Widget] = []
    untold: list[Annotation] = []
    for annotation in annotations:
        if annotation.subtype != "/Widget" or not annotation.shown or annotation.rect is None:
            continue
        widget = _widget(annotation, annotation.rect, frame, groups)
        if not is_told(annotation, widget.kind, widget.value):
            untold.append(annotation)
            widget = replace(widget, appearance=None)
        read.append(widget)
    return read, untold


def _widget(annotation: Annotation, rect: tuple[float, float, float, float], frame: Frame, groups: Groups) -> Widget:
    held, names = _inherited(annotation.node, groups)
    flags = number_of(held.get("/Ff"))
    kind = _kind(str(held.get("/FT") or ""), flags)
    entered = kind not in ("check", "radio")
    value, state = _entered(kind, held) if entered else _ticked(annotation, held)
    return Widget(
        name=".".join(reversed(names)),
        tooltip=text_of(held.get("/TU")) or "",
        kind=kind,
        value=value,
        on_state=state,
        box=frame.box(*rect),
        # What differs from this is found out by drawing it.
        appearance=(" ".join((value or "").split()) or None) if entered and annotation.looks else None,
        options=tuple(shown for _, shown in _options(held.get("/Opt"))),
    )


def _inherited(node: Any, groups: Groups, depth: int = 1) -> Entries:
    """Return the field's entries, each from the nearest dictionary that has it, and the partial names upwards.

    What groups of fields say is looked up once for all of a page's fields in them.
    """
    keys = node.keys()
    held = {key: node[key] for key in _KEYS if key in keys}
    names = [name] if "/T" in held and (name := text_of(held["/T"])) else []
    group = node["/Parent"] if "/Parent" in keys and depth < _DEEPEST else None
    if not isinstance(group, pikepdf.Dictionary):
        return held, names
    number = group.objgen
    said = groups.get(number) or _inherited(group, groups, depth + 1)
    if group.is_indirect:
        groups[number] = said
    return {**said[0], **held}, [*names, *said[1]]


def _kind(field_type: str, flags: int) -> str:
    if field_type == "/Btn":
        return "button" if flags & _PUSH else "radio" if flags & _RADIO else "check"
    return {"/Tx": "text", "/Ch": "choice", "/Sig": "signature"}.get(field_type, "text")


def _ticked(annotation: Annotation, held: dict[str, Any]) -> tuple[str | None, str | None]:
    """Return the state shown (``""`` = not ticked) and the export value of the ticked state.

    What is shown counts (/AS); without it the field's value, where it names a state of this very widget.
    """
    states = _states(annotation)
    on_state = _exported(states[0], held) if states else None
    shown = text_of(annotation.node.get("/AS"))
    if shown is None:
        shown = text_of(held.get("/V"))
        if states and shown not in states and shown != on_state:
            shown = None
    return ("" if shown in (None, "Off") else shown), on_state


def _states(annotation: Annotation) -> list[str]:
    looks = annotation.node["/AP"] if annotation.looks else None
    normal = looks.get("/N") if isinstance(looks, pikepdf.Dictionary) else None
    if not isinstance(normal, pikepdf.Dictionary) or isinstance(normal, pikepdf.Stream):
        return []
    # Its keys as written: asking for them would have qpdf parse what is drawn in each state.
    return sorted(key[1:] for key in json.loads(normal.to_json()) if key != "/Off")


def _exported(state: str, held: dict[str, Any]) -> str:
    """Return the export value of a state; with /Opt the state is a number into it."""
    options = _options(held.get("/Opt"))
    return options[int(state)][1] if state.isdigit() and int(state) < len(options) else state


def _entered(kind: str, held: dict[str, Any]) -> tuple[str | None, str | None]:
    """Return what a text, choice or signature field holds, and for a choice its export value."""
    value = held.get("/V")
    if kind == "signature":
        return ("firmato" if isinstance(value, pikepdf.Dictionary) else None), None
    text = text_of(value)
    if kind == "choice" and text is not None:
        return dict(_options(held.get("/Opt"))).get(text, text), text
    if not text and "/RV" in held:
        text = _plain(text_of(held["/RV"]) or "") or text
    return text, None


def _plain(rich: str) -> str:
    """Return the words of a rich-text value (XHTML, ISO 32000-1, 12.7.3.4)."""
    return " ".join(unescape(_TAG.sub(" ", rich)).split())


def _options(listed: Any) -> list[tuple[str, str]]:
    """Return ``(export value, text shown)`` of each option."""
    if not isinstance(listed, pikepdf.Array):
        return []
    pairs = [(i[0], i[-1]) if isinstance(i, pikepdf.Array) and len(i) else (i, i) for i in listed.as_list()]
    found = [(text_of(export), text_of(shown)) for export, shown in pairs]
    return [(export, shown) for export, shown in found if export is not None and shown is not None]
