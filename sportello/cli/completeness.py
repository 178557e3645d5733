"""The completeness of a reply as people read it: request by request, with the sentence that answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sportello.cli.screen import say, table

#: The status of a request in Italian; ``review set`` takes the word of the key.
STATUS_WORDS = {
    "answered": "risposta data",
    "missing": "manca",
    "deferred_with_date": "rinviata, con data",
    "deferred_no_date": "rinviata, senza data",
    "not_available_with_date": "non disponibile, con la data della richiesta al terzo",
    "not_available_no_date": "non disponibile, senza la data della richiesta al terzo",
}


def show_completeness(judged: Mapping[str, Any]) -> None:
    """Print the proposed class and each request."""
    proposal = judged["label"] or "completa"
    waits = "; attende un analista" if judged["review"] else ""
    say(f"Completezza proposta: {proposal} (confidenza {judged['confidence']:.2f}{waits}).")
    columns = ("N.", "Richiesta", "Stato", "Frase della risposta", "Motivo", "Confidenza", "Pag.")
    rows = [
        (n, r["text"], STATUS_WORDS[r["status"]], r["evidence"], r.get("reason"), r["confidence"], r.get("page"))
        for n, r in enumerate(judged["requests"], start=1)
    ]
    if rows:
        table("", columns, rows, numbers=("N.", "Confidenza", "Pag."))
