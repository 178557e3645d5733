"""The annotations of a page, looked at once: what kind, where, how shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pikepdf

from extractors.pages.entries import Entries

#: Annotation flags (ISO 32000-1, table 165): hidden, no view.
_NOT_SHOWN = 2 | 32


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation: ``number`` in the page's list, ``rect`` in user space (None where broken), ``looks`` = has /AP."""

    entries: Entries
    number: int
    subtype: str
    rect: tuple[float, float, float, float] | None
    shown: bool
    looks: bool

    @property
    def node(self) -> Any:
        """The annotation in the structure."""
        return self.entries.node

    def look(self) -> Any:
        """Return what it looks like normally (/AP /N): a stream, or a dictionary of its states; None without."""
        looks = self.node.get("/AP") if self.looks else None
        return looks.get("/N") if isinstance(looks, pikepdf.Dictionary) else None


def annotations_of(page: Any) -> list[Annotation]:
    """Return the annotations of a pikepdf page; what is no dictionary is left out."""
    listed = page.get("/Annots")
    if not isinstance(listed, pikepdf.Array):
        return []
    return [_looked_at(a, number) for number, a in enumerate(listed.as_list()) if isinstance(a, pikepdf.Dictionary)]


def _looked_at(node: Any, number: int) -> Annotation:
    entries = Entries(node)
    shown = not entries.number("/F") & _NOT_SHOWN
    return Annotation(
        entries, number, entries.text("/Subtype") or "", entries.rectangle("/Rect"), shown, "/AP" in entries
    )
