"""Dates: written well, and in the order that the form asks."""

from __future__ import annotations

from collections.abc import Iterator

from domain.findings import Finding
from validators.forms import labels
from validators.forms.dates import date_inside, has_short_year, parse_date, shown_day
from validators.forms.look import Look
from validators.forms.shape import WARNING, form_rule, ko, ok, rde

DATES = tuple(f for f, s in labels.specs().items() if s.kind == "date")
PLACE_DATE = "allegato3.luogo_data"
LETTER = "scheda.comunicazione_data"
SIGNED = "sottoscrizione.data"
NOT_AHEAD = (SIGNED, "allegato4.data", LETTER, "scheda.data", "allegato6.data", "allegato7.firma_data")
ORDER_SOURCE = rde("Allegato 4, dichiarazione e Scheda", "firmata prima dell'attivazione e del Regolamento")


@form_rule(
    "FMT-13a",
    "Data",
    "{campo}: trovato {valore}, attesa una data gg/mm/aaaa esistente.",
    source=rde("Generalità; Allegati 3, 4, 6, 7", "tracciato gg/mm/aaaa"),
    passing=ok("separatori e cifra singola ammessi", {SIGNED: "20-3-2026"}),
    failing=ko("giorno che non esiste", {SIGNED: "31/02/2026"}),
    applies_to="le date compilate",
)
def date_exists(form: Look) -> Iterator[Finding]:
    """Una data è un giorno del calendario fra il 1900 e il 2100, scritto gg/mm/aaaa (anche con - o punto)."""
    for look, field, text in form.each(DATES):
        if parse_date(text) is None:
            yield look.violates(field, atteso="una data gg/mm/aaaa esistente")


@form_rule(
    "FMT-13b",
    "Anno di due cifre",
    "{campo}: anno di due cifre in {valore}; attese quattro cifre.",
    severity=WARNING,
    source=rde("Generalità; Allegati 3, 4, 6, 7", "tracciato gg/mm/aaaa"),
    passing=ok("anno di quattro cifre"),
    failing=ko("anno di due cifre", {"@written": {SIGNED: "20/03/26"}}),
    applies_to="le date compilate",
)
def short_year(form: Look) -> Iterator[Finding]:
    """Con due cifre l'anno si intende 20aa per le date del modulo; per una nascita resta aperto."""
    for look, field, text in form.each(DATES):
        written = form.case.cell(field).written or text
        if has_short_year(written):
            yield look.violates(field, valore=written, atteso="quattro cifre")


@form_rule(
    "FMT-15",
    "Luogo e data su una riga",
    "Luogo, data (Allegato 3): trovato {valore}, attesi un luogo e una data gg/mm/aaaa.",
    severity=WARNING,
    source=rde("Allegato 3"),
    passing=ok("luogo e data"),
    failing=ko("manca il luogo", {PLACE_DATE: "20/03/2026"}),
    applies_to="allegato3.luogo_data, se compilato",
)
def place_and_date(form: Look) -> Iterator[Finding]:
    """La riga porta un luogo di almeno due lettere e una data."""
    for look, field, text in form.each((PLACE_DATE,)):
        day, rest = date_inside(text)
        if day is None or sum(c.isalpha() for c in rest) < 2:
            yield look.violates(field, atteso="un luogo e una data gg/mm/aaaa")


@form_rule(
    "X-20a",
    "Lettera di SELIS prima della Scheda e dell'Addendum",
    "{campo}: {valore}, attesa una data non precedente alla comunicazione SELIS del {atteso}.",
    source=ORDER_SOURCE,
    passing=ok("stesso giorno ammesso", {"scheda.data": "2026-02-20"}),
    failing=ko("Scheda firmata prima della lettera", {"scheda.data": "2026-02-19"}),
    applies_to="scheda.data e allegato4.data, con la data della comunicazione",
)
def letter_first(form: Look) -> Iterator[Finding]:
    """Le regolazioni si impostano dopo che SELIS le ha comunicate: la lettera precede le due dichiarazioni."""
    letter = form.day(LETTER)
    for field in ("scheda.data", "allegato4.data"):
        look = form.apart()
        day = look.day(field)
        if day and letter and day < letter:
            yield look.violates(field, LETTER, valore=shown_day(day), atteso=shown_day(letter))


@form_rule(
    "X-20b",
    "Dichiarazioni prima della sottoscrizione",
    "{campo}: {valore}, attesa una data non successiva alla sottoscrizione del {atteso}.",
    source=ORDER_SOURCE,
    passing=ok("stesso giorno ammesso", {"scheda.data": "2026-03-20"}),
    failing=ko("Addendum firmato dopo il Regolamento", {"allegato4.data": "2026-03-21"}),
    applies_to="scheda.data e allegato4.data, con la data della sottoscrizione",
)
def declarations_before_signing(form: Look) -> Iterator[Finding]:
    """Addendum e Scheda sono firmati prima della sottoscrizione del Regolamento, o lo stesso giorno."""
    signed = form.day(SIGNED)
    for field in ("scheda.data", "allegato4.data"):
        look = form.apart()
        day = look.day(field)
        if day and signed and day > signed:
            yield look.violates(field, SIGNED, valore=shown_day(day), atteso=shown_day(signed))


@form_rule(
    "X-20c",
    "Nessuna data nel futuro",
    "{campo}: {valore} è nel futuro; attesa una data fino al {atteso}.",
    source=ORDER_SOURCE,
    passing=ok("tutte le date precedono la ricezione"),
    failing=ko("sottoscritto dopo la ricezione", {SIGNED: "2026-04-02"}),
    applies_to="le date di firma e di comunicazione; allegato7.data no: i lavori possono essere futuri (A)",
)
def not_in_the_future(form: Look) -> Iterator[Finding]:
    """Nessuna data di firma è dopo il giorno in cui il modulo è arrivato a SELIS."""
    today = form.case.day
    for look, field, text in form.each(NOT_AHEAD):
        day = parse_date(text)
        if day and day > today:
            yield look.violates(field, valore=shown_day(day), atteso=shown_day(today))
    for look, field, text in form.each((PLACE_DATE,)):
        day, _ = date_inside(text)
        if day and day > today:
            yield look.violates(field, valore=shown_day(day), atteso=shown_day(today))
