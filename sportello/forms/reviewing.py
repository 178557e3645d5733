"""The analyst's desk: what waits, why, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.catalogues import field_index
from domain.completeness import Label, Status
from domain.decisions import APPROVED, LABEL, REQUEST, Decision, WrongValueError, newest, typed_value
from domain.documents import Kind, State
from domain.export import finding_from_json
from domain.forms import Value
from domain.records import Document
from sportello.app import App
from sportello.forms.judging import stored_outcome, with_decisions
from sportello.forms.plants import judge_filed
from storage import decisions, documents, letters
from storage.registers import sector_of

#: Values below it want an analyst's eyes.
DOUBTFUL = 0.8


class NothingToReviewError(ValueError):
    """The document does not exist or has nothing to review; the message is one Italian line."""


def waiting(app: App, operator: str | None) -> list[dict[str, Any]]:
    """Return the documents that wait for an analyst, each with what to look at."""
    with app.database.read() as connection:
        found = decisions.to_review(connection, operator)
    return [
        {
            "document": d.id,
            "operator": d.operator,
            "kind": d.kind.value,
            "path": d.path,
            "received_at": d.received_at,
            "letter": d.letter,
            "look_at": questions(d),
        }
        for d in found
    ]


def questions(document: Document) -> list[str]:
    """Name what an analyst must look at: doubtful fields, undecided requests."""
    if document.form is not None:
        doubtful = [n for n, v in document.form["fields"].items() if v["confidence"] < DOUBTFUL]
        undecided = [f for each in document.findings if each["severity"] == "unverifiable" for f in each["fields"]]
        return list(dict.fromkeys([*doubtful, *undecided]))
    requests = (document.completeness or {}).get("requests", [])
    return [f"{REQUEST}{n}" for n, r in enumerate(requests, 1) if r["confidence"] < DOUBTFUL] or [LABEL] * bool(
        requests
    )


def one(app: App, name: str) -> tuple[Document, tuple[Decision, ...]]:
    """Return a document and its decisions. Raises ``NothingToReviewError``."""
    with app.database.read() as connection:
        document = documents.get(connection, name)
        if document is None:
            raise NothingToReviewError(f"Il documento '{name}' non esiste. Vedere: sportello review list")
        return document, decisions.of(connection, document.id)


def decide(app: App, name: str, field: str, text: str, who: str, note: str = "") -> Document:
    """Record one decision and judge again. Raises ``NothingToReviewError``, ``WrongValueError``."""
    document, _ = one(app, name)
    _apply(app, document, Decision(field, _value(document, field, text), who, app.now(), note))
    return one(app, document.id)[0]


def approve(app: App, name: str, who: str, note: str = "") -> Document:
    """Approve a document as it stands, corrections included."""
    document, _ = one(app, name)
    reviewed = document.form is not None or document.completeness is not None or document.state is State.REVIEW
    if not reviewed:
        raise NothingToReviewError(
            f"Il documento '{name}' non ha nulla da rivedere. Vedere: sportello show {document.id}"
        )
    _apply(app, document, Decision(APPROVED, True, who, app.now(), note))
    return one(app, document.id)[0]


def _apply(app: App, document: Document, decision: Decision) -> None:
    with app.database.write() as connection:
        decisions.add(connection, document, decision)
        if document.form is not None:
            outcome = judge_filed(connection, document, decisions.of(connection, document.id), app.now())
        else:
            found = tuple(finding_from_json(f) for f in document.findings)
            sector = sector_of(connection, document.operator)
            outcome = with_decisions(
                document, stored_outcome(document, found), decisions.of(connection, document.id), sector
            )
        decisions.settle(connection, document, outcome, at=app.now(), who=decision.who)
        if document.kind is Kind.REPLY and document.letter is not None:
            letters.project_replies(connection, document.operator, document.letter)


def _value(document: Document, field: str, text: str) -> Value:
    if document.form is not None:
        spec = field_index(document.form["form"]).get(field)
        if spec is None and field not in document.form["fields"]:
            raise WrongValueError(f"campo '{field}' sconosciuto. Vedere: sportello review show {document.id}")
        return typed_value(spec, text) if spec is not None else text
    if field == LABEL and document.completeness is not None:
        labels = {label.value.lower(): label.value for label in Label}
        if text.lower() not in labels:
            raise WrongValueError(f"{LABEL}: trovato '{text}', atteso '' (completa), assente o Risposta incompleta.")
        return labels[text.lower()]
    requests = (document.completeness or {}).get("requests", [])
    number = field.removeprefix(REQUEST)
    if field.startswith(REQUEST) and number.isdecimal() and 1 <= int(number) <= len(requests):
        if text not in set(Status):
            raise WrongValueError(f"{field}: trovato '{text}', atteso uno fra {', '.join(Status)}.")
        return text
    raise WrongValueError(f"'{field}' non è un dato di questo documento. Vedere: sportello review show {document.id}")


def decided_pairs(app: App) -> Iterator[dict[str, Any]]:
    """Yield every decided document as training and test data: what was read or proposed, what was decided."""
    with app.database.read() as connection:
        for document in documents.each(connection):
            found = decisions.of(connection, document.id)
            if found:
                yield {
                    "document": document.id,
                    "kind": document.kind.value,
                    "letter": document.letter,
                    "sha256": document.sha256,
                    "completeness": document.completeness,
                    "decisions": [
                        {"name": d.name, "value": d.value, "who": d.who, "at": d.at, "note": d.note}
                        for d in newest(found).values()
                    ],
                }
