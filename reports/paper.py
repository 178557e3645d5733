"""Typesetting: a template of this room and a value as JSON give a tagged PDF (PDF/A-3a, PDF/UA-1), always the same bytes.

Nothing is spliced into markup: the template shows what it finds in the JSON as text, so no name can become a command.
Only the fonts inside the typst wheel are used, and nothing is fetched.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import as_file, files

import typst

from reports.text import instant

#: Accessible and fit for keeping: structure tree, language, title, embedded fonts.
STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def typeset(template: str, data: Mapping[str, object], issued_at: datetime) -> bytes:
    """Return the PDF of ``templates/<template>.typ`` filled with ``data``; ``issued_at`` is its creation date."""
    with as_file(files("reports") / "templates") as folder:
        compiler = typst.Compiler(
            input=str(folder / f"{template}.typ"),
            root=str(folder),
            font_paths=_fonts(),
            sys_inputs={"data": json.dumps(data, ensure_ascii=True)},
        )
        made = compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=instant(issued_at))
    if not isinstance(made, bytes):
        raise TypeError(f"typst gave {type(made).__name__} instead of one PDF for {template}")
    return made
