"""E004, E009: what the ledger and the machine have to say."""

from __future__ import annotations

from collections.abc import Iterator

from domain.findings import Finding
from validators.gate.sources import manual
from validators.gate.submission import Submission
from validators.rule import Example, rule


@rule(
    "E004",
    "Errore tecnico",
    subject="gate",
    source=manual("§6.7", "ERR-03; codice e testo dal registro delle ambiguità AMB-19"),
    messages=("Errore tecnico durante il caricamento.",),
    applies_to="Ogni documento; non è un giudizio sul documento e si può ripetere con `sportello rerun`.",
    passing=(Example({}, "lettura riuscita"),),
    failing=(Example({"trouble": "timeout"}, "lettura interrotta"),),
)
def technical_trouble(upload: Submission) -> Iterator[Finding]:
    """La lettura si è interrotta per una causa tecnica: il documento resta nello stato di errore, nulla è perso."""
    if upload.trouble is not None:
        yield technical_trouble.finding(observed=upload.trouble, cure="Ripetere con `sportello rerun --failed`.")


@rule(
    "E009",
    "File già caricato",
    subject="gate",
    source=manual("§6.7", "nostra regola: stesso SHA-256 per lo stesso scopo, AMB-19"),
    messages=("File già caricato.",),
    applies_to="Ogni documento con gli stessi byte di uno già ricevuto per lo stesso scopo e non rifiutato.",
    passing=(Example({}, "byte mai visti"),),
    failing=(Example({"twin": "0a1b2c3d4e5f60718293"}, "stessi byte, stessa lettera"),),
)
def seen_before(upload: Submission) -> Iterator[Finding]:
    """Un secondo caricamento degli stessi byte per lo stesso scopo è collegato al primo e non cambia nulla."""
    if upload.twin is not None:
        yield seen_before.finding(observed=f"già ricevuto come documento {upload.twin}")
