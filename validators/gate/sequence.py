"""E005, E006, E010, E011: is it this operator's turn to answer this letter?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from domain.calendar import elapsed
from domain.findings import Finding
from validators.gate.sources import manual
from validators.gate.submission import LetterFacts, Submission
from validators.rule import Example, rule

_AT = datetime.fromisoformat("2025-03-10T10:00:00+01:00")  # when the base case is uploaded


def _answered(*ago: timedelta) -> dict[str, LetterFacts]:
    return {"letter": LetterFacts("L-P-25-0001234_01", replies=tuple(_AT - a for a in ago))}


@rule(
    "E005",
    "Una sola risposta integrativa",
    subject="gate",
    source=manual("§6.5", "ARC-04, ARC-05, ERR-03"),
    messages=("È già presente una risposta integrativa per la lettera selezionata.",),
    applies_to="Le risposte.",
    passing=(Example(_answered(timedelta(hours=5)), "seconda risposta"),),
    failing=(Example(_answered(timedelta(hours=5), timedelta(hours=2)), "terza risposta"),),
)
def one_replacement(upload: Submission) -> Iterator[Finding]:
    """Per errori materiali si può caricare una sola risposta oltre la prima."""
    if upload.letter is not None and len(upload.letter.replies) > 1:
        yield one_replacement.finding(
            observed=f"{len(upload.letter.replies)} risposte già presenti",
            expected="al massimo una risposta e una integrativa",
            cure="Usare una comunicazione libera che citi ID Caso, lettera e cliente.",
        )


@rule(
    "E006",
    "Termine della risposta integrativa",
    subject="gate",
    source=manual("§6.5", "ARC-04, ARC-05, ERR-03"),
    messages=("Risposta integrativa fuori tempo massimo (72h).",),
    applies_to="Le risposte.",
    passing=(Example(_answered(timedelta(hours=72)), "72 ore esatte"),),
    failing=(Example(_answered(timedelta(hours=72, seconds=1)), "un secondo oltre"),),
)
def replacement_in_time(upload: Submission) -> Iterator[Finding]:
    """La risposta integrativa si carica entro 72 ore dalla prima, termine compreso."""
    if upload.letter is None or not upload.letter.replies:
        return
    first = min(upload.letter.replies)
    if elapsed(first, upload.uploaded_at) > upload.policy.replacement:
        hours = int(upload.policy.replacement.total_seconds() // 3600)
        yield replacement_in_time.finding(
            observed=f"caricata il {upload.uploaded_at:%d/%m/%Y %H:%M:%S}",
            expected=f"entro {hours} ore dalla prima risposta",
            cure="Usare una comunicazione libera che citi ID Caso, lettera e cliente.",
        )


@rule(
    "E010",
    "Solo il destinatario principale risponde",
    subject="gate",
    source=manual("§6.3", "UPL-01"),
    messages=("Lettera in copia conoscenza: upload non consentito.",),
    applies_to="Le risposte.",
    passing=(Example({}, "Destinatario Principale: SI"),),
    failing=(Example({"letter": LetterFacts("L-P-25-0001234_01", main_addressee=False)}, "copia conoscenza"),),
)
def main_addressee_only(upload: Submission) -> Iterator[Finding]:
    """Chi riceve una lettera in copia conoscenza la può soltanto scaricare."""
    if upload.letter is not None and not upload.letter.main_addressee:
        yield main_addressee_only.finding(
            observed="Destinatario Principale: NO",
            expected="Destinatario Principale: SI",
            cure="Nessuna azione: risponde il destinatario principale.",
        )


@rule(
    "E011",
    "Prima si scarica, poi si risponde",
    subject="gate",
    source=manual("§6.4", "UPL-02"),
    messages=("La lettera deve essere scaricata prima del caricamento della risposta.",),
    applies_to="Le risposte.",
    passing=(Example({}, "lettera scaricata"),),
    failing=(Example({"letter": LetterFacts("L-P-25-0001234_01", downloaded=False)}, "mai scaricata"),),
)
def downloaded_first(upload: Submission) -> Iterator[Finding]:
    """Anche dopo un sollecito la lettera va scaricata prima di caricare la risposta."""
    if upload.letter is not None and upload.letter.main_addressee and not upload.letter.downloaded:
        yield downloaded_first.finding(
            observed="lettera non ancora scaricata",
            expected="lettera scaricata",
            cure="Scaricare la lettera e ricaricare la risposta.",
        )
