"""The document set of a plant (Art. 14, REX-30..43): what is due, what is there, what is missing, what goes together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.findings import Finding, Severity
from validators.forms import labels
from validators.forms.case import FormCase
from validators.forms.compare import Match, eq_brand
from validators.forms.conditions import rotating_only, spg_present
from validators.forms.dates import shown_day
from validators.forms.facts import Paper
from validators.forms.shape import rde

ANNEX_TITLES = {
    "allegato1": ("REX-30", "Allegato 1, schema elettrico unifilare"),
    "allegato2": ("REX-31", "Allegato 2, regolazione protezioni"),
    "allegato3": ("REX-33", "Allegato 3, contatti e personale autorizzato"),
    "allegato4": ("REX-34", "Allegato 4, Addendum Tecnico"),
    "scheda": ("REX-34", "Allegato 4, Scheda Informazioni"),
    "allegato5": ("REX-41", "Allegato 5, apparecchiature sensibili o disturbanti"),
    "allegato6": ("REX-42", "Allegato 6, curve di capability"),
    "allegato7": ("REX-43", "Allegato 7, rischi specifici"),
}


@dataclass(frozen=True, slots=True)
class DuePaper:
    """A document of the set. ``due``: True, False, or None when the data of the case do not tell; ``why`` in Italian."""

    item: str
    title: str
    due: bool | None
    here: bool
    why: str = ""
    paper: Paper | None = None


def due_papers(case: FormCase) -> tuple[DuePaper, ...]:
    """Return the companion documents (REX-35..40): whether each is due for this plant and whether it is at hand."""
    facts = case.facts
    needed: tuple[tuple[Paper, bool | None, str], ...] = (
        (Paper.CONFORMITA_GENERAZIONE, True, "sempre"),
        (Paper.CONFORMITA_TERRA, facts.earth_new, "cabina nuova o impianto di terra rifatto"),
        (Paper.COSTRUTTORE_SPG, spg_paper_due(case), "SPG nuovo o modificato in una pratica di connessione o aumento"),
        (Paper.COSTRUTTORE_SPI, True, "sempre"),
        (Paper.COSTRUTTORE_GENERATORE, True, "sempre, una per modello"),
        (Paper.RAPPORTO_PROVA, True, "con ogni Scheda"),
    )
    if case.scheda_alone:
        needed = tuple((p, p is Paper.RAPPORTO_PROVA, why) for p, _, why in needed)
    at_hand = {d.paper for d in case.documents}
    return tuple(DuePaper(p.value, p.heading, due, p in at_hand, why, p) for p, due, why in needed)


def spg_paper_due(case: FormCase) -> bool | None:
    """Tell whether the maker's declaration of the SPG is due (REX-37); None when the case data do not say."""
    facts = case.facts
    if not spg_present(case) or facts.spg_replaced is False:
        return False
    grown = None if facts.increase_kw is None else facts.increase_kw > case.policy.power_increase_kw
    reasons = (facts.new_connection, grown)
    if facts.spg_replaced and True in reasons:
        return True
    return False if reasons == (False, False) else None


def required_documents(case: FormCase) -> tuple[DuePaper, ...]:
    """Return the whole set: the annexes of the form (there unless ``missing_pages`` names them) and the companions."""
    parts = ("scheda",) if case.scheda_alone else tuple(ANNEX_TITLES)
    annexes = tuple(
        DuePaper(*ANNEX_TITLES[part], part != "allegato7" or None, _here(case, part),
                 "sempre" if part != "allegato7" else "prima dell'inizio dei lavori")
        for part in parts
    )  # fmt: skip
    return annexes + due_papers(case)


def _here(case: FormCase, part: str) -> bool:
    if part in case.reading.missing_pages:
        return False
    return case.annex7 if part == "allegato7" else any(f.startswith(f"{part}.") for f in case.reading.fields)


def missing_documents(case: FormCase) -> tuple[DuePaper, ...]:
    """Return what is due for certain and not at hand."""
    return tuple(d for d in required_documents(case) if d.due and not d.here)


def generators_of(case: FormCase) -> tuple[tuple[str, str, str], ...]:
    """Return field, make and model of each distinct generator; with rotating ones only, that of the Scheda."""
    if rotating_only(case):
        text = case.text("scheda.generazione.marca_modello")
        return (("scheda.generazione.marca_modello", text, ""),) if text else ()
    found: list[tuple[str, str, str]] = []
    for n in case.rows("allegato4.generatori"):
        field = f"allegato4.generatori.{n}.marca"
        make, model = case.text(field), case.text(f"allegato4.generatori.{n}.modello")
        name = f"{make} {model}"
        if make and model and all(eq_brand(name, f"{a} {b}") is not Match.SAME for _, a, b in found):
            found.append((field, make, model))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class AnnexVersion:
    """One version of an annex of a plant: ``annex`` is allegato2 or allegato4, ``version`` counts from 1."""

    annex: str
    version: int
    day: date


REX_15 = rde("Art. 8", "ogni modifica delle regolazioni comporta l'aggiornamento degli Allegati 2 e 4")


def in_step(versions: Iterable[AnnexVersion]) -> tuple[Finding, ...]:
    """Check that Allegato 2 and Allegato 4 go together (REX-15): the same number of versions, the last ones paired.

    A warning for each of the two that was renewed without the other.
    """
    last: dict[str, AnnexVersion] = {}
    for one in sorted(versions, key=lambda v: (v.version, v.day)):
        last[one.annex] = one
    first, second = last.get("allegato2"), last.get("allegato4")
    if first is None or second is None or first.version == second.version:
        return ()
    ahead, behind = (first, second) if first.version > second.version else (second, first)
    names = {"allegato2": "Allegato 2", "allegato4": "Allegato 4"}
    message = (
        f"{names[ahead.annex]} aggiornato il {shown_day(ahead.day)} (versione {ahead.version}); "
        f"attesa la stessa versione dell'{names[behind.annex]}, ferma alla {behind.version}."
    )
    return (
        Finding(
            "REX-15", Severity.WARNING, message, REX_15,
            fields=tuple(f for f in labels.specs() if f.startswith(behind.annex))[:1],
            observed=f"versioni {first.version} e {second.version}", expected="versioni appaiate",
            cure=f"Inviare l'{names[behind.annex]} aggiornato.",
        ),
    )  # fmt: skip
