"""Remote disconnection of photovoltaic and wind plants."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from domain.findings import Finding, Source
from validators.forms.conditions import POWER, fv_eolico
from validators.forms.dates import shown_day
from validators.forms.look import Look
from validators.forms.rules.plant_codes import CENSIMP, REMOTE_LIST, listed_codes, same_censimp
from validators.forms.shape import WARNING, form_rule, ko, ok, rde

BIG = {POWER: 124, "allegato4.generatori.*.potenza_nominale_kw": 62}


def _due(form: Look) -> bool:
    power = form.number(POWER)
    return power is not None and power >= form.policy.remote_trip_kw - 1e-9 and fv_eolico(form)


@form_rule(
    "X-07a",
    "Teledistacco",
    "Elenco degli impianti sottesi al teledistacco (Allegato 4): vuoto, attesi i codici CENSIMP "
    "perché l'impianto è fotovoltaico o eolico da almeno 100 kW.",
    source=rde("Allegato 4 Addendum (SPI)", "CEI 0-16 Allegato M"),
    passing=ok("elenco compilato", {**BIG, REMOTE_LIST: "IM_1234567"}),
    failing=ko("elenco vuoto a 124 kW", BIG),
    applies_to="impianti fotovoltaici o eolici da almeno 100 kW",
)
def remote_list_given(form: Look) -> Iterator[Finding]:
    """Un impianto fotovoltaico o eolico da almeno 100 kW elenca gli impianti sottesi al dispositivo di teledistacco.

    Sotto la soglia o con un'altra fonte non si chiede nulla, e un elenco compilato si accetta.
    """
    if not _due(form):
        return
    look = form.apart()
    if not look.filled(REMOTE_LIST):
        yield look.violates(REMOTE_LIST, POWER, atteso="i codici CENSIMP", cure="Elencare i codici CENSIMP.")


@form_rule(
    "X-07b",
    "Controllore Centrale d'Impianto",
    "Impianto da almeno 100 kW: attesa la prova del CCI con funzione PF2.",
    "Impianto da almeno 100 kW: attesa la prova del CCI con funzione PF2 entro il {atteso}.",
    severity=WARNING,
    source=Source(
        "ARERA 385/2025/R/eel e 564/2025/R/eel", "CEI 0-16 Allegati O e T", "al posto del modem dell'Allegato M; F-11"
    ),
    passing=ok("prova presente", {**BIG, "@policy": {"cci_check": True}, "@facts": {"cci_pf2": True}}),
    failing=ko("impianto nuovo senza prova", {**BIG, "@policy": {"cci_check": True}, "@facts": {"cci_pf2": False}}),
    since=date(2025, 8, 5),
    applies_to="come X-07a, quando la variante CCI è attiva (FormPolicy.cci_check)",
)
def plant_controller(form: Look) -> Iterator[Finding]:
    """Dal 2026 gli impianti nuovi provano il CCI con funzione PF2; quelli esistenti entro il termine della loro taglia.

    I termini sono dati con data. Per le isole non interconnesse l'obbligo non è accertato: la variante è spenta di
    regola e il suo esito è un avviso.
    """
    if not form.policy.cci_check or not _due(form):
        return
    facts, power = form.case.facts, form.number(POWER) or 0.0
    if facts.cci_pf2 is None:
        form.needs("la prova del CCI con funzione PF2")
        return
    started = facts.activation or form.case.day
    limit = _limit(form, power)
    if facts.cci_pf2:
        return
    if started >= form.policy.cci_new_from:
        yield form.violates(POWER, atteso="CCI con PF2")
    elif limit is not None and form.case.day > limit:
        yield form.violates(POWER, says=1, atteso=shown_day(limit))


def _limit(form: Look, power: float) -> date | None:
    return next((day for low, high, day in form.policy.cci_deadlines if low <= power < high), None)


@form_rule(
    "X-23",
    "CENSIMP nell'elenco del teledistacco",
    "Elenco CENSIMP del teledistacco: {valore}; atteso anche il codice dell'impianto {atteso}.",
    severity=WARNING,
    source=rde("Allegato 4 Addendum (SPI); Generalità"),
    passing=ok("l'elenco contiene l'impianto", {REMOTE_LIST: "IM_7654321, im_1234567"}),
    failing=ko("l'elenco non lo contiene", {REMOTE_LIST: "IM_7654321"}),
    applies_to="elenco del teledistacco e CENSIMP compilati",
)
def plant_in_remote_list(form: Look) -> Iterator[Finding]:
    """L'elenco degli impianti sottesi al teledistacco contiene anche questo impianto."""
    if not form.filled(REMOTE_LIST):
        return
    plant, listed = form.text(CENSIMP), form.text(REMOTE_LIST)
    if plant and listed and not any(same_censimp(code, plant) for code in listed_codes(listed)):
        yield form.violates(REMOTE_LIST, CENSIMP, atteso=plant)
