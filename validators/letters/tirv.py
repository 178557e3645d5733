"""TIR-04: what a TIRV rejection says."""

from __future__ import annotations

from collections.abc import Iterator

from domain.findings import Finding, Severity, Source
from validators.letters.quoting import quotations
from validators.letters.subjects import Communication
from validators.rule import Example, rule


@rule(
    "TIR-04",
    "Contenuto del rigetto TIRV",
    subject="communication",
    severity=Severity.WARNING,
    source=Source("Del. 228/2017/R/com, All. A", "artt. 7.5 e 11.2", "Manuale Portale Operatori-Gestori v1.5, §7"),
    messages=(
        "Nel rigetto TIRV non si trova: {missing}.",
        "Il testo del rigetto TIRV non è leggibile: il contenuto non è verificabile.",
    ),
    applies_to="Le comunicazioni il cui nome comincia con RIGETTO_TIRV.",
    passing=(
        Example({"name": "RIGETTO_TIRV 12345.PDF"}, "tutte le voci"),
        Example({"name": "RIGETTO_TIRV 12345.PDF", "domestic": True}, "cliente domestico, con le vie di tutela"),
        Example({"text": "Si comunica altro."}, "comunicazione ordinaria"),
    ),
    failing=(
        Example({"name": "RIGETTO_TIRV 12345.PDF", "text": "Il reclamo è respinto."}, "mancano quasi tutte"),
        Example({"name": "RIGETTO_TIRV 12345.PDF", "text": None}, "testo illeggibile"),
    ),
)
def says_what_it_must(message: Communication) -> Iterator[Finding]:
    """Il rigetto di un reclamo TIRV è conforme agli artt. 7 e 11: 7.5 per i clienti domestici, 11.2 per gli altri.

    Le voci da cercare sono dati (``tirv_checklist.json``) che lo Sportello può cambiare; le parole cercate sono
    indizi, perciò la regola avverte e non respinge.
    """
    if not message.is_tirv:
        return
    if message.text is None:
        yield says_what_it_must.finding(says_what_it_must.messages[1], severity=Severity.UNVERIFIABLE)
        return
    flat = quotations(message.text).flat
    due = [item for item in message.checklist if item.wanted(domestic=message.domestic)]
    missing = [item.caption for item in due if not item.found_in(flat)]
    if missing:
        yield says_what_it_must.finding(
            says_what_it_must.messages[0].format(missing="; ".join(missing)),
            observed=f"{len(due) - len(missing)} voci su {len(due)}",
            expected="; ".join(item.caption for item in due),
            cure="Verificare il documento e, se serve, ricaricarlo completo.",
        )
