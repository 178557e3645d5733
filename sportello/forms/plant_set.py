"""The set of documents of a plant: what is due, what came in which versions, what is missing."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from domain.companions import SCHEMA
from domain.plants import Plant, PlantPaper, newest_papers
from domain.records import Document
from domain.registers import ROME
from sportello.forms.judging import stored_reading
from sportello.forms.verdict import case_facts, companion
from storage import documents
from storage import plants as store
from validators.forms.case import FormCase
from validators.forms.documents import ANNEX_TITLES, DuePaper, due_papers, required_documents
from validators.forms.policy import FormPolicy


def case_of(connection: Connection, plant: Plant, versions: tuple[PlantPaper, ...]) -> FormCase | None:
    """Return the plant's newest form with its companions, None when no form came."""
    forms = [v.document for v in versions if v.of_form]
    document = documents.get(connection, forms[-1]) if forms else None
    if document is None or not document.form:
        return None
    day = document.received_at.astimezone(ROME).date()
    papers = tuple(companion(p) for p in newest_papers(versions) if p.item != SCHEMA)
    return FormCase(
        stored_reading(document),
        policy=FormPolicy.as_of(day),
        day=day,
        documents=papers,
        facts=case_facts(plant, (document.facts or {}).get("case", {})),
    )


def awaited(connection: Connection, document: Document) -> list[tuple[str, str, str]]:
    """Return code, title and reason of the declarations that are due for certain and have not come."""
    pod = store.plant_of_document(connection, document.id)
    plant = store.get(connection, document.operator, pod) if pod else None
    if plant is None:
        return []
    case = case_of(connection, plant, store.versions(connection, plant.operator, plant.pod))
    lacking = [] if case is None else [d for d in due_papers(case) if d.due and not d.here]
    return [(d.item, d.title, d.why) for d in lacking]


def plant_set(connection: Connection, plant: Plant) -> list[dict[str, Any]]:
    """Return every item of the set: due, here, and its versions with the documents that brought them."""
    versions = store.versions(connection, plant.operator, plant.pod)
    case = case_of(connection, plant, versions)
    if case is None:
        return [_untold(v) for v in versions]
    items = []
    for due, part in zip(required_documents(case), _parts(case), strict=True):
        came = [v for v in versions if v.item == part]
        items.append(_item(due, part, came, here=due.here or bool(came)))
    return items


def _parts(case: FormCase) -> list[str]:
    """Return the names under which versions are kept, in the order of ``required_documents``."""
    parts = ["scheda"] if case.scheda_alone else list(ANNEX_TITLES)
    return parts + [d.item for d in due_papers(case)]


def _item(due: DuePaper, part: str, came: list[PlantPaper], *, here: bool) -> dict[str, Any]:
    return {
        "voce": due.item,
        "parte": part,
        "titolo": due.title,
        "dovuto": due.due,
        "presente": here,
        "perché": due.why,
        "versioni": [_version(v) for v in came],
    }


def _untold(version: PlantPaper) -> dict[str, Any]:
    title = version.paper.title if version.paper else version.item
    return {
        "voce": version.item,
        "parte": version.item,
        "titolo": title,
        "dovuto": None,
        "presente": True,
        "perché": "",
        "versioni": [_version(version)],
    }


def _version(version: PlantPaper) -> dict[str, Any]:
    said = {"versione": version.version, "documento": version.document, "ricevuto": version.at}
    if version.paper is not None:
        paper = version.paper
        said |= {
            key: value
            for key, value in (
                ("file", paper.name),
                ("pagina", paper.page),
                ("marca", paper.make),
                ("modello", paper.model),
                ("firmatario", paper.signer),
                ("data", paper.day),
            )
            if value
        }
    return said
