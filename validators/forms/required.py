"""Which fields are owed (FMT-01): the ``required`` column of the catalogue with the departures of the rule book."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from domain import places
from domain.findings import Severity
from validators.forms import conditions, labels
from validators.forms.compare import eq_text
from validators.forms.conditions import Asked

#: The conditions of the catalogue's ``required`` column in words, and what they mean.
WHEN: dict[str, Callable[[Asked], bool]] = {
    "always": lambda _form: True,
    "if qualita=legale_rappresentante": conditions.ente,
    "if qualita=mandatario": conditions.mandatario,
    "if the Cliente finale is not the Utente Attivo": conditions.cliente_finale,
    "row 1 always": lambda form: not conditions.rotating_only(form),
    "row 1 if impianto.accumulo=SI": conditions.accumulo,
    "if rincalzo_previsti=ALTRO": lambda form: "ALTRO" in form.choices("allegato4.ddi.rincalzo_previsti"),
    "if spg.stato != assente": lambda form: not conditions.spg_absent(form),
    "unless DG is an IMS with fuses or an IVOR": lambda form: not conditions.no_spg_data(form),
}

#: Reported by another rule: X-07.
ELSEWHERE = frozenset({"if PV or wind and P >= 100 kW"})

#: Warning only (FMT-01).
LIGHT = frozenset({
    "allegato4.dichiarante.settore", "scheda.dichiarante.settore",
    "allegato6.dichiarante.ditta", "allegato6.dichiarante.settore",
})  # fmt: skip


@cache
def owed_by_condition() -> dict[str, tuple[str, ...]]:
    """Return the ids of each condition, in the order of the form, without those that another rule reports."""
    found: dict[str, tuple[str, ...]] = {}
    for spec in labels.specs().values():
        if not spec.required or spec.required in ELSEWHERE or spec.kind in {"signature", "presence"}:
            continue
        found[spec.required] = (*found.get(spec.required, ()), spec.id)
    return found


def excused(form: Asked, field: str) -> bool:
    """Tell whether a field is not owed although the column says so.

    That is the province of a birth abroad, and one half of the name in Allegato 6 when the other holds an organisation.
    """
    if field in HALVES:
        return _organisation(form, HALVES[field])
    if not field.endswith(".nato_provincia"):
        return False
    born = form.text(field.removesuffix("provincia") + "a") or ""
    found = places.find(born)
    return bool(found) and all(p.province == "EE" for p in found)


#: The two halves of the name in Allegato 6, where an organisation has only one.
HALVES = {"allegato6.nome": "allegato6.cognome", "allegato6.cognome": "allegato6.nome"}


def _organisation(form: Asked, field: str) -> bool:
    """Tell whether the field holds the name of the organisation for which the owner signs (X-02c)."""
    name, body = form.text(field), form.text("generalita.soggetto.denominazione")
    return bool(name and body) and conditions.ente(form) and eq_text(name or "", body or "")


def severity(form: Asked, field: str) -> Severity:
    """Return the weight of an empty field: a few are warnings."""
    if field in LIGHT:
        return Severity.WARNING
    if field in {"allegato4.dichiarante.ditta", "scheda.dichiarante.ditta"}:
        quality = form.text(field.removesuffix("ditta") + "qualita")
        return Severity.WARNING if quality == "professionista" else Severity.BLOCKING
    return Severity.BLOCKING


def in_scope(field: str, *, scheda_alone: bool, annex7: bool) -> bool:
    """Tell whether the part of the form counts: Allegato 7 only if something is filled in it, the Scheda alone."""
    if scheda_alone:
        return field.startswith("scheda.")
    return annex7 or not field.startswith("allegato7.")


def owed_fields(form: Asked, *, scheda_alone: bool, annex7: bool) -> Iterator[str]:
    """Yield the ids that must be filled, from the values as they were read."""
    for condition, fields in owed_by_condition().items():
        if WHEN[condition](form):
            for field in fields:
                if in_scope(field, scheda_alone=scheda_alone, annex7=annex7) and not excused(form, field):
                    yield field
