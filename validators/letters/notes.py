"""LET-14: length of a note."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from domain.findings import Finding
from validators.gate.sources import manual
from validators.letters.subjects import Note
from validators.rule import Example, rule


@rule(
    "LET-14",
    "Lunghezza della nota",
    subject="note",
    source=manual("§6.1.1, §6.5", "LET-14"),
    messages=("La nota supera {most} caratteri.",),
    applies_to="Le note sulle lettere, nelle liste e nell'archivio.",
    passing=(Example({}, "500 lettere accentate"), Example({"text": ""}, "nota vuota"),
             Example({"text": "a\u0300" * 500}, "500 lettere con l'accento a parte")),
    failing=(Example({"text": "à" * 501}, "501 caratteri"),),
)  # fmt: skip
def note_fits(note: Note) -> Iterator[Finding]:
    """Una nota ha al massimo 500 caratteri Unicode: si contano i caratteri come si leggono, non i byte."""
    length = len(unicodedata.normalize("NFC", note.text))
    if length > note.most:
        yield note_fits.finding(
            note_fits.messages[0].format(most=note.most),
            observed=f"{length} caratteri",
            expected=f"al massimo {note.most} caratteri",
            cure="Accorciare la nota.",
        )
