"""One document as people read it: what it is, why it ended as it did, its whole story."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sportello.cli.completeness import show_completeness
from sportello.cli.findings import show_findings
from sportello.cli.screen import STATE_WORD, counted, say, table

KIND_WORDS = {
    "reply": "risposta",
    "archive": "archivio",
    "free_communication": "comunicazione libera",
    "tirv_rejection": "rigetto TIRV",
    "operating_regulation": "modulo",
    "connection_document": "documento di connessione",
    "unknown": "sconosciuto",
}
_CAPTIONS = {
    "document": "Documento",
    "batch": "Lotto",
    "operator": "Operatore",
    "channel": "Canale",
    "path": "Percorso",
    "sha256": "SHA-256",
    "bytes": "Byte",
    "received_at": "Ricevuto",
    "user": "Utente",
    "state": "Esito",
    "kind": "Tipo",
    "stored_as": "Nome nel portale",
    "letter": "Lettera",
    "parent": "Dentro l'archivio",
    "duplicate_of": "Duplicato di",
    "replaces": "Sostituisce",
}
_EVENTS = {
    "document.received": "documento ricevuto",
    "document.reopened": "documento ripreso",
    "letter.answered": "lettera con risposta",
    "letter.replaced": "risposta sostituita",
    "letter.answer-withdrawn": "risposta ritirata",
    "review.decided": "decisione dell'analista",
    "feedback.issued": "comunicazione di esito emessa",
}


def show_document(found: Mapping[str, Any]) -> None:
    """Print one document with its findings, what was read in it, its attempts and its events."""
    rows = [(caption, _said(key, found[key])) for key, caption in _CAPTIONS.items() if found.get(key) is not None]
    table(f"Documento {found['document']}", ("Dato", "Valore"), rows)
    findings = [*found.get("findings", ()), *found["facts"].get("notices", ())]
    if findings:
        show_findings(findings, ("source", "Fonte"))
    if "completeness" in found:
        show_completeness(found["completeness"])
    if "form" in found:
        _show_form(found["document"], found["form"])
    tries = [(_when(a["at"]), _state(a["outcome"]), a.get("diagnosis")) for a in found["attempts"]]
    table("Tentativi", ("Quando", "Esito", "Diagnosi"), tries)
    story = [(_when(e["at"]), _event(e["what"]), e["who"]) for e in found["events"]]
    table("Eventi", ("Quando", "Che cosa", "Chi"), story)


def _show_form(document: str, form: Mapping[str, Any]) -> None:
    pages, fields = counted(form["pages"], "pagina", "pagine"), counted(len(form["fields"]), "campo", "campi")
    say(f"Modulo {form['form']}: {pages}, {fields}. Valori: sportello show {document[:8]} --json")
    if form["missing_pages"]:
        say(f"Parti assenti: {', '.join(form['missing_pages'])}")


def _said(key: str, value: Any) -> Any:
    return {"state": _state, "kind": lambda word: KIND_WORDS.get(word, word), "received_at": _when}.get(key, str)(value)


def _state(word: str) -> str:
    return STATE_WORD.get(word, word)


def _event(what: str) -> str:
    state = what.removeprefix("document.")
    return _EVENTS.get(what) or (f"documento {STATE_WORD[state]}" if state in STATE_WORD else what)


def _when(text: str) -> datetime:
    return datetime.fromisoformat(text)
