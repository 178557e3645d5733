"""Tick boxes, drawings and the values of signatures."""

from __future__ import annotations

from collections.abc import Iterator

from domain.findings import Finding
from validators.forms import labels
from validators.forms.look import Look
from validators.forms.shape import WARNING, form_rule, ko, ok, rde

CHOICES = frozenset({"choice", "bool", "multichoice"})
SIGNATURES = tuple(f for f, s in labels.specs().items() if s.kind == "signature")
BACKUP = "allegato4.ddi.rincalzo_previsti"


def _wrong(field: str, chosen: tuple[str, ...]) -> bool:
    """Tell whether the choice is not one of the options, or is more than the paper allows."""
    known = labels.spec(field)
    if known is None or not set(chosen) <= set(known.options):
        return True
    if field == BACKUP:
        return len(chosen) > 1 and "NO" in chosen
    return known.kind != "multichoice" and len(chosen) > 1


@form_rule(
    "FMT-02",
    "Scelte e caselle",
    "{campo}: trovato {valore}, attesa una sola scelta fra {opzioni}.",
    source=rde("Allegati 4, 5 e 7, caselle", "«barrare l'opzione corrispondente», «barrare il caso che ricorre»"),
    passing=ok("DG insieme ad ALTRO: sono caselle separate", {BACKUP: ["DG", "ALTRO"]}),
    failing=ko("due caselle barrate dove ne vale una", {"impianto.accumulo": ["SI", "NO"]}),
    applies_to="tutti i campi a scelta, SI/NO e a scelta multipla, se compilati",
)
def one_choice(form: Look) -> Iterator[Finding]:
    """Una scelta è una delle opzioni stampate, e una sola dove le caselle si escludono.

    «Si», «sì» e la X nella casella SI valgono SI; «N.P.» vale NP. Più scelte sono ammesse nei requisiti
    dell'Addendum e nei dispositivi di rincalzo (dove NO esclude gli altri). Solo avviso per la lettura dei log.
    """
    for field in form.case.filled_ids:
        known = labels.spec(field)
        if known is None or known.kind not in CHOICES:
            continue
        look = form.apart()
        chosen = look.choices(field)
        if chosen and _wrong(field, chosen):
            weight = WARNING if field == "allegato4.log" else None
            options = ", ".join(map(labels.option, known.options))
            yield look.violates(field, severity=weight, opzioni=options, atteso=f"una fra {options}")


@form_rule(
    "FMT-19",
    "Presenza di disegni",
    "{campo}: disegno assente; atteso nella pagina o dopo il titolo.",
    source=rde("Allegato 1; Allegato 6"),
    passing=ok("lo schema unifilare è nella pagina"),
    failing=ko("lo schema unifilare manca", {"allegato1.schema": "assente"}),
    applies_to="allegato1.schema; la curva dell'Allegato 6 segue REX-42",
)
def drawing_present(form: Look) -> Iterator[Finding]:
    """Lo schema elettrico unifilare è un disegno nella pagina dell'Allegato 1, o una pagina dopo il suo titolo."""
    if form.case.scheda_alone:
        return
    if form.text("allegato1.schema") == "assente":
        yield form.violates("allegato1.schema", atteso="presente", cure="Allegare lo schema unifilare.")


@form_rule(
    "FMT-20",
    "Valore delle firme",
    "{campo}: valore {valore} non ammesso; atteso presente o assente.",
    source=rde("spazi per le firme"),
    passing=ok("ogni firma è presente o assente"),
    failing=ko("un valore che non è un esito", {"scheda.firma_utente": "forse"}),
    applies_to="tutti i campi firma",
)
def signature_value(form: Look) -> Iterator[Finding]:
    """Di una firma si dice solo se c'è: ogni altro valore è un errore di lettura (la presenza è di X-19)."""
    for look, field, value in form.each(SIGNATURES):
        if value not in {"presente", "assente"}:
            yield look.violates(field, atteso="presente o assente")
