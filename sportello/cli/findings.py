"""Findings as people read them: the weightiest first, what weighs nothing only counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from domain.export import weighs
from domain.findings import Severity
from sportello.cli.screen import say, table

_WORDS = {
    Severity.BLOCKING.value: "bloccante",
    Severity.WARNING.value: "avviso",
    Severity.UNVERIFIABLE.value: "non verificabile",
}
_ORDER = tuple(_WORDS)


def show_findings(findings: Sequence[Mapping[str, Any]], *more: tuple[str, str]) -> None:
    """Print the findings as a table; ``more``: further keys with their captions."""
    shown = sorted((f for f in findings if weighs(f)), key=lambda f: _ORDER.index(f["severity"]))
    if shown:
        keys = ("code", "severity", "page", "message", "observed", "expected", "cure", *(key for key, _ in more))
        columns = (
            "Codice",
            "Gravità",
            "Pag.",
            "Messaggio",
            "Trovato",
            "Atteso",
            "Rimedio",
            *(name for _, name in more),
        )
        rows = [[_WORDS[f["severity"]] if key == "severity" else f.get(key) for key in keys] for f in shown]
        table("Rilievi", columns, rows)
    rest = len(findings) - len(shown)
    if rest:
        say(f"Altri {rest} controlli non verificabili, senza effetto sull'esito (elenco completo con --json).")
