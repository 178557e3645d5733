"""Companion documents (REX-35..40), the complete set (X-21) and the periodic checks (X-22)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from domain.findings import Finding, Severity
from validators.forms.compare import Match, eq_brand, eq_name
from validators.forms.dates import shown_day
from validators.forms.documents import due_papers, generators_of
from validators.forms.duties import next_duties
from validators.forms.facts import Companion, Paper
from validators.forms.look import Look
from validators.forms.rules.general_protection import SPG_CASE, spg_paper
from validators.forms.shape import WARNING, form_rule, ko, ok, rde

HAND = [Companion(Paper.CONFORMITA_GENERAZIONE, name="conformita.pdf")]
OTHER = [Companion(Paper.COSTRUTTORE_SPI, make="Releco", model="RI16")]


def _absent(form: Look, paper: Paper) -> bool | None:
    """Tell whether a document that is due is absent; None when that cannot be known."""
    due = {d.paper: d.due for d in due_papers(form.case)}.get(paper, False)
    if due is False:
        return False
    here = any(d.paper is paper for d in form.case.documents)
    if here:
        return False
    if due is None or not form.case.documents:
        form.needs("il tipo di pratica" if due is None else paper.heading[0].lower() + paper.heading[1:])
        return None
    return True


@form_rule(
    "REX-35",
    "Dichiarazione di conformità dell'impianto di generazione",
    "Manca la dichiarazione di conformità dell'impianto elettrico di generazione.",
    source=rde("Art. 14 punto 5 b)"),
    passing=ok("presente fra i documenti", {"@documents": HAND}),
    failing=ko("altri documenti ma non questo", {"@documents": OTHER}),
    applies_to="sempre",
)
def plant_conformity(form: Look) -> Iterator[Finding]:
    """La dichiarazione di conformità (D.M. 37/2008) dell'impianto di generazione accompagna il modulo."""
    if _absent(form, Paper.CONFORMITA_GENERAZIONE):
        yield form.violates(valore="assente", atteso="dichiarazione di conformità")


@form_rule(
    "REX-36",
    "Dichiarazione di conformità dell'impianto di terra",
    "Manca la dichiarazione di conformità dell'impianto di terra della cabina con il verbale di verifica.",
    source=rde("Art. 14 punto 5 c)", "D.M. 37/2008"),
    passing=ok("cabina esistente", {"@facts": {"earth_new": False}}),
    failing=ko("cabina nuova", {"@facts": {"earth_new": True}, "@documents": HAND}),
    applies_to="cabina nuova o impianto di terra rifatto",
)
def earth_conformity(form: Look) -> Iterator[Finding]:
    """Per una cabina nuova o una terra rifatta: dichiarazione e verbale (impedenza di terra, passo e contatto)."""
    if _absent(form, Paper.CONFORMITA_TERRA):
        yield form.violates("cabina.denominazione", valore="assente", atteso="dichiarazione e verbale")


@form_rule(
    "REX-37",
    "Dichiarazione del costruttore del SPG",
    "Manca la dichiarazione del costruttore del SPG {marca} {modello} (CEI 0-16, Allegato {atteso}).",
    source=rde("Art. 14 punto 5 d)"),
    passing=ok("presente", {"@facts": SPG_CASE, "@documents": [spg_paper("C")]}),
    failing=ko("assente", {"@facts": SPG_CASE, "@documents": HAND}),
    applies_to="SPG presente, sostituito o modificato, in una nuova connessione o con aumento oltre 50 kW",
)
def spg_maker(form: Look) -> Iterator[Finding]:
    """Il costruttore dichiara il SPG secondo l'Allegato C (esterno, con i suoi riduttori) o D (integrato)."""
    if _absent(form, Paper.COSTRUTTORE_SPG):
        letter = "D" if form.text("allegato4.spg.posizionamento") == "integrato" else "C"
        yield form.violates(
            "allegato4.spg.marca", "allegato4.spg.modello", valore="assente", atteso=letter,
            marca=form.text("allegato4.spg.marca") or "", modello=form.text("allegato4.spg.modello") or "",
            cure=f"Allegare la dichiarazione (CEI 0-16, edizione {form.policy.cei_0_16}).",
        )  # fmt: skip


@form_rule(
    "REX-38",
    "Dichiarazione del costruttore dell'SPI",
    "Manca la dichiarazione del costruttore dell'SPI {marca} {modello} (CEI 0-16, Allegato E).",
    source=rde("Art. 14 punto 5 e)"),
    passing=ok("presente", {"@documents": OTHER}),
    failing=ko("assente", {"@documents": HAND}),
    applies_to="sempre",
)
def spi_maker(form: Look) -> Iterator[Finding]:
    """Il costruttore dichiara l'SPI, con i suoi TV, secondo l'Allegato E della CEI 0-16."""
    if _absent(form, Paper.COSTRUTTORE_SPI):
        yield form.violates(
            "allegato4.spi.marca", "allegato4.spi.modello", valore="assente", atteso="Allegato E",
            marca=form.text("allegato4.spi.marca") or "", modello=form.text("allegato4.spi.modello") or "",
            cure=f"Allegare la dichiarazione (CEI 0-16, edizione {form.policy.cei_0_16}).",
        )  # fmt: skip


@form_rule(
    "REX-39",
    "Dichiarazione del costruttore dei generatori",
    "Manca la dichiarazione CEI 0-16 del costruttore per il generatore {marca} {modello}.",
    source=rde("Art. 14 punto 5 f)"),
    passing=ok(
        "una per modello", {"@documents": [Companion(Paper.COSTRUTTORE_GENERATORE, make="Elios", model="EL-31")]}
    ),
    failing=ko("assente", {"@documents": HAND}),
    applies_to="sempre: una per ogni marca e modello distinti",
)
def generator_makers(form: Look) -> Iterator[Finding]:
    """Una dichiarazione per ogni modello di generatore in tabella; con soli rotanti, per quello della Scheda."""
    if not form.case.documents:
        form.needs("le dichiarazioni dei costruttori dei generatori")
        return
    papers = [d for d in form.case.documents if d.paper is Paper.COSTRUTTORE_GENERATORE]
    for field, make, model in generators_of(form.case):
        look = form.apart()
        look.text(field)
        quoted = [f"{p.make} {p.model}".strip() for p in papers]
        if not any(not q or eq_brand(q, f"{make} {model}".strip()) is not Match.OTHER for q in quoted):
            yield look.violates(field, marca=make, modello=model, valore="assente", atteso=f"{make} {model}".strip())


REPORT = Companion(Paper.RAPPORTO_PROVA, make="Releco", model="RI16", signer="Giulia Neri", serial="77120")


@form_rule(
    "REX-40",
    "Rapporto di prova con cassetta prova relè",
    "Manca il rapporto di prova dell'SPI siglato da {atteso}, con marca, modello e matricola.",
    source=rde("Allegato 4 Scheda, dopo la tabella SPI"),
    passing=ok("presente e siglato dal dichiarante", {"@documents": [REPORT]}),
    failing=ko(
        "siglato da un altro", {"@documents": [Companion(Paper.RAPPORTO_PROVA, signer="Paolo Gallo", serial="1")]}
    ),
    applies_to="con ogni Scheda",
)
def relay_test_report(form: Look) -> Iterator[Finding]:
    """La stampa della prova è siglata dallo stesso dichiarante della Scheda e porta la matricola dell'SPI."""
    name = form.text("scheda.dichiarante.nome")
    if not form.case.documents:
        form.needs("il rapporto di prova dell'SPI")
        return
    reports = [d for d in form.case.documents if d.paper is Paper.RAPPORTO_PROVA]
    good = [r for r in reports if not (r.signer and name) or eq_name(r.signer, name) is not Match.OTHER]
    if not good and name:
        yield form.violates("scheda.dichiarante.nome", valore="assente", atteso=name)


SET = tuple(f"REX-{n}" for n in range(30, 43))


@form_rule(
    "X-21",
    "Serie dei documenti completa",
    "Documentazione incompleta: mancano {elenco}.",
    source=rde("Art. 14"),
    passing=ok("nessuna voce bloccante manca"),
    failing=ko("manca una risposta dell'Allegato 5", {"allegato5.altro": None}),
    applies_to="esito riassuntivo delle voci bloccanti da REX-30 a REX-42",
)
def complete_set(form: Look) -> Iterator[Finding]:
    """Dice quali voci dell'elenco dell'Art. 14 mancano o sono incomplete; ciascuna ha il proprio codice REX."""
    lacking = [f for f in form.found if f.code[:6] in SET and f.severity is Severity.BLOCKING]
    if lacking:
        codes = ", ".join(dict.fromkeys(f.code for f in lacking))
        yield form.violates(elenco=codes, valore=codes, atteso="tutte", confidence=max(f.confidence for f in lacking))


@form_rule(
    "X-22",
    "Verifiche periodiche",
    "Ultima {verifica} del {valore}: scaduta, attesa entro il {atteso}.",
    severity=WARNING,
    source=rde("Art. 8", "inizio: attivazione, poi l'ultima verifica (A, AMB-34)"),
    passing=ok(
        "controllo visivo di sei mesi fa",
        {"@facts": {"activation": date(2024, 1, 10), "last_visual_check": date(2025, 10, 1)}},
    ),
    failing=ko(
        "controllo visivo di due anni fa",
        {"@facts": {"activation": date(2023, 1, 10), "last_visual_check": date(2024, 3, 1)}},
    ),
    applies_to="impianto in esercizio, con la scheda di manutenzione",
)
def periodic_checks(form: Look) -> Iterator[Finding]:
    """Controllo visivo delle regolazioni ogni anno, prova con cassetta ogni 5 anni, contati in anni di calendario."""
    facts = form.case.facts
    if facts.activation is None and facts.last_visual_check is None and facts.last_relay_test is None:
        form.needs("la scheda di manutenzione")
        return
    for duty in next_duties(facts, form.case.day, form.policy):
        if duty.overdue:
            yield form.violates(verifica=duty.kind, valore=shown_day(duty.counted_from), atteso=shown_day(duty.due))
