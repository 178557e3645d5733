"""Storage declared and storage described."""

from __future__ import annotations

from collections.abc import Iterator

from domain.findings import Finding
from validators.forms.conditions import GENERATOR_KIND
from validators.forms.look import Look
from validators.forms.shape import WARNING, form_rule, ko, ok, rde

STORAGE, TABLE = "impianto.accumulo", "allegato4.accumuli"
FIRST = f"{TABLE}.1.marca"
SOURCE = rde("Generalità; Allegato 4 Addendum e Scheda")
ROW = {f"{TABLE}.1.marca": "Pila", f"{TABLE}.1.modello": "P-50", f"{TABLE}.1.pn_kw": 50, f"{TABLE}.1.cn_kwh": 100}


def _any_row(form: Look) -> bool:
    return any(form.any_filled(row) for row in form.table_rows(TABLE))


@form_rule(
    "X-10a",
    "Sistema di accumulo descritto",
    "Sistemi di accumulo (Allegato 4): tabella vuota, attesa almeno una riga perché nelle Generalità è indicato SI.",
    source=SOURCE,
    passing=ok("SI e una riga compilata", {STORAGE: "SI", **ROW}),
    failing=ko("SI ma la tabella è vuota", {STORAGE: "SI"}),
    applies_to="accumulo SI",
)
def storage_described(form: Look) -> Iterator[Finding]:
    """Un accumulo dichiarato nelle Generalità è descritto nella tabella dell'Addendum."""
    if form.text(STORAGE) == "SI" and not _any_row(form):
        yield form.violates(FIRST, STORAGE, valore="vuota", atteso="almeno una riga")


@form_rule(
    "X-10b",
    "Sistema di accumulo dichiarato",
    "Sistema di accumulo: indicato NO nelle Generalità ma la tabella dell'Allegato 4 è compilata; atteso SI.",
    source=SOURCE,
    passing=ok("NO e tabella vuota"),
    failing=ko("NO ma una riga è compilata", ROW),
    applies_to="accumulo NO",
)
def storage_declared(form: Look) -> Iterator[Finding]:
    """Un accumulo descritto nell'Addendum è dichiarato nelle Generalità."""
    if form.text(STORAGE) == "NO" and _any_row(form):
        yield form.violates(STORAGE, FIRST, atteso="SI")


@form_rule(
    "X-10c",
    "Blocco di accumulo nella Scheda",
    "Tipologia generatore: Sistema di accumulo, ma nelle Generalità è indicato NO.",
    source=SOURCE,
    passing=ok("generatore statico"),
    failing=ko("tipologia accumulo senza accumulo", {GENERATOR_KIND: "accumulo"}),
    applies_to="accumulo NO",
)
def storage_kind(form: Look) -> Iterator[Finding]:
    """La tipologia «Sistema di accumulo» della Scheda va con l'accumulo dichiarato."""
    if form.text(STORAGE) == "NO" and form.text(GENERATOR_KIND) == "accumulo":
        yield form.violates(GENERATOR_KIND, STORAGE, atteso="un'altra tipologia, o accumulo SI")


@form_rule(
    "X-10d",
    "Secondo blocco della Scheda",
    "Verificare che la Scheda riporti anche il blocco Sistema di accumulo.",
    severity=WARNING,
    source=SOURCE,
    passing=ok("il secondo blocco c'è", {STORAGE: "SI", **ROW, "@facts": {"second_generation_block": True}}),
    failing=ko("accumulo dichiarato, blocco non visto", {STORAGE: "SI", **ROW}),
    applies_to="accumulo SI e un'altra tipologia nella Scheda",
)
def second_block(form: Look) -> Iterator[Finding]:
    """Il campo tipologia contiene un solo valore: il blocco dell'accumulo è una seconda copia, da guardare a occhio."""
    if form.text(STORAGE) != "SI" or form.case.facts.second_generation_block:
        return
    kind = form.text(GENERATOR_KIND)
    if kind is not None and kind != "accumulo":
        yield form.violates(GENERATOR_KIND, STORAGE, atteso="anche il blocco Sistema di accumulo")
