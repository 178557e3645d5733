"""The interface device (DDI): backup, number, opening time."""

from __future__ import annotations

from collections.abc import Iterator

from domain.findings import Finding
from validators.forms.conditions import POWER, spi_table
from validators.forms.facts import Companion, Paper
from validators.forms.look import Look
from validators.forms.numerals import shown
from validators.forms.shape import WARNING, form_rule, ko, ok, rde
from validators.forms.tables import ABOVE

BACKUP, PLANNED, OTHER = "allegato4.ddi.rincalzo", "allegato4.ddi.rincalzo_previsti", "allegato4.ddi.rincalzo_altro"
SPI_COUNT, DDI_COUNT = "allegato4.spi.numero", "allegato4.dispositivi.ddi.numero"
DDI_SOURCE = rde("Allegato 4 Addendum (DDI)", "P ≤ 400 kVA; il modulo chiede i kW (A, AMB-38)")


def _above(form: Look) -> bool:
    power = form.number(POWER)
    return power is not None and power > form.policy.backup_kva + 1e-9


@form_rule(
    "X-08a",
    "Rincalzo alla mancata apertura del DDI",
    "Dispositivi di rincalzo alla mancata apertura: trovato {valore}, atteso SI oltre 400 kVA.",
    source=DDI_SOURCE,
    passing=ok("rincalzo a 450 kW", {POWER: 450, BACKUP: "SI", PLANNED: "DG"}),
    failing=ko("nessun rincalzo a 450 kW", {POWER: 450}),
    applies_to="impianti oltre 400 kVA",
)
def backup_above_limit(form: Look) -> Iterator[Finding]:
    """Oltre 400 kVA la mancata apertura del DDI è sorvegliata da un dispositivo di rincalzo."""
    if _above(form):
        answer = form.text(BACKUP)
        if answer is not None and answer != "SI":
            yield form.violates(BACKUP, POWER, atteso="SI")


@form_rule(
    "X-08b",
    "Dispositivo di rincalzo indicato",
    "Dispositivi di rincalzo al DDI previsti: atteso DG, DDG o ALTRO con descrizione.",
    source=DDI_SOURCE,
    passing=ok("ALTRO descritto", {POWER: 450, BACKUP: "SI", PLANNED: "ALTRO", OTHER: "interruttore BT generale"}),
    failing=ko("ALTRO senza descrizione", {POWER: 450, BACKUP: "SI", PLANNED: "ALTRO"}),
    applies_to="impianti oltre 400 kVA",
)
def backup_device_named(form: Look) -> Iterator[Finding]:
    """Oltre 400 kVA si dice quale dispositivo fa da rincalzo: DG, DDG o un altro, descritto."""
    if not _above(form):
        return
    chosen = form.choices(PLANNED)
    if not chosen:
        return
    named = set(chosen) <= {"DG", "DDG", "ALTRO"}
    if not named or ("ALTRO" in chosen and not form.filled(OTHER)):
        yield form.violates(PLANNED, OTHER, POWER, atteso="DG, DDG o ALTRO con descrizione")


@form_rule(
    "X-08c",
    "Rincalzo vicino al limite",
    "Rincalzo NO con {valore} kW: verificare che la potenza apparente non superi 400 kVA.",
    severity=WARNING,
    source=DDI_SOURCE,
    passing=ok("lontano dal limite"),
    failing=ko("rincalzo NO a 399 kW", {POWER: 399}),
    applies_to="impianti da 360 a 400 kW",
)
def backup_near_limit(form: Look) -> Iterator[Finding]:
    """Da 360 a 400 kW la potenza apparente può superare 400 kVA anche se i kW non lo fanno."""
    power = form.number(POWER)
    if power is None or not form.policy.backup_watch_kw - 1e-9 <= power <= form.policy.backup_kva + 1e-9:
        return
    if form.text(BACKUP) == "NO":
        yield form.violates(BACKUP, POWER, valore=shown(power), atteso="potenza apparente fino a 400 kVA")


@form_rule(
    "X-09",
    "Tempo totale di apertura del DDI",
    "Tempo totale di apertura del DDI per {campo}: {valore} s, ammessi al massimo {atteso} s.",
    source=rde("Allegato 2, tabella SPI oltre 30 kW, ultima colonna e nota (3)"),
    passing=ok(
        "1,60 s per la 27.S1", {"@documents": [Companion(Paper.RAPPORTO_PROVA, openings={"scheda.spi.27s1": 1.60})]}
    ),
    failing=ko(
        "1,65 s per la 27.S1", {"@documents": [Companion(Paper.RAPPORTO_PROVA, openings={"scheda.spi.27s1": 1.65})]}
    ),
    applies_to="impianti oltre 30 kW, con il rapporto di prova",
)
def total_opening_time(form: Look) -> Iterator[Finding]:
    """Il tempo totale è quello della tabella più 70 ms (apparecchi MT) o 100 ms (BT), con il 3 % in più; nessun minimo."""
    if spi_table(form) != ABOVE:
        return
    measured = {k: v for d in form.case.documents if d.paper is Paper.RAPPORTO_PROVA for k, v in d.openings.items()}
    if not measured:
        form.needs("il rapporto di prova con i tempi di apertura")
        return
    level = form.text("allegato4.ddi.tensione")
    if level is None:
        return
    delay = form.policy.ddi_delay_mt_s if level == "MT" else form.policy.ddi_delay_bt_s
    for prefix, lines in form.policy.table(ABOVE).items():
        times = [s.time_s for s in lines if s.time_s is not None]
        if prefix in measured and times:
            limit = (max(times) + delay) * (1 + form.policy.ddi_total_share)
            if measured[prefix] > limit + 1e-9:
                found = shown(measured[prefix])
                yield form.violates(
                    f"{prefix}.tempo",
                    "allegato4.ddi.tensione",
                    valore=found,
                    atteso=shown(limit),
                    campo=lines[0].function,
                )


@form_rule(
    "X-24",
    "Numero di SPI e di DDI",
    "Numero SPI: trovato {valore}, atteso {atteso} come il numero di DDI.",
    severity=WARNING,
    source=rde("Allegato 4 Addendum (dispositivi principali, SPI)"),
    passing=ok("più di tre", {SPI_COUNT: ">3", DDI_COUNT: 4}),
    failing=ko("due SPI e un DDI", {SPI_COUNT: "2"}),
    applies_to="numero di SPI e di DDI compilati",
)
def as_many_spi_as_ddi(form: Look) -> Iterator[Finding]:
    """Ogni dispositivo di interfaccia ha la sua protezione: i due numeri coincidono."""
    spi, ddi = form.text(SPI_COUNT), form.number(DDI_COUNT)
    if spi is None or ddi is None:
        return
    agrees = ddi >= 4 if spi == ">3" else spi == shown(ddi)
    if not agrees:
        yield form.violates(SPI_COUNT, DDI_COUNT, atteso=shown(ddi) if ddi < 4 else ">3")


@form_rule(
    "CON-06",
    "Rincalzo previsto",
    "Dispositivi di rincalzo al DDI previsti: trovato {valore}, atteso {atteso}.",
    severity=WARNING,
    source=rde("Allegato 4 Addendum (DDI)"),
    passing=ok("NO e NO"),
    failing=ko("rincalzo NO ma un dispositivo è indicato", {PLANNED: "DG"}),
    applies_to="rincalzo compilato, quando X-08b non si applica",
)
def backup_answers_agree(form: Look) -> Iterator[Finding]:
    """Con SI si indica un dispositivo, con NO nessuno; la descrizione va solo con ALTRO."""
    if _above(form):
        return
    answer = form.text(BACKUP)
    if answer is None:
        return
    look = form.apart()
    chosen = look.choices(PLANNED) if look.filled(PLANNED) else ()
    if answer == "SI" and (not chosen or "NO" in chosen):
        yield look.violates(PLANNED, BACKUP, atteso="DG, DDG o ALTRO")
    elif answer == "NO" and set(chosen) - {"NO"}:
        yield look.violates(PLANNED, BACKUP, atteso="NO o vuoto")
    elif look.filled(OTHER) and "ALTRO" not in chosen:
        yield look.violates(PLANNED, OTHER, atteso="ALTRO, perché c'è una descrizione")
