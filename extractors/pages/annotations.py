"""The annotations of a page, looked at once: what kind, where, how shown (pikepdf asks are dear)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pikepdf

#: Annotation flags (ISO 32000-1, table 165): hidden, no view.
_NOT_SHOWN = 2 | 32


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation: ``number`` in the page's list, ``rect`` in user space (None where broken), ``looks`` = has /AP."""

    node: Any
    number: int
    subtype: str
    rect: tuple[float, float, float, float] | None
    shown: bool
    looks: bool


def annotations_of(page: Any) -> list[Annotation]:
    """Return the annotations of a pikepdf page; what is no dictionary is left out."""
    listed = page.get("/Annots")
    if not isinstance(listed, pikepdf.Array):
        return []
    return [_looked_at(a, number) for number, a in enumerate(listed.as_list()) if isinstance(a, pikepdf.Dictionary)]


def _looked_at(node: Any, number: int) -> Annotation:
    keys = node.keys()
    subtype = str(node["/Subtype"]) if "/Subtype" in keys else ""
    flags = number_of(node["/F"]) if "/F" in keys else 0
    return Annotation(node, number, subtype, _rect(node), not flags & _NOT_SHOWN, "/AP" in keys)


def _rect(node: Any) -> tuple[float, float, float, float] | None:
    rect = node.get("/Rect")
    if not isinstance(rect, pikepdf.Array) or len(rect) != 4:
        return None
    try:
        # As it is written: pikepdf makes a decimal number of each, which takes ten times as long.
        x0, y0, x1, y1 = map(float, rect.unparse(resolved=True)[1:-1].split())
    except ValueError:
        return _resolved(rect)
    return x0, y0, x1, y1


def _resolved(rect: Any) -> tuple[float, float, float, float] | None:
    """Return a rectangle whose numbers are objects of their own."""
    try:
        x0, y0, x1, y1 = map(float, rect.as_list())
    except (TypeError, ValueError):
        return None
    return x0, y0, x1, y1


def text_of(value: Any) -> str | None:
    """Return a PDF string, name or text stream as text."""
    if isinstance(value, (pikepdf.String, str)):
        return str(value)
    if isinstance(value, pikepdf.Name):
        return str(value)[1:]
    if isinstance(value, pikepdf.Array):
        parts = [t for t in map(text_of, value) if t]
        return "; ".join(parts) or None
    if isinstance(value, pikepdf.Stream):
        return value.read_bytes().decode("utf-8", "replace")
    return None


def number_of(value: Any) -> int:
    """Return a PDF integer, 0 for anything else."""
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0
