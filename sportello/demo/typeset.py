"""Papers set with typst: the desk's letters and the companies' own pages. Same data, same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from typing import Any

import typst

#: Written into the papers as time of creation, so that a world made twice is the same.
_MADE = datetime(2026, 1, 2, 9, 0, tzinfo=UTC)


@cache
def _source(template: str) -> bytes:
    return resources.files("sportello.demo").joinpath(f"data/{template}").read_bytes()


def set_page(template: str, data: Mapping[str, Any]) -> bytes:
    """Return the PDF of ``data/<template>`` filled with ``data``."""
    # One compiler a page: a compiler made from bytes compiles only once. System fonts would change the bytes.
    compiler = typst.Compiler(_source(template), ignore_system_fonts=True)
    made = compiler.compile(format="pdf", sys_inputs={"data": json.dumps(data, ensure_ascii=False)}, timestamp=_MADE)
    assert isinstance(made, bytes)  # without an output path typst gives the one file's bytes
    return made


def company_page(
    *,
    company: str,
    address: str,
    subject: str,
    head: tuple[str, ...] = (),
    body: tuple[str, ...] = (),
    closing: tuple[str, ...] = (),
    rows: tuple[tuple[str, ...], ...] = (),
    **looks: Any,
) -> bytes:
    """Return a company's page; ``looks`` may hold paper | width, height (points), flipped, font, size, colour."""
    form = {"flipped": False, "margin": 56, "font": "Libertinus Serif", "size": 11, "colour": "#27496d"} | looks
    if "width" not in form:
        form.setdefault("paper", "a4")
    text = {"company": company, "address": address, "subject": subject, "title": subject}
    parts = {"head": head, "body": body, "closing": closing, "rows": rows}
    return set_page("paper.typ", form | text | parts)
