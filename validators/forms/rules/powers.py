"""Powers that must agree."""

from __future__ import annotations

from collections.abc import Iterator

from domain.findings import Finding
from validators.forms import labels
from validators.forms.compare import eq_kw
from validators.forms.conditions import POWER, rotating_only
from validators.forms.look import Look
from validators.forms.numerals import shown
from validators.forms.rules.transformers import cells
from validators.forms.shape import WARNING, form_rule, ko, ok, rde

GIVEN, TAKEN, AVAILABLE = (
    "impianto.potenza_immissione_kw",
    "impianto.potenza_prelievo_kw",
    "allegato4.potenza_disponibile_kw",
)


@form_rule(
    "X-03",
    "Potenze di Allegato 2 uguali alle Generalità",
    "{campo} in Allegato 2: trovato {valore} kW, atteso {atteso} kW come nelle Generalità.",
    source=rde("Generalità; Art. 11; Allegato 2"),
    passing=ok("stesse potenze"),
    failing=ko("potenza in immissione diversa", {"allegato2.potenza_immissione_kw": 50}),
    applies_to="potenza in prelievo e in immissione, se compilate in entrambe le parti",
)
def powers_of_annex_2(form: Look) -> Iterator[Finding]:
    """Le potenze disponibili dell'Allegato 2 sono quelle delle Generalità, a meno di 0,01 kW."""
    for kind in ("prelievo", "immissione"):
        look = form.apart()
        field, other = f"allegato2.potenza_{kind}_kw", f"impianto.potenza_{kind}_kw"
        found, expected = look.number(field), look.number(other)
        if found is not None and expected is not None and not eq_kw(found, expected, form.policy.kw_slack):
            yield look.violates(field, other, campo=labels.label(field), valore=shown(found), atteso=shown(expected))


@form_rule(
    "X-04",
    "Potenza disponibile dell'Addendum",
    "Potenza disponibile (Allegato 4): trovato {valore} kW, atteso {atteso} kW (potenza in immissione).",
    "Potenza disponibile (Allegato 4): {valore} kW coincide con la potenza in prelievo; "
    "attesa quella in immissione, {atteso} kW.",
    severity=WARNING,
    source=rde("Allegato 4 Addendum; Generalità; Art. 11", "(A, AMB-37)"),
    passing=ok("uguale alla potenza in immissione"),
    failing=ko("uguale alla potenza in prelievo", {AVAILABLE: 10}),
    applies_to="potenza disponibile dell'Addendum e potenza in immissione",
)
def available_power(form: Look) -> Iterator[Finding]:
    """La potenza disponibile dell'Addendum è quella in immissione."""
    found, expected = form.number(AVAILABLE), form.number(GIVEN)
    if found is None or expected is None or eq_kw(found, expected, form.policy.kw_slack):
        return
    taken = form.apart()
    power = taken.number(TAKEN)
    says = 1 if power is not None and eq_kw(found, power, form.policy.kw_slack) else 0
    yield form.violates(AVAILABLE, GIVEN, says=says, valore=shown(found), atteso=shown(expected))


@form_rule(
    "X-06",
    "Somma delle potenze dei generatori",
    "Potenza nominale (kW) dei generatori: la somma è {valore} kW, "
    "attesi {atteso} kW come Potenza nominale dell'impianto.",
    "Potenza nominale (kW) dei generatori: la somma è {valore} kW, "
    "attesi {atteso} kW come Potenza nominale dell'impianto; torna solo sommando i convertitori dell'accumulo.",
    severity=WARNING,
    source=rde("Allegato 4 Addendum, generatori statici; Generalità", "derivato"),
    passing=ok("31 + 31 = 62 kW"),
    failing=ko("un generatore di troppo", {"allegato4.generatori.3.potenza_nominale_kw": 31}),
    applies_to="impianti con almeno un generatore statico in tabella",
)
def sum_of_generators(form: Look) -> Iterator[Finding]:
    """La somma delle potenze nominali dei generatori è quella dell'impianto (1 %, almeno 0,1 kW).

    I convertitori propri dell'accumulo si contano a parte; i kWp dei moduli non contano.
    """
    fields = cells(form, "allegato4.generatori", "potenza_nominale_kw")
    if rotating_only(form) or not form.any_filled(fields):
        return
    plant = form.number(POWER)
    powers = [form.number(f) for f in fields if form.filled(f)]
    if plant is None or None in powers:
        return
    total = sum(p for p in powers if p is not None)
    slack = max(form.policy.sum_share * plant, form.policy.sum_slack_kw) + 1e-9
    if abs(total - plant) <= slack:
        return
    storage = form.apart()
    stored = [storage.number(f) or 0.0 for f in cells(form, "allegato4.accumuli", "pninv_kw") if storage.filled(f)]
    says = 1 if stored and abs(total + sum(stored) - plant) <= slack else 0
    yield form.violates(fields[0], *fields[1:], POWER, says=says, valore=shown(total), atteso=shown(plant))


@form_rule(
    "CON-16",
    "Potenza in immissione e potenza nominale",
    "Potenza disponibile in immissione: trovato {valore} kW, attesi al massimo {atteso} kW, "
    "la potenza nominale dell'impianto.",
    severity=WARNING,
    source=rde("Generalità; Art. 7 punto 4; Art. 11", "derivato: non si immette più di quanto si genera"),
    passing=ok("immissione minore della potenza nominale"),
    failing=ko("immissione maggiore", {GIVEN: 80, "allegato2.potenza_immissione_kw": 80, AVAILABLE: 80}),
    applies_to="potenza in immissione e potenza nominale, se compilate; con accumulo si sommano i suoi convertitori",
)
def no_more_than_generated(form: Look) -> Iterator[Finding]:
    """La potenza disponibile in immissione non supera la potenza nominale dell'impianto.

    Con un sistema di accumulo dotato di convertitore proprio la potenza dei convertitori si aggiunge al limite.
    """
    found, plant = form.number(GIVEN), form.number(POWER)
    if found is None or plant is None:
        return
    storage = form.apart()
    stored = [storage.number(f) or 0.0 for f in cells(form, "allegato4.accumuli", "pninv_kw") if storage.filled(f)]
    limit = plant + sum(stored)
    if found > limit + max(form.policy.sum_share * limit, form.policy.sum_slack_kw):
        yield form.violates(GIVEN, POWER, valore=shown(found), atteso=shown(limit))
