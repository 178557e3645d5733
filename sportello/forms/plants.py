"""Plants across uploads: what a new document completes, what it replaces, and which verdict it changes.

Everything happens inside the transaction of the document's own verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType

from sqlalchemy import Connection

from domain.companions import RELAY_TEST, FoundPaper, paper_from_json
from domain.decisions import Decision, corrected, newest
from domain.documents import State
from domain.export import finding_from_json, finding_json, reading_from_json
from domain.findings import Finding, Severity
from domain.forms import Reading
from domain.plants import Plant, PlantPaper, bears_no_pod, newest_papers, parts_in, plant_pod, pod_of
from domain.records import Document, Outcome
from domain.registers import ROME
from sportello.forms.judging import KEPT, judge_stored_form
from sportello.forms.verdict import Known, case_facts
from storage import decisions, documents
from storage import plants as store
from validators.forms.documents import AnnexVersion, in_step

#: Name of the decision that files a document to a plant.
PLANT = "impianto"


def plant_for(
    connection: Connection,
    document: Document,
    reading: Reading | None,
    papers: Iterable[FoundPaper],
    decided: Iterable[Decision] = (),
) -> str | None:
    """Return the POD of the plant to which a document belongs: decided by a person, written in it, or the only one.

    The only one counts for what has no place for a POD: a declaration, or Allegato 1, 5 or 7 sent alone.
    """
    decided = tuple(decided)
    chosen = newest(decided).get(PLANT)
    if chosen is not None:
        return plant_pod(chosen.value)
    if reading is not None:
        reading = corrected(reading, (d for d in decided if d.name != PLANT))
        if not bears_no_pod(reading):
            return pod_of(reading)
    written = {pod for p in papers if (pod := plant_pod(p.pod)) is not None}
    if written:
        return written.pop() if len(written) == 1 else None
    plants = store.each(connection, document.operator)
    return plants[0].pod if len(plants) == 1 else None


def known(connection: Connection, document: Document, pod: str | None) -> Known:
    """Return what came for the plant before ``document``."""
    if pod is None:
        return Known()
    before = [
        v
        for v in store.versions(connection, document.operator, pod)
        if v.document != document.id and v.at <= document.received_at
    ]
    sources = {v.item: v.document for v in before if v.of_form}
    readings: dict[str, Reading] = {}
    for name in set(sources.values()):
        found = documents.get(connection, name)
        if found is not None and found.form:
            readings[name] = reading_from_json(found.form)
    earlier = {item: readings[name] for item, name in sources.items() if name in readings}
    every = store.versions(connection, document.operator, pod)
    papers = newest_papers(v for v in every if v.document != document.id)
    return Known(store.get(connection, document.operator, pod), papers, MappingProxyType(earlier), sources)


def file_document(
    connection: Connection,
    document: Document,
    pod: str,
    parts: Iterable[str],
    papers: Iterable[FoundPaper],
    at: datetime,
) -> None:
    """Enter what a document brings to its plant; a dated test report sets the day of the last test."""
    if store.plant_of_document(connection, document.id) not in {None, pod}:
        store.withdraw(connection, document.id)
    plant = store.open_plant(connection, document.operator, pod, at)
    for part in parts:
        store.add_version(connection, plant, part, document.id, document.received_at)
    papers = tuple(papers)
    for item in dict.fromkeys(p.item for p in papers):
        mine = [p for p in papers if p.item == item]
        store.add_version(connection, plant, item, document.id, document.received_at, mine)
    tested = [p.day for p in papers if p.item == RELAY_TEST and p.day is not None]
    if tested and (plant.relay_test is None or max(tested) > plant.relay_test):
        _set_test(connection, plant, max(tested), document, at)


def _set_test(connection: Connection, plant: Plant, day: date, document: Document, at: datetime) -> None:
    if day <= document.received_at.astimezone(ROME).date():
        why = f"rapporto di prova nel documento {document.id}"
        store.set_days(connection, plant, {"relay_test": day}, at=at, who="sportello", why=why)


def judge_newest_again(connection: Connection, operator: str, pod: str, besides: str, at: datetime) -> str | None:
    """Judge the plant's newest form with what has come since; returns its id when its verdict or findings changed."""
    versions = store.versions(connection, operator, pod)
    forms = [v.document for v in versions if v.of_form and v.document != besides]
    document = documents.get(connection, forms[-1]) if forms else None
    if document is None or not document.form or document.state not in {State.ACCEPTED, State.REJECTED, State.REVIEW}:
        return None
    outcome = judged_again(connection, document, pod)
    same = [finding_json(f) for f in outcome.findings] == list(document.findings)
    if outcome.state is document.state and same:
        return None
    decisions.settle(connection, document, outcome, at=at, who="sportello")
    return document.id


def judged_again(connection: Connection, document: Document, pod: str | None) -> Outcome:
    """Return a stored form's outcome with all that its plant has now."""
    found = known(connection, document, pod)
    papers = (*found.papers, *own_papers(document))
    facts = case_facts(found.plant, (document.facts or {}).get("case", {}))
    day = document.received_at.astimezone(ROME).date()
    decided = [d for d in decisions.of(connection, document.id) if d.name != PLANT]
    state, form, said = judge_stored_form(dict(document.form or {}), day, decided, papers=papers, facts=facts)
    kept = tuple(f for f in map(finding_from_json, document.findings) if f.code.startswith(KEPT))
    if any(f.severity is Severity.BLOCKING for f in kept):
        state = document.state  # refused at the gate: the content does not count
    step = steps(store.versions(connection, document.operator, pod)) if pod else ()
    return Outcome(state, document.kind, (*kept, *said, *step), form=form, completeness=document.completeness)


def judge_filed(connection: Connection, document: Document, decided: tuple[Decision, ...], at: datetime) -> Outcome:
    """Judge a stored form anew after a person's decision, filed to the plant that its POD now names."""
    reading = reading_from_json(document.form or {})
    pod = plant_for(connection, document, reading, (), decided)
    if pod is None:
        store.withdraw(connection, document.id)
    else:
        parts = (document.facts or {}).get("parts", parts_of(reading))
        file_document(connection, document, pod, parts, own_papers(document), at)
    return judged_again(connection, document, pod)


def own_papers(document: Document) -> tuple[FoundPaper, ...]:
    """Return the companion documents that came in a document's own file."""
    return tuple(paper_from_json(said) for said in (document.facts or {}).get("papers", ()))


@dataclass(frozen=True, slots=True)
class Everything:
    """All plants and what came for them, read once for a run over many forms."""

    plants: Mapping[tuple[str, str], Plant]
    papers: Mapping[tuple[str, str], tuple[FoundPaper, ...]]
    filed: Mapping[str, tuple[str, str]]

    @classmethod
    def of(cls, connection: Connection) -> Everything:
        """Read the ledger."""
        plants = {(p.operator, p.pod): p for p in store.each(connection)}
        versions: dict[tuple[str, str], list[PlantPaper]] = {}
        filed: dict[str, tuple[str, str]] = {}
        for operator, pod, version in store.all_versions(connection):
            filed[version.document] = (operator, pod)
            if version.paper is not None:
                versions.setdefault((operator, pod), []).append(version)
        return cls(plants, {key: newest_papers(found) for key, found in versions.items()}, filed)

    def beside(self, document: str) -> tuple[Plant | None, tuple[FoundPaper, ...] | None]:
        """Return the plant of a stored form and the companion documents filed to it; None when it is filed to none.

        The plant comes without its reminders, so that it can travel to a worker.
        """
        key = self.filed.get(document)
        if key is None:
            return None, None
        plant = self.plants.get(key)
        return (None if plant is None else replace(plant, reminded={})), self.papers.get(key, ())


def steps(versions: Iterable[PlantPaper]) -> tuple[Finding, ...]:
    """Tell when Allegato 2 or Allegato 4 was renewed without the other (REX-15)."""
    numbered: list[AnnexVersion] = []
    counts: dict[str, int] = {}
    for each in sorted(versions, key=lambda v: v.at):
        annex = "allegato4" if each.item == "scheda" else each.item
        if annex in {"allegato2", "allegato4"} and (not numbered or _new(numbered, annex, each)):
            counts[annex] = counts.get(annex, 0) + 1
            numbered.append(AnnexVersion(annex, counts[annex], each.at.astimezone(ROME).date()))
    return in_step(numbered)


def _new(numbered: list[AnnexVersion], annex: str, each: PlantPaper) -> bool:
    """Tell whether a version is not the second half (Addendum, Scheda) of an annex that came the same day."""
    day = each.at.astimezone(ROME).date()
    return not any(v.annex == annex and v.day == day for v in numbered)


def parts_of(reading: Reading | None) -> tuple[str, ...]:
    """Return the parts of the form that a file brings."""
    return () if reading is None else parts_in(reading)
