"""The verdict on a form: what was read in it, completed and accompanied by what the plant has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from domain.companions import SCHEMA, FoundPaper
from domain.documents import State
from domain.findings import Finding, Severity, Source
from domain.forms import Reading
from domain.plants import Plant, completed, parts_in
from domain.verdict import verdict
from validators.forms.facts import NOTHING, CaseFacts, Companion, Paper
from validators.forms.judge import judge_form
from validators.forms.policy import FormPolicy

#: The rules that speak of companion documents, each the code of its ``Paper``.
ABSENCES = frozenset(paper.value for paper in Paper)
#: The rule that sums them up.
SUMMARY = "X-21"

NO_PLANT = Finding(
    "MOD-12",
    Severity.UNVERIFIABLE,
    "Il documento è stato riconosciuto, ma non dice a quale impianto appartiene.",
    Source("Regolamento di Esercizio MT", "Art. 14"),
    expected="il codice POD dell'impianto",
    cure="Un analista indica l'impianto, oppure il documento va inviato con il modulo.",
    at_stake=Severity.BLOCKING,
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger knows of a form's plant; nothing for a plant of which nothing came yet.

    ``earlier``: for each part of the form the newest reading that has it, ``sources`` the document it came in.
    """

    plant: Plant | None = None
    papers: tuple[FoundPaper, ...] = ()
    earlier: Mapping[str, Reading] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FormVerdict:
    """``reading`` is what was judged; ``borrowed`` names the parts that came in earlier documents."""

    state: State
    findings: tuple[Finding, ...]
    reading: Reading
    borrowed: Mapping[str, str] = field(default_factory=dict)


def judge_reading(
    reading: Reading, papers: Sequence[FoundPaper], case: Mapping[str, Any], day: date, known: Known
) -> FormVerdict:
    """Judge a form, or a part of one that the plant's earlier uploads complete; the Scheda may stand alone."""
    parts = parts_in(reading)
    whole, borrowed = (reading, ()) if parts in {(), ("scheda",)} else completed(reading, known.earlier)
    facts = case_facts(known.plant, case)
    findings = (*whole.findings, *judge_with_papers(whole, (*known.papers, *papers), facts, day))
    return FormVerdict(verdict(findings).state, findings, whole, {part: known.sources[part] for part in borrowed})


def judge_with_papers(
    reading: Reading, papers: Iterable[FoundPaper], facts: CaseFacts, day: date, policy: FormPolicy | None = None
) -> tuple[Finding, ...]:
    """Judge a form with the companion documents at hand.

    A declaration that has not come yet may come in another upload: its absence is told, but weighs nothing; what is
    wrong with one that is there counts in full. What is still due stands in the plant's set (``sportello plants``).
    """
    companions = tuple(companion(paper) for paper in papers if paper.item != SCHEMA)
    here = {each.paper.value for each in companions}
    found = judge_form(reading, day=day, policy=policy, documents=companions, facts=facts)
    awaited = {f.code for f in found if f.code in ABSENCES - here and f.severity is Severity.BLOCKING}
    return tuple(_relaxed(f, awaited) for f in found if not _only_sums(f, awaited)) if awaited else found


def _relaxed(finding: Finding, awaited: set[str]) -> Finding:
    if finding.code in awaited:
        return replace(finding, severity=Severity.UNVERIFIABLE, at_stake=None, follows="documenti")
    if finding.code == SUMMARY and finding.observed:
        rest = ", ".join(code for code in finding.observed.split(", ") if code not in awaited)
        return replace(finding, observed=rest, message=finding.message.replace(finding.observed, rest))
    return finding


def _only_sums(finding: Finding, awaited: set[str]) -> bool:
    """Tell whether a summary speaks of nothing but documents that may still come."""
    return finding.code == SUMMARY and set((finding.observed or "").split(", ")) <= awaited


def companion(paper: FoundPaper) -> Companion:
    """Return a companion document as the judges know it."""
    return Companion(
        Paper(paper.item), paper.make, paper.model, paper.annex, paper.signer, paper.serial, paper.name or paper.title
    )


def case_facts(plant: Plant | None, case: Mapping[str, Any]) -> CaseFacts:
    """Return what is known beside the form."""
    size = case.get("schema_size_mm")
    facts = replace(NOTHING, schema_size_mm=(size[0], size[1])) if size else NOTHING
    if plant is None:
        return facts
    return replace(
        facts,
        activation=plant.activation,
        last_visual_check=plant.visual_check,
        last_relay_test=plant.relay_test,
    )
