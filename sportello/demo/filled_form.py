"""A filled *Regolamento di Esercizio MT*: our own blank, filled by another program, signed by hand.

The values are those of the rules' valid base case, so a form without changes has no blocking finding.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from domain.catalogues import field_index
from domain.forms import FieldSpec, Value
from reports.form_blank import blank_form
from validators.forms.examples import base_case

FORM = "regolamento-esercizio-mt"


def filled(change: Mapping[str, Value]) -> bytes:
    """Return the form with the base case's values, so changed (field id to typed value, None: blank)."""
    values = {**base_case(), **change}
    writer = PdfWriter(clone_from=PdfReader(BytesIO(blank_form(FORM))))
    entries = _entries(values)
    for number, page in enumerate(writer.pages):
        writer.update_page_form_field_values(page, entries, auto_regenerate=False)
        signed = _boxes(page, {name for name, value in values.items() if value == "presente"})
        if signed:
            page.merge_page(PdfReader(BytesIO(_scrawls(page, signed, number))).pages[0])
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _entries(values: Mapping[str, Value]) -> dict[str, str]:
    specs = field_index(FORM)
    entries: dict[str, str] = {}
    for name, value in values.items():
        spec = specs.get(name)
        if spec is None or value is None or spec.kind in {"signature", "presence"}:
            continue
        if isinstance(value, list):
            entries |= {f"{name}.{option}": f"/{option}" for option in value}
        else:
            entries[name] = f"/{value}" if spec.options else _written(value, spec)
    return entries


def _written(value: str | float, spec: FieldSpec) -> str:
    """Write a value as people do: gg/mm/aaaa, decimal comma."""
    if spec.kind == "date":
        year, month, day = str(value).split("-")
        return f"{day}/{month}/{year}"
    return str(value).replace(".", ",") if isinstance(value, int | float) else str(value)


def _boxes(page: Any, names: set[str]) -> list[tuple[float, float, float, float]]:
    """Return the rectangles of the signature places of ``names`` on the page, in PDF points."""
    found = []
    for reference in page.get("/Annots") or ():
        widget, parts = reference.get_object(), []
        node = widget
        while node is not None:
            if "/T" in node:
                parts.append(str(node["/T"]))
            node = node["/Parent"].get_object() if "/Parent" in node else None
        if ".".join(reversed(parts)) in names:
            x0, y0, x1, y1 = (float(v) for v in widget["/Rect"])
            found.append((x0, y0, x1, y1))
    return found


def _scrawls(page: Any, boxes: list[tuple[float, float, float, float]], seed: int) -> bytes:
    """Draw a signature into each box: a wave that runs out to the right."""
    out = BytesIO()
    pen = Canvas(out, pagesize=(float(page.mediabox.width), float(page.mediabox.height)), invariant=1)
    pen.setLineWidth(1.1)
    pen.setStrokeColorRGB(0.1, 0.1, 0.5)
    for number, (x0, y0, x1, y1) in enumerate(boxes):
        wide, high, middle = min(x1 - x0, 120.0) * 0.8, (y1 - y0) * 0.38, (y0 + y1) / 2
        path = pen.beginPath()
        path.moveTo(x0 + 6, middle)
        for step in range(1, 40):
            share = step / 40
            swing = math.sin(share * (22 + seed + number) + number) * high * (1 - 0.6 * share)
            path.lineTo(x0 + 6 + wide * share, middle + swing)
        pen.drawPath(path)
    pen.showPage()
    pen.save()
    return out.getvalue()
