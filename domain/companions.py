"""Documents that accompany a form (Art. 14): what was recognised in them, and as which item of the set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

#: Items of the set that are documents of their own: the declarations, and Allegato 1 when it comes as a drawing alone.
SCHEMA = "allegato1"
RELAY_TEST = "REX-40"


@dataclass(frozen=True, slots=True)
class FoundPaper:
    """One companion document as recognised; an empty text was not found in it.

    ``item`` is the entry of the checklist (``REX-35`` ... ``REX-40``, ``allegato1``), ``page`` where it begins (from 1)
    in ``name``, the file that holds it. ``annex`` is the letter of the CEI 0-16 annex, ``day`` the date it bears.
    """

    item: str
    title: str
    page: int = 1
    name: str = ""
    pod: str = ""
    make: str = ""
    model: str = ""
    annex: str = ""
    signer: str = ""
    serial: str = ""
    day: date | None = None


def paper_json(paper: FoundPaper) -> dict[str, Any]:
    """Return a companion document as JSON values; empty ones are absent."""
    full = {
        "item": paper.item,
        "title": paper.title,
        "page": paper.page,
        "name": paper.name,
        "pod": paper.pod,
        "make": paper.make,
        "model": paper.model,
        "annex": paper.annex,
        "signer": paper.signer,
        "serial": paper.serial,
        "day": paper.day.isoformat() if paper.day else None,
    }
    return {key: value for key, value in full.items() if value}


def paper_from_json(said: Mapping[str, Any]) -> FoundPaper:
    """Return a companion document from its JSON."""
    day = date.fromisoformat(said["day"]) if said.get("day") else None
    return FoundPaper(**{**said, "day": day})
