"""AcroForm fields as they stand on the pages: inherited names and values, tooltips, states (pikepdf)."""

from __future__ import annotations

from typing import Any

import pikepdf

from domain.pages import Widget
from extractors.pages.frame import Frame

_RADIO = 1 << 15
_PUSH = 1 << 16
_HIDDEN = 2
_DEEPEST = 32


def read_widgets(page: Any, frame: Frame) -> list[Widget]:
    """Return the widgets of a pikepdf page; hidden ones are left out."""
    found = []
    for annotation in annotations_of(page):
        if annotation.get("/Subtype") != "/Widget" or number_of(annotation.get("/F")) & _HIDDEN:
            continue
        rect = rect_of(annotation)
        if rect is not None:
            found.append(_widget(annotation, frame, rect))
    return found


def annotations_of(page: Any) -> list[Any]:
    """Return the annotation dictionaries of a page; broken ones are left out."""
    listed = page.get("/Annots")
    if not isinstance(listed, pikepdf.Array):
        return []
    return [a for a in listed if isinstance(a, pikepdf.Dictionary)]


def rect_of(annotation: Any) -> list[float] | None:
    """Return the four numbers of /Rect, None where they are none."""
    rect = annotation.get("/Rect")
    if not isinstance(rect, pikepdf.Array) or len(rect) != 4:
        return None
    try:
        return [float(n) for n in rect]
    except (TypeError, ValueError):
        return None


def _widget(annotation: Any, frame: Frame, rect: list[float]) -> Widget:
    chain = _chain(annotation)
    flags = number_of(_inherited(chain, "/Ff"))
    kind = _kind(str(_inherited(chain, "/FT") or ""), flags)
    states = _states(annotation)
    value: str | None
    if kind in ("check", "radio"):
        shown = annotation.get("/AS")
        shown = _inherited(chain, "/V") if shown is None else shown
        value = text_of(shown)
        value = "" if value in (None, "Off") else value
    elif kind == "signature":
        value = "firmato" if isinstance(_inherited(chain, "/V"), pikepdf.Dictionary) else None
    else:
        value = text_of(_inherited(chain, "/V"))
    names = [text_of(node.get("/T")) for node in chain]
    return Widget(
        name=".".join(name for name in reversed(names) if name),
        tooltip=text_of(_inherited(chain, "/TU")) or "",
        kind=kind,
        value=value,
        on_state=_on_state(chain, states),
        box=frame.box(*rect),
        options=_options(_inherited(chain, "/Opt")),
    )


def _chain(annotation: Any) -> list[Any]:
    """Return the field dictionaries from the widget up to its root."""
    chain: list[Any] = []
    node = annotation
    while isinstance(node, pikepdf.Dictionary) and len(chain) < _DEEPEST:
        chain.append(node)
        node = node.get("/Parent")
    return chain


def _inherited(chain: list[Any], key: str) -> Any:
    return next((node[key] for node in chain if key in node), None)


def _kind(field_type: str, flags: int) -> str:
    if field_type == "/Btn":
        return "button" if flags & _PUSH else "radio" if flags & _RADIO else "check"
    return {"/Tx": "text", "/Ch": "choice", "/Sig": "signature"}.get(field_type, "text")


def _states(annotation: Any) -> list[str]:
    looks = annotation.get("/AP")
    normal = looks.get("/N") if isinstance(looks, pikepdf.Dictionary) else None
    if not isinstance(normal, pikepdf.Dictionary) or isinstance(normal, pikepdf.Stream):
        return []
    return [str(key)[1:] for key in normal if str(key) != "/Off"]


def _on_state(chain: list[Any], states: list[str]) -> str | None:
    """Return the export value of the ticked state; with /Opt the state is a number into it."""
    if not states:
        return None
    options = _options(_inherited(chain, "/Opt"))
    if options and states[0].isdigit() and int(states[0]) < len(options):
        return options[int(states[0])]
    return states[0]


def _options(listed: Any) -> tuple[str, ...]:
    if not isinstance(listed, pikepdf.Array):
        return ()
    shown = [item[-1] if isinstance(item, pikepdf.Array) and len(item) else item for item in listed]
    return tuple(text for text in map(text_of, shown) if text is not None)


def text_of(value: Any) -> str | None:
    """Return a PDF string, name or text stream as text."""
    if isinstance(value, pikepdf.Array):
        parts = [t for t in map(text_of, value) if t]
        return "; ".join(parts) or None
    if isinstance(value, pikepdf.Name):
        return str(value)[1:]
    if isinstance(value, pikepdf.Stream):
        return value.read_bytes().decode("utf-8", "replace")
    if isinstance(value, (pikepdf.String, str)):
        return str(value)
    return None


def number_of(value: Any) -> int:
    """Return a PDF integer, 0 for anything else."""
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0
