"""E014, E015: does the upload lie where uploads of a known operator lie?"""

from __future__ import annotations

from collections.abc import Iterator

from domain.findings import Finding, Source
from validators.gate.submission import Submission
from validators.rule import Example, rule

_SOURCE = Source("Contratto del prodotto", "sezione 3")


@rule(
    "E014",
    "Cartella di caricamento",
    subject="gate",
    source=_SOURCE,
    messages=("La cartella di caricamento non è fra quelle previste.",),
    applies_to="Ogni file della casella di ingresso.",
    passing=(Example({}, "risposte/"),),
    failing=(Example({"channel": "sconosciuto", "place_known": False}, "varie/file.pdf"),),
)
def known_place(upload: Submission) -> Iterator[Finding]:
    """I file si caricano in risposte/, comunicazioni/, moduli/ oppure connessioni/<richiesta>/."""
    if not upload.place_known:
        yield known_place.finding(
            expected="risposte/, comunicazioni/, moduli/ oppure connessioni/<richiesta>/",
            cure="Ricaricare il file nella cartella giusta.",
        )


@rule(
    "E015",
    "Operatore registrato",
    subject="gate",
    source=_SOURCE,
    messages=("L'operatore non è registrato.",),
    applies_to="Ogni file della casella di ingresso.",
    passing=(Example({}, "operatore nel registro"),),
    failing=(Example({"operator_known": False}, "cartella di un operatore sconosciuto"),),
)
def known_operator(upload: Submission) -> Iterator[Finding]:
    """La prima cartella porta il codice di un operatore del registro."""
    if not upload.operator_known:
        yield known_operator.finding(
            expected="il codice di un operatore del registro",
            cure="Registrare l'operatore (sportello operators load) oppure spostare il file nella sua cartella.",
        )
