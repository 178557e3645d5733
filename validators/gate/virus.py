"""E016: what the virus scanner found."""

from __future__ import annotations

from collections.abc import Iterator

from domain.findings import Finding, Source
from validators.gate.submission import Submission
from validators.rule import Example, rule


@rule(
    "E016",
    "Software dannoso",
    subject="gate",
    source=Source("Contratto del prodotto", "sezione 2, SPORTELLO_CLAMD_URL"),
    messages=("Il file contiene software dannoso.",),
    applies_to="Ogni documento, dove un antivirus è configurato; il file non è aperto da nessuno e resta in quarantena.",
    passing=(Example({}, "nulla di sospetto"),),
    failing=(Example({"virus": "Win.Test.EICAR_HDB-1"}, "firma riconosciuta dall'antivirus"),),
)
def no_malware(upload: Submission) -> Iterator[Finding]:
    """L'antivirus guarda ogni file prima di ogni altro controllo; un file infetto è respinto senza essere letto."""
    if upload.virus is not None:
        yield no_malware.finding(
            observed=upload.virus, cure="Controllare il proprio sistema e caricare un documento pulito."
        )
