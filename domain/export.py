"""Values as the JSON of the design contract (sections 6 and 7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from domain.completeness import CompletenessJudgement
from domain.documents import State
from domain.findings import Finding, Severity, Source
from domain.forms import FieldValue, Reading
from domain.geometry import Box
from domain.verdict import verdict


def finding_json(finding: Finding) -> dict[str, Any]:
    """Return a finding as a JSON object; keys that do not apply are absent."""
    full = {
        "code": finding.code,
        "severity": finding.severity.value,
        "fields": list(finding.fields),
        "message": finding.message,
        "source": str(finding.source),
        "expected": finding.expected,
        "observed": finding.observed,
        "cure": finding.cure,
        "page": finding.page,
        "bbox": [round(v, 1) for v in finding.box] if finding.box else None,
        "confidence": round(finding.confidence, 3) if finding.confidence < 1 else None,
        "at_stake": finding.at_stake.value if finding.at_stake else None,
        "follows": finding.follows,
    }
    return {key: value for key, value in full.items() if value is not None}


def weighs(said: Mapping[str, Any]) -> bool:
    """Tell whether a finding's JSON asks something of a reader.

    An unverifiable finding with nothing ``at_stake`` only repeats another one, or speaks of papers outside the file.
    """
    return said["severity"] != Severity.UNVERIFIABLE.value or "at_stake" in said


def verdict_json(findings: Iterable[Finding], state: State) -> dict[str, list[str]]:
    """Return the codes that decide a form's ``state`` and the fields that an analyst must look at.

    A person's approval outweighs what no rule could decide: then nothing of it is left.
    """
    found = verdict(findings)
    if found.state is not state:
        return {"deciding": [], "pending": []}
    return {"deciding": list(found.deciding), "pending": list(found.pending)}


def finding_from_json(said: Mapping[str, Any]) -> Finding:
    """Return a finding from its JSON; the source comes back as one citation."""
    return Finding(
        code=said["code"],
        severity=Severity(said["severity"]),
        message=said["message"],
        source=Source(said["source"], ""),
        fields=tuple(said.get("fields", ())),
        observed=said.get("observed"),
        expected=said.get("expected"),
        cure=said.get("cure"),
        page=said.get("page"),
        box=Box(*said["bbox"]) if said.get("bbox") else None,
        confidence=said.get("confidence", 1.0),
        at_stake=Severity(said["at_stake"]) if said.get("at_stake") else None,
        follows=said.get("follows"),
    )


def reasons_json(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """Return the blocking findings as ``code`` and ``message``, each pair once, in their order."""
    pairs = dict.fromkeys((f.code, f.message) for f in findings if f.severity is Severity.BLOCKING)
    return [{"code": code, "message": message} for code, message in pairs]


def field_json(value: FieldValue) -> dict[str, Any]:
    """Return one field as in ``extract``."""
    full = {
        "value": value.value,
        "confidence": round(value.confidence, 3),
        "page": value.page,
        "bbox": [round(v, 1) for v in value.box] if value.box else None,
        "source": value.source,
        "repair": value.repair,
        "written": value.written,
    }
    return {key: v for key, v in full.items() if v is not None or key == "value"}


def reading_json(reading: Reading) -> dict[str, Any]:
    """Return a form as ``sportello extract`` prints it."""
    return {
        "form": reading.form,
        "pages": reading.pages,
        "fields": {key: field_json(value) for key, value in reading.fields.items()},
        "missing_pages": list(reading.missing_pages),
        "findings": [finding_json(f) for f in reading.findings],
    }


def form_json(reading: Reading) -> dict[str, Any]:
    """Return a form as a document keeps it: the findings stand apart."""
    full = reading_json(reading)
    return {key: full[key] for key in ("form", "pages", "fields", "missing_pages")}


def reading_from_json(said: Mapping[str, Any]) -> Reading:
    """Return a form from the JSON that ``reading_json`` made of it; the findings of reading it come apart."""
    fields = {
        name: FieldValue(
            value=each["value"],
            confidence=each["confidence"],
            page=each.get("page"),
            box=Box(*each["bbox"]) if each.get("bbox") else None,
            source=each["source"],
            repair=each.get("repair"),
            written=each.get("written"),
        )
        for name, each in said["fields"].items()
    }
    return Reading(said["form"], said.get("pages", 0), MappingProxyType(fields), tuple(said.get("missing_pages", ())))


def completeness_json(judged: CompletenessJudgement) -> dict[str, Any]:
    """Return the ``completeness`` object of a reply."""
    return {
        "label": judged.label.value,
        "requests": [
            {
                "text": r.text,
                "status": r.status.value,
                "evidence": r.evidence,
                "confidence": round(r.confidence, 3),
                **({"reason": r.reason} if r.reason else {}),
                **({"page": r.page} if r.page else {}),
                **({"bbox": [round(v, 1) for v in r.box]} if r.box else {}),
            }
            for r in judged.requests
        ],
        "confidence": round(judged.confidence, 3),
        "review": judged.review,
        **({"reasons": list(judged.reasons)} if judged.reasons else {}),
    }
