"""The general protection (SPG): there or not, and what follows."""

from __future__ import annotations

from collections.abc import Iterator

from domain.findings import Finding
from validators.forms import labels
from validators.forms.conditions import (
    DG_TYPE,
    SPG_STATE,
    dg_without_spg,
    simplified,
    spg_present,
)
from validators.forms.documents import spg_paper_due
from validators.forms.facts import Companion, Paper
from validators.forms.look import Look
from validators.forms.numerals import shown
from validators.forms.shape import WARNING, form_rule, ko, ok, rde

SPG_CELLS = tuple(f for f in labels.specs() if f.startswith("scheda.spg."))
POSITION, DEMANDS = "allegato4.spg.posizionamento", "allegato4.requisiti"
RUNNING, PARALLEL = "scheda.trasformatori_energizzati_kva", "scheda.trasformatori_parallelo_kva"
WITHOUT = {DG_TYPE: "IMS con fusibili", SPG_STATE: "assente", "scheda.spg.*": None, "allegato4.spg.marca": None}
ABSENT_SOURCE = rde("Allegato 4 Addendum (SPG, terza casella); Scheda, frase prima della tabella SPG")


@form_rule(
    "X-16a",
    "SPG assente: tabella vuota",
    "{campo}: trovato {valore}, atteso vuoto perché il SPG è dichiarato assente.",
    source=ABSENT_SOURCE,
    passing=ok("SPG assente e tabella vuota", WITHOUT),
    failing=ko("SPG assente ma una soglia è scritta", {**WITHOUT, "scheda.spg.i2.regolazione": 125}),
    applies_to="SPG dichiarato assente",
)
def absent_spg_is_empty(form: Look) -> Iterator[Finding]:
    """Senza SPG le celle della sua tabella restano vuote; nelle due risposte valgono anche NO e N.P."""
    if form.text(SPG_STATE) != "assente":
        return
    for look, field, text in form.each(SPG_CELLS):
        answer = field.endswith((".implementata", ".attivazione"))
        if not (answer and text in {"NO", "NP"}):
            yield look.violates(field, SPG_STATE, atteso="vuoto")


@form_rule(
    "X-16b",
    "SPG assente: tipo di DG",
    "Generale (DG), Tipo: trovato {valore}, atteso IMS con fusibili o IVOR perché il SPG è dichiarato assente.",
    source=ABSENT_SOURCE,
    passing=ok("IMS con fusibili", WITHOUT),
    failing=ko("interruttore senza SPG", {**WITHOUT, DG_TYPE: "Interruttore automatico"}),
    applies_to="SPG dichiarato assente",
)
def absent_spg_fits_device(form: Look) -> Iterator[Finding]:
    """Il SPG può mancare solo se il DG è un IMS con fusibili o un IVOR."""
    if form.text(SPG_STATE) == "assente" and form.text(DG_TYPE) is not None and not dg_without_spg(form):
        yield form.violates(DG_TYPE, SPG_STATE, atteso="IMS con fusibili o IVOR")


@form_rule(
    "X-16c",
    "DG senza SPG",
    "Il DG è {valore}: atteso SPG assente.",
    severity=WARNING,
    source=ABSENT_SOURCE,
    passing=ok("interruttore con SPG"),
    failing=ko("IVOR ma SPG presente", {DG_TYPE: "I.V.O.R."}),
    applies_to="DG di tipo IMS con fusibili o IVOR",
)
def device_needs_no_spg(form: Look) -> Iterator[Finding]:
    """Con un IMS con fusibili o un IVOR il SPG è di regola assente."""
    if dg_without_spg(form) and form.text(SPG_STATE) not in {None, "assente"}:
        yield form.violates(DG_TYPE, SPG_STATE, atteso="SPG assente")


SPG_CASE = {"new_connection": True, "spg_replaced": True}


def spg_paper(letter: str) -> Companion:
    """Return a maker's declaration of the base case's SPG under one annex of CEI 0-16."""
    return Companion(Paper.COSTRUTTORE_SPG, make="Releco", model="RG16", annex=letter)


@form_rule(
    "X-17",
    "Dichiarazione SPG: Allegato C o D",
    "Dichiarazione del costruttore del SPG: trovato Allegato {valore}, "
    "atteso Allegato {atteso} della CEI 0-16 perché il SPG è {posizionamento}.",
    source=rde("Art. 14 punto 5 d); Art. 8"),
    passing=ok("esterno: Allegato C", {"@facts": SPG_CASE, "@documents": [spg_paper("C")]}),
    failing=ko("esterno ma Allegato D", {"@facts": SPG_CASE, "@documents": [spg_paper("D")]}),
    applies_to="SPG presente, quando REX-37 chiede la dichiarazione e questa c'è",
)
def annex_of_spg_paper(form: Look) -> Iterator[Finding]:
    """Un SPG integrato si dichiara secondo l'Allegato D della CEI 0-16, uno esterno secondo l'Allegato C."""
    if not spg_present(form):
        return
    due = spg_paper_due(form.case)
    papers = [d for d in form.case.documents if d.paper is Paper.COSTRUTTORE_SPG and d.annex]
    if due is None and not papers:
        form.needs("il tipo di pratica")
        return
    if due is False or not papers:
        return
    place = form.text(POSITION)
    expected = {"integrato": "D", "esterno": "C"}.get(place or "")
    for paper in papers:
        if expected and paper.annex.upper() != expected:
            yield form.violates(POSITION, valore=paper.annex, atteso=expected, posizionamento=place)


@form_rule(
    "X-18b",
    "Potenze dei trasformatori dichiarate",
    "{campo}: vuoto, atteso un valore in kVA perché non sono dichiarati i requisiti semplificati.",
    severity=WARNING,
    source=rde("Allegato 4 Scheda, Informazioni aggiuntive", "TIQE commi 39.2 e 39.3"),
    passing=ok("entrambe compilate"),
    failing=ko("una vuota", {PARALLEL: None}),
    applies_to="SPG presente, senza requisiti semplificati",
)
def transformer_powers_given(form: Look) -> Iterator[Finding]:
    """Senza i requisiti semplificati la Scheda riporta le potenze dei trasformatori energizzati e in parallelo."""
    if simplified(form) or not spg_present(form):
        return
    for field in (RUNNING, PARALLEL):
        look = form.apart()
        if not look.filled(field):
            yield look.violates(field, atteso="un valore in kVA")


TESTED = Companion(Paper.RAPPORTO_PROVA, dg_opening_s=0.18)


@form_rule(
    "TAR-13",
    "Apertura del DG entro 200 ms",
    "Tempo di apertura del DG: {valore} ms, ammessi al massimo 200 ms.",
    source=rde("Allegato 4 Addendum (Requisiti e prove)"),
    passing=ok("180 ms", {"@documents": [TESTED]}),
    failing=ko("210 ms", {"@documents": [Companion(Paper.RAPPORTO_PROVA, dg_opening_s=0.21)]}),
    applies_to="SPG presente, requisiti con le prove, rapporto di prova con il tempo di apertura",
)
def opening_of_general_device(form: Look) -> Iterator[Finding]:
    """Il DG si apre entro 200 ms; per questo limite nessuna tolleranza è stampata."""
    if not spg_present(form) or not {"prove_modalita", "prove_a3"} & set(form.choices(DEMANDS)):
        return
    times = [d.dg_opening_s for d in form.case.documents if d.dg_opening_s is not None]
    if not times:
        form.needs("il rapporto di prova con il tempo di apertura del DG")
    for time in times:
        if time > form.policy.dg_opening_s + 1e-9:
            yield form.violates(DEMANDS, valore=shown(time * 1000), atteso="200 ms")


@form_rule(
    "CON-07",
    "Requisiti fra loro incompatibili",
    "Requisiti: semplificati insieme a {valore}; attesa una sola via.",
    severity=WARNING,
    source=rde("Allegato 4 Addendum (SPG)", "TIQE commi 39.2 e 39.3; (A)"),
    passing=ok("solo semplificati", {DEMANDS: ["semplificati"]}),
    failing=ko("semplificati e lettera A1", {DEMANDS: ["semplificati", "lettera_a1"]}),
    applies_to="requisiti semplificati dichiarati",
)
def one_way_of_demands(form: Look) -> Iterator[Finding]:
    """I requisiti semplificati escludono le lettere A1 e A2 e le prove A3."""
    chosen = form.choices(DEMANDS)
    others = [c for c in chosen if c in {"lettera_a1", "lettera_a2", "prove_a3"}]
    if "semplificati" in chosen and others:
        yield form.violates(DEMANDS, valore=", ".join(map(labels.option, others)), atteso="una sola via")


@form_rule(
    "CON-08",
    "SPG conforme alle prescrizioni precedenti",
    "Posizionamento rispetto al DG: trovato {valore}, atteso esterno.",
    severity=WARNING,
    source=rde("Allegato 4 Addendum (SPG, seconda casella)"),
    passing=ok("esterno", {SPG_STATE: "conforme_prescrizioni_precedenti"}),
    failing=ko("integrato", {SPG_STATE: "conforme_prescrizioni_precedenti", POSITION: "integrato"}),
    applies_to="SPG conforme alle prescrizioni precedenti",
)
def older_spg_is_external(form: Look) -> Iterator[Finding]:
    """Nella seconda casella è stampato solo il posizionamento esterno."""
    if form.text(SPG_STATE) == "conforme_prescrizioni_precedenti" and form.text(POSITION) == "integrato":
        yield form.violates(POSITION, SPG_STATE, atteso="esterno")


@form_rule(
    "CON-09",
    "Potenze dei trasformatori",
    "Trasformatori in parallelo: {valore} kVA, attesi al massimo {atteso} kVA (contemporaneamente energizzati).",
    severity=WARNING,
    source=rde("Allegato 4 Scheda", "derivato"),
    passing=ok("100 su 160 kVA"),
    failing=ko("in parallelo più di quelli energizzati", {PARALLEL: 200}),
    applies_to="entrambe le potenze compilate",
)
def parallel_within_running(form: Look) -> Iterator[Finding]:
    """I trasformatori in parallelo sono fra quelli contemporaneamente energizzati."""
    parallel, running = form.number(PARALLEL), form.number(RUNNING)
    if parallel is not None and running is not None and parallel > running + 1e-9:
        yield form.violates(PARALLEL, RUNNING, atteso=shown(running))
