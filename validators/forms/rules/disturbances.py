"""Allegato 5 (disturbing equipment) and Allegato 7 (risks): answers and the data that go with them."""

from __future__ import annotations

from collections.abc import Iterator

from domain.findings import Finding
from validators.forms import labels
from validators.forms.look import Look
from validators.forms.shape import WARNING, form_rule, ko, ok, rde

A5 = "allegato5."
#: Answer, the figures that SI asks for, and the sub-answers.
LINES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("motori_asincroni", ("motori_continui_kw", "motori_intermittenti_kw", "motori_avviamenti"), ()),
    ("saldatrici", ("saldatrici_kva", "saldatrici_impulsi"), ()),
    ("forni_arco", ("forni_arco_kva",), ("compensazione", "reattanza")),
    ("compensazione", ("compensazione_kva",), ()),
    ("reattanza", ("reattanza_mh",), ()),
    ("elettronica_potenza", ("elettronica_potenza_kva",), ()),
    ("rifasamento", (), ("bobina_sbarramento",)),
    ("bobina_sbarramento", ("bobina_sbarramento_valore",), ()),
    ("elaborazione_dati", (), ("elaborazione_dati_ups",)),
    ("controllo_processo", (), ("controllo_processo_ups",)),
    ("altro", (), ("altro_ups",)),
)
CORRECTION = tuple(f"allegato4.rifasamento.{c}" for c in ("potenza_kvar", "tipologia", "modalita"))


def _lacking(form: Look, figures: tuple[str, ...]) -> list[str]:
    """Return the figures of a SI line that are empty or zero."""
    if figures and figures[0] == "motori_continui_kw":
        powers = [f"{A5}{f}" for f in figures[:2]]
        given = [f for f in powers if form.filled(f) and (form.number(f) or 0) > 0]
        if not given:
            return [powers[0]]
        starts = f"{A5}{figures[2]}"
        return [starts] if powers[1] in given and not form.filled(starts) else []
    lacking = []
    for figure in figures:
        field = f"{A5}{figure}"
        known = labels.spec(field)
        numeric = known is not None and known.kind == "number"
        if not form.filled(field) or (numeric and (form.number(field) or 0) <= 0):
            lacking.append(field)
    return lacking


def _is_zero(form: Look, field: str) -> bool:
    """Tell whether a cell says that there is none: a number of zero."""
    known = labels.spec(field)
    return known is not None and known.kind == "number" and form.number(field) == 0


@form_rule(
    "CON-10a",
    "Allegato 5: dati di ciò che c'è",
    "{campo}: indicato SI, atteso un valore maggiore di zero per {dato}.",
    severity=WARNING,
    source=rde("Allegato 5"),
    passing=ok("elettronica di potenza con la sua potenza"),
    failing=ko("SI senza la potenza", {f"{A5}elettronica_potenza_kva": None}),
    applies_to="le righe dell'Allegato 5 con risposta SI",
)
def data_of_what_is_there(form: Look) -> Iterator[Finding]:
    """Una riga con SI porta i suoi dati: motori almeno una potenza (e gli avviamenti se intermittenti), UPS una risposta."""
    for name, figures, answers in LINES:
        look, field = form.apart(), f"{A5}{name}"
        if not look.filled(field) or look.text(field) != "SI":
            continue
        lacking = _lacking(look, figures) + [f"{A5}{a}" for a in answers if not look.filled(f"{A5}{a}")]
        for other in lacking:
            yield look.violates(field, other, dato=labels.label(other), valore="SI", atteso="un valore")


@form_rule(
    "CON-10b",
    "Allegato 5: dati di ciò che non c'è",
    "{campo}: indicato NO ma {dato} è compilato; atteso vuoto.",
    severity=WARNING,
    source=rde("Allegato 5"),
    passing=ok("NO e dati vuoti"),
    failing=ko("NO con una potenza", {f"{A5}saldatrici_kva": 12}),
    applies_to="le righe dell'Allegato 5 con risposta NO",
)
def data_of_what_is_not_there(form: Look) -> Iterator[Finding]:
    """Una riga con NO lascia vuoti i suoi dati; una sotto-risposta NO è ammessa."""
    for name, figures, answers in LINES:
        look, field = form.apart(), f"{A5}{name}"
        if not look.filled(field) or look.text(field) != "NO":
            continue
        for other in (f"{A5}{f}" for f in (*figures, *answers)):
            if look.filled(other) and look.text(other) != "NO" and not _is_zero(look, other):
                yield look.violates(field, other, dato=labels.label(other), valore="NO", atteso="vuoto")


@form_rule(
    "CON-11",
    "Elettronica di potenza con inverter",
    "Elettronica di potenza (Allegato 5): trovato NO, atteso SI perché ci sono generatori statici.",
    severity=WARNING,
    source=rde("Allegato 5; Allegato 4 Addendum", "derivato"),
    passing=ok("SI con due inverter"),
    failing=ko("NO con due inverter", {f"{A5}elettronica_potenza": "NO", f"{A5}elettronica_potenza_kva": None}),
    applies_to="almeno un generatore statico in tabella",
)
def inverters_are_electronics(form: Look) -> Iterator[Finding]:
    """Gli inverter sono elettronica di potenza."""
    if not any(form.any_filled(row) for row in form.table_rows("allegato4.generatori")):
        return
    if form.text(f"{A5}elettronica_potenza") == "NO":
        yield form.violates(f"{A5}elettronica_potenza", "allegato4.generatori.1.marca", atteso="SI")


@form_rule(
    "X-15",
    "Rifasamento in Allegato 4 e in Allegato 5",
    "Sistemi di rifasamento (Allegato 5): trovato {valore}, atteso {atteso} in base ai dati di rifasamento dell'Allegato 4.",
    severity=WARNING,
    source=rde("Allegato 4 Addendum; Allegato 5"),
    passing=ok("nessun rifasamento in entrambi"),
    failing=ko("condensatori in Allegato 4", {CORRECTION[0]: 50, CORRECTION[1]: "condensatori"}),
    applies_to="allegato5.rifasamento compilato",
)
def power_factor_correction(form: Look) -> Iterator[Finding]:
    """Il rifasamento descritto nell'Addendum e la risposta dell'Allegato 5 dicono la stessa cosa."""
    answer = form.text(f"{A5}rifasamento")
    if answer is None:
        return
    described = form.filled(CORRECTION[0]) and (form.number(CORRECTION[0]) or 0) > 0
    for field in CORRECTION[1:]:
        if form.filled(field):
            described = described or (form.text(field) or "").lower().strip(" .") != "no"
    expected = "SI" if described else "NO"
    if answer != expected:
        yield form.violates(f"{A5}rifasamento", *CORRECTION, atteso=expected)


RISKS = ("rumore", "polveri", "caduta_gravi", "scivolamento", "sostanze")


@form_rule(
    "CON-12",
    "Allegato 7: rischi e misure",
    "{campo}: rischio indicato SI, attesa almeno una misura di prevenzione o un DPI.",
    severity=WARNING,
    source=rde("Allegato 7"),
    passing=ok("rumore con una misura collettiva"),
    failing=ko("polveri SI senza misure", {"allegato7.polveri": "SI"}),
    applies_to="Allegato 7 compilato, rischi con risposta SI",
)
def measures_for_risks(form: Look) -> Iterator[Finding]:
    """Un rischio presente ha almeno una misura: collettiva (testo) o individuale (casella)."""
    if not form.case.annex7:
        return
    for risk in RISKS:
        look, field = form.apart(), f"allegato7.{risk}"
        if not look.filled(field) or look.text(field) != "SI":
            continue
        collective = look.filled(f"{field}_misure")
        if not collective and not (look.filled(f"{field}_dpi") and look.text(f"{field}_dpi") == "SI"):
            yield look.violates(field, f"{field}_misure", f"{field}_dpi", atteso="una misura o un DPI")
