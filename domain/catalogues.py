"""Field catalogues of the known forms, read once from ``domain/data``."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from domain.forms import FieldSpec

#: Name of a form (as in ``extract --form``) and the file of its fields.
CATALOGUES = {"regolamento-esercizio-mt": "regolamento_mt_fields.csv"}


@cache
def form_catalogue(name: str) -> tuple[FieldSpec, ...]:
    """Return the fields of the form in their order on paper; an unknown name is a ``KeyError``."""
    text = files("domain").joinpath("data", CATALOGUES[name]).read_text(encoding="utf-8")
    return tuple(
        FieldSpec(
            id=row["id"],
            section=row["section"],
            label=row["label"],
            kind=row["kind"],
            unit=row["unit"],
            options=tuple(row["options"].split(";")) if row["options"] else (),
            required=row["required"],
            note=row["note"],
        )
        for row in csv.DictReader(text.splitlines())
    )
