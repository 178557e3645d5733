"""The blank fillable form of a field catalogue: tagged, with tooltips, tab order and limits of length.

Field names are the catalogue's ids (a dot makes a level of the field tree); one-of-many answers are radio groups whose
states are the options, several answers are check boxes ``id.option``: what the forms reader reads by name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from itertools import groupby
from typing import Any

import typst

from domain.catalogues import form_catalogue
from domain.forms import FieldSpec
from reports.form_fields import Slot, add_fields

TITLES = {
    "regolamento-esercizio-mt": "Regolamento di Esercizio MT",
    "autodichiarazione-disponibilita-sito": "Autodichiarazione di disponibilità del sito",
}
#: How options are shown; the rest by their own name.
_SHOWN = {"NP": "N.P.", "auto_produttore": "auto produttore", "conforme_cei_0_16": "conforme CEI 0-16"}
_RECORD = re.compile(r"^(.*)\.(\d+)\.([^.]+)$")


#: Date written into the file: that of this edition of the blank, so that the same form gives the same bytes.
EDITION = datetime(2026, 11, 1, tzinfo=UTC)


def blank_form(name: str) -> bytes:
    """Return the blank form ``name`` as a PDF; ``KeyError`` for an unknown form."""
    specs = form_catalogue(name)
    title = TITLES[name]
    data = {
        "title": title,
        "sections": [_section(s, list(members)) for s, members in groupby(specs, key=lambda s: s.section)],
    }
    source = (files("reports") / "form_blank.typ").read_bytes()
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    pdf = typst.compile(source, sys_inputs=inputs, format="pdf", timestamp=EDITION)
    found = json.loads(typst.query(source, "<slot>", field="value", sys_inputs=inputs))
    slots = [Slot(p["id"], p["option"], p["page"], p["x"], p["y"], p["w"], p["h"]) for p in found]
    return add_fields(pdf, slots, {spec.id: spec for spec in specs}, title)


def _section(title: str, specs: Sequence[FieldSpec]) -> dict[str, Any]:
    return {"title": title, "blocks": list(_blocks(specs))}


def _blocks(specs: Sequence[FieldSpec]) -> Iterator[dict[str, Any]]:
    """Yield single fields, tables of records (``x.1.marca``) and tables of known lines (``row: column``)."""
    ids = frozenset(spec.id for spec in specs)
    for key, members in groupby(specs, key=lambda spec: _kind_of(spec, ids)):
        group = list(members)
        if key[0] == "records":
            yield _records(group)
        elif key[0] == "matrix" and len(group) > 3:
            yield _matrix(group)
        else:
            for spec in group:
                yield {"type": "field", "field": _field(spec)}


def _kind_of(spec: FieldSpec, ids: frozenset[str]) -> tuple[str, str]:
    found = _RECORD.match(spec.id)
    if found and f"{found.group(1)}.1.{found.group(3)}" in ids:
        return "records", found.group(1)
    before, colon, after = spec.label.partition(": ")
    if colon and spec.id.count(".") >= 3 and before and after:
        return "matrix", spec.id.rsplit(".", 2)[0]
    return "single", ""


def _field(spec: FieldSpec) -> dict[str, Any]:
    shown = [(o, _SHOWN.get(o, o.replace("_", " "))) for o in spec.options]
    return {"id": spec.id, "label": spec.label, "kind": spec.kind, "unit": spec.unit, "options": shown}


def _records(group: Sequence[FieldSpec]) -> dict[str, Any]:
    rows = [[s.id for s in members] for _, members in groupby(group, key=lambda s: s.id.rsplit(".", 1)[0])]
    return {"type": "records", "columns": [s.label for s in group[: len(rows[0])]], "rows": rows}


def _matrix(group: Sequence[FieldSpec]) -> dict[str, Any]:
    """Return the table whose lines are the labels before the colon and whose columns are those behind it."""
    columns = list(dict.fromkeys(s.label.rpartition(": ")[2] for s in group))
    options = {s.label.rpartition(": ")[2]: len(s.options) for s in group}
    rows = []
    for line, members in groupby(group, key=lambda s: s.label.rpartition(": ")[0]):
        by_column = {s.label.rpartition(": ")[2]: _field(s) for s in members}
        rows.append({"label": line, "cells": [by_column.get(c) for c in columns]})
    return {"type": "matrix", "columns": [{"label": c, "wide": options[c] > 2} for c in columns], "rows": rows}
