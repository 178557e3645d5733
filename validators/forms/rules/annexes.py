"""The annexes of the form: there, and with what is owed filled in (REX-31..34, 41..43)."""

from __future__ import annotations

from collections.abc import Iterator

from domain.findings import Finding, Severity
from validators.forms import labels, required
from validators.forms.case import Sight
from validators.forms.conditions import synchronous
from validators.forms.look import Look
from validators.forms.shape import WARNING, form_rule, ko, ok, rde

A3_PARTS = "allegato3."
CURVE = "allegato6.curva"


def owed_and_empty(form: Look, *starts: str) -> list[str]:
    """Return the blocking ids of some parts that are owed and blank, in the order of the form."""
    case = form.case
    return [
        f for f in labels.beginning(*starts)
        if f in case.owed and case.cell(f).sight is Sight.BLANK and required.severity(case, f) is Severity.BLOCKING
    ]  # fmt: skip


def annex_lacks(form: Look, name: str, *starts: str) -> Iterator[Finding]:
    """Yield the finding of an annex that is missing, or in which something owed is blank."""
    part = starts[0].rstrip(".")
    if form.case.scheda_alone and part != "scheda":
        return
    gone = [s for s in starts if form.case.gone(s)]
    if gone:
        ids = [f for f in labels.specs() if f.startswith(gone[0])]
        yield form.violates(
            ids[0], campo="l'allegato", valore="pagine mancanti", atteso=name, cure=f"Aggiungere {name}."
        )
        return
    empty = owed_and_empty(form, *starts)
    if empty:
        names = ", ".join(labels.label(f) for f in empty[:5]) + (" ..." if len(empty) > 5 else "")
        yield form.violates(*empty, campo=names, valore="vuoto", atteso=names, cure="Completare l'allegato.")


@form_rule(
    "REX-31a",
    "Allegato 2, regolazione protezioni",
    "Allegato 2 mancante o incompleto: atteso {campo}.",
    source=rde("Art. 14 punto 2)"),
    passing=ok("i sei campi sono compilati"),
    failing=ko("manca l'indirizzo", {"allegato2.indirizzo": None}),
    applies_to="sempre",
)
def annex_2(form: Look) -> Iterator[Finding]:
    """L'Allegato 2 fa parte dei documenti e i suoi sei campi sono compilati."""
    yield from annex_lacks(form, "l'Allegato 2", "allegato2.")


@form_rule(
    "REX-31b",
    "Versione dell'Allegato 2",
    "Allegato 2: valori diversi dalla versione nota; aggiornare i riferimenti.",
    severity=WARNING,
    source=rde("Art. 14 punto 2)", "SELIS può riemettere il solo Allegato 2"),
    passing=ok("valori stampati uguali ai riferimenti", {"@facts": {"known_annex_2": True}}),
    failing=ko("valori stampati diversi", {"@facts": {"known_annex_2": False}}),
    applies_to="le tabelle stampate dell'Allegato 2",
)
def annex_2_version(form: Look) -> Iterator[Finding]:
    """Una differenza è una nuova versione dei riferimenti, non un errore dell'Utente Attivo."""
    known = form.case.facts.known_annex_2
    if known is None and not form.case.scheda_alone:
        form.needs("le tabelle stampate dell'Allegato 2")
    elif known is False:
        yield form.violates("allegato2.pod", valore="valori diversi", atteso="valori di riferimento")


@form_rule(
    "REX-32",
    "Allegato 3a, contatti SELIS",
    "Allegato 3a: attesi i recapiti di SELIS.",
    severity=WARNING,
    source=rde("Art. 14 punto 3)"),
    passing=ok("recapiti trovati", {"@facts": {"operator_contacts": True}}),
    failing=ko("recapiti non trovati", {"@facts": {"operator_contacts": False}}),
    applies_to="sempre; i recapiti non hanno campi, si cerca il titolo «Recapiti SELIS»",
)
def annex_3a(form: Look) -> Iterator[Finding]:
    """I recapiti prestampati di SELIS sono nella pagina."""
    found = form.case.facts.operator_contacts
    if found is None and not form.case.scheda_alone:
        form.needs("il testo dell'Allegato 3a")
    elif found is False:
        yield form.violates("allegato3.pod", valore="recapiti assenti", atteso="i recapiti di SELIS")


@form_rule(
    "REX-33a",
    "Allegato 3b, personale autorizzato",
    "Allegato 3b: manca {campo}.",
    source=rde("Art. 9.1; Art. 14 punto 4)"),
    passing=ok("Utente Attivo, RIF, RI e reperibili compilati"),
    failing=ko("manca il RI", {"allegato3.riferimento.ri.nome_cognome": None}),
    applies_to="sempre; la parte 3c se c'è un cliente finale",
)
def annex_3b(form: Look) -> Iterator[Finding]:
    """L'Allegato 3b nomina Utente Attivo, RIF, RI e le due persone reperibili h24."""
    yield from annex_lacks(form, "l'Allegato 3b", A3_PARTS)


@form_rule(
    "REX-33b",
    "RI Persona Esperta",
    "Responsabile Impianto (RI): attesa la dichiarazione di Persona Esperta (PES).",
    severity=WARNING,
    source=rde("Art. 9.1; Art. 14 punto 4)"),
    passing=ok("dichiarazione presente", {"@facts": {"pes_statement": True}}),
    failing=ko("dichiarazione assente", {"@facts": {"pes_statement": False}}),
    applies_to="sempre; il modulo non ha uno spazio, si chiede la dichiarazione",
)
def expert_person(form: Look) -> Iterator[Finding]:
    """Il Responsabile Impianto è una Persona Esperta."""
    found = form.case.facts.pes_statement
    if found is None and not form.case.scheda_alone:
        form.needs("la dichiarazione PES del RI")
    elif found is False:
        yield form.violates("allegato3.riferimento.ri.nome_cognome", atteso="dichiarazione PES")


@form_rule(
    "REX-34",
    "Addendum Tecnico e Scheda Informazioni",
    "Allegato 4: attesi Addendum Tecnico e Scheda Informazioni compilati, timbrati e firmati.",
    source=rde("Art. 8; Art. 14 punto 5 a)"),
    passing=ok("entrambe le parti compilate e firmate"),
    failing=ko("manca la firma del dichiarante", {"scheda.firma_dichiarante": "assente"}),
    applies_to="sempre (della sola Scheda, la Scheda)",
)
def annex_4(form: Look) -> Iterator[Finding]:
    """Addendum e Scheda hanno i campi dovuti compilati e la firma del dichiarante."""
    lacks = list(annex_lacks(form, "l'Allegato 4", "scheda.", "allegato4."))
    if lacks:
        yield from lacks
        return
    look = form.apart()
    unsigned = [f for f in ("allegato4.firma_dichiarante", "scheda.firma_dichiarante") if look.text(f) == "assente"]
    if unsigned:
        yield look.violates(*unsigned, valore="firma assente", atteso="timbro e firma del dichiarante")


@form_rule(
    "REX-41",
    "Allegato 5",
    "Allegato 5: atteso SI o NO per {campo}.",
    source=rde("Art. 14 punto 6)"),
    passing=ok("ogni domanda ha una risposta"),
    failing=ko("una domanda senza risposta", {"allegato5.lampade_scarica": None}),
    applies_to="sempre",
)
def annex_5(form: Look) -> Iterator[Finding]:
    """Ogni domanda dell'Allegato 5 ha risposta SI o NO."""
    yield from annex_lacks(form, "l'Allegato 5", "allegato5.")


@form_rule(
    "REX-42a",
    "Allegato 6, curve di capability",
    "Allegato 6: attesa la curva di capability (P,Q) del generatore sincrono.",
    "Allegato 6 mancante: atteso, con la curva o con la dichiarazione che non ci sono generatori sincroni.",
    source=rde("Art. 4.2; Art. 14 punto 7); Allegato 6", "l'allegato è sempre dovuto (A, AMB-35)"),
    passing=ok("generatore statico senza curva", {CURVE: "assente"}),
    failing=ko("generatore sincrono senza curva", {CURVE: "assente", "scheda.generazione.tipologia": "sincrono"}),
    applies_to="generatori sincroni; l'allegato sempre",
)
def annex_6_curve(form: Look) -> Iterator[Finding]:
    """Un generatore sincrono ha la sua curva di capability; l'allegato è dovuto in ogni caso."""
    if form.case.scheda_alone:
        return
    if form.case.gone(CURVE):
        yield form.violates(CURVE, says=1, valore="pagine mancanti", atteso="l'Allegato 6")
        return
    if synchronous(form) and _no_curve(form):
        yield form.violates(CURVE, "scheda.generazione.tipologia", atteso="presente")


def _no_curve(form: Look) -> bool:
    return form.text(CURVE) == "assente" or form.case.cell(CURVE).sight is Sight.BLANK


@form_rule(
    "REX-42b",
    "Allegato 6 senza curva",
    "Allegato 6: curva assente; attesa la dichiarazione che non ci sono generatori sincroni.",
    severity=WARNING,
    source=rde("Art. 4.2; Art. 14 punto 7); Allegato 6", "(A, AMB-35)"),
    passing=ok("dichiarazione presente", {CURVE: "assente", "@facts": {"no_synchronous_statement": True}}),
    failing=ko("curva assente", {CURVE: "assente"}),
    applies_to="generatori non sincroni senza curva",
)
def annex_6_statement(form: Look) -> Iterator[Finding]:
    """Senza generatori sincroni la curva è sostituita da una dichiarazione."""
    if form.case.scheda_alone or form.case.gone(CURVE) or form.case.facts.no_synchronous_statement:
        return
    if not synchronous(form) and _no_curve(form):
        yield form.violates(CURVE, valore="assente", atteso="la dichiarazione")


@form_rule(
    "REX-43",
    "Allegato 7, rischi specifici",
    "Allegato 7 assente: da consegnare prima dell'inizio dei lavori.",
    severity=WARNING,
    source=rde("Allegato 7, intestazione", "non elencato nell'Art. 14 (A, AMB-36)"),
    passing=ok("Allegato 7 compilato"),
    failing=ko("Allegato 7 vuoto", {"allegato7.*": None}),
    applies_to="Allegato 7 non compilato",
)
def annex_7(form: Look) -> Iterator[Finding]:
    """La scheda dei rischi specifici serve prima dei lavori."""
    if form.case.annex7 or form.case.scheda_alone:
        return
    fields = tuple(f for f in labels.specs() if f.startswith("allegato7."))
    if form.case.gone(fields[0]) or not form.any_filled(fields):
        yield form.violates("allegato7.data", valore="assente", atteso="Allegato 7")
