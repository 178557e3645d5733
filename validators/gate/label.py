"""E008, E012: labels of free communications and names of TIRV rejections."""

from __future__ import annotations

from collections.abc import Iterator

from domain.findings import Finding
from domain.names import is_tirv_name_valid, label_length, label_of
from validators.gate.sources import manual
from validators.gate.submission import Submission
from validators.rule import Example, rule


@rule(
    "E008",
    "Etichetta della comunicazione",
    subject="gate",
    source=manual("§6.6", "COM-01, AMB-17"),
    messages=("L'etichetta deve avere meno di 17 caratteri.",),
    applies_to="Comunicazioni libere, RIGETTO_TIRV escluso.",
    passing=(Example({"channel": "comunicazioni", "name": "1234567890123456.pdf"}, "16 caratteri"),),
    failing=(Example({"channel": "comunicazioni", "name": "12345678901234567.pdf"}, "17 caratteri"),),
)
def label_is_short(upload: Submission) -> Iterator[Finding]:
    """L'etichetta è il nome del file senza estensione e ha meno di 17 caratteri."""
    if not upload.is_communication or upload.is_tirv:
        return
    label = label_of(upload.name)
    if label_length(label) > upload.policy.label_characters:
        yield label_is_short.finding(
            observed=f"'{label}', {label_length(label)} caratteri",
            expected=f"al massimo {upload.policy.label_characters} caratteri",
            cure="Accorciare il nome del file e ricaricarlo.",
        )


@rule(
    "E012",
    "Nome di un rigetto TIRV",
    subject="gate",
    source=manual("§7", "TIR-02, AMB-17"),
    messages=("Il nome del file non rispetta il formato RIGETTO_TIRV.",),
    applies_to="Comunicazioni il cui nome comincia con RIGETTO_TIRV.",
    passing=(Example({"channel": "comunicazioni", "name": "RIGETTO_TIRV 12345.PDF"}, "22 caratteri"),),
    failing=(Example({"channel": "comunicazioni", "name": "RIGETTO_TIRV_12345X.PDF"}, "23 caratteri"),),
)
def tirv_name(upload: Submission) -> Iterator[Finding]:
    """Il nome comincia con RIGETTO_TIRV e continua con al massimo 10 caratteri, spazi ed estensione compresi."""
    if upload.is_tirv and not is_tirv_name_valid(upload.name):
        yield tirv_name.finding(
            observed=f"'{upload.name}', {len(upload.name)} caratteri",
            expected="RIGETTO_TIRV, fino a 6 caratteri, .PDF",
            cure="Rinominare il file, ad esempio RIGETTO_TIRV 123.PDF, e ricaricarlo.",
        )
