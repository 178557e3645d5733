"""The field catalogues of the known forms, as data files beside this package."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import files

from domain.forms import FieldSpec

#: Form name -> catalogue file.
FORM_FILES = {
    "regolamento-esercizio-mt": "regolamento_mt_fields.csv",
    "autodichiarazione-disponibilita-sito": "autodichiarazione_sito_fields.csv",
}


@cache
def form_catalogue(name: str) -> tuple[FieldSpec, ...]:
    """Return the fields of the form ``name`` in reading order; ``KeyError`` for an unknown form.

    Options are separated by ``;`` in the file. Ids are never renamed: reports and rules rest on them.
    """
    text = (files("domain") / "data" / FORM_FILES[name]).read_text(encoding="utf-8")
    return tuple(
        FieldSpec(
            id=row["id"],
            section=row["section"],
            label=row["label"],
            kind=row["kind"],
            unit=row["unit"],
            options=tuple(option for option in row["options"].split(";") if option),
            required=row["required"],
            note=row["note"],
        )
        for row in csv.DictReader(io.StringIO(text))
    )


@cache
def field_index(name: str) -> dict[str, FieldSpec]:
    """Return the fields of the form ``name`` by id."""
    return {spec.id: spec for spec in form_catalogue(name)}
