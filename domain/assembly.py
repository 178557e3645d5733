"""One form from several files: a zip with one file per annex becomes one reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from domain.forms import FieldValue, Reading


def assembled(parts: Sequence[Reading]) -> Reading:
    """Return the parts as one form, pages counted on through them in their order.

    A field that several parts give is taken from where it is filled, then from where it is surest; an annex is
    missing only if no part has it. Parts of another form than the first are left out. ``ValueError`` without parts.
    """
    if not parts:
        raise ValueError("a form of no parts")
    kind, first_page = parts[0].form, 0
    fields: dict[str, FieldValue] = {}
    missing: set[str] | None = None
    for part in (p for p in parts if p.form == kind):
        for name, value in part.fields.items():
            moved = replace(value, page=value.page + first_page if value.page else None)
            if name not in fields or _better(moved, fields[name]):
                fields[name] = moved
        first_page += part.pages
        missing = set(part.missing_pages) if missing is None else missing & set(part.missing_pages)
    findings = tuple(f for p in parts for f in p.findings)
    return Reading(kind, first_page, MappingProxyType(fields), tuple(sorted(missing or ())), findings)


def _better(new: FieldValue, old: FieldValue) -> bool:
    return (new.value is not None, new.confidence) > (old.value is not None, old.confidence)
