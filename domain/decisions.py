"""What an analyst decided about a document, applied to what the pipeline read and proposed; pure.

A decision names a field of a form, ``richiesta.N`` or ``completezza`` of a reply, or ``*`` (approved as it stands).
The newest decision on a name counts; decisions outlive every rerun.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from domain.completeness import Label, Status
from domain.documents import Sector
from domain.forms import FieldSpec, FieldValue, Reading, Value

APPROVED = "*"
LABEL = "completezza"
REQUEST = "richiesta."
#: Source of a value that a person gave or confirmed.
ANALYST = "analista"


@dataclass(frozen=True, slots=True)
class Decision:
    """``name`` as above, ``value`` as the catalogue types it (None: blank), by whom and when."""

    name: str
    value: Value
    who: str
    at: datetime
    note: str = ""


class WrongValueError(ValueError):
    """The value cannot stand in that field; the message is one Italian line."""


def newest(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Return the decision that counts for each name."""
    return {d.name: d for d in sorted(decisions, key=lambda d: d.at)}


def corrected(reading: Reading, decisions: Iterable[Decision]) -> Reading:
    """Return the reading with what the analyst corrected or, by approving the document, confirmed."""
    chosen = newest(decisions)
    fields = dict(reading.fields)
    approved = chosen.get(APPROVED)
    if approved is not None:
        fields = {name: replace(v, confidence=1.0) for name, v in fields.items()}
    for name, decision in chosen.items():
        if name != APPROVED:
            old = fields.get(name, FieldValue(None, 1.0))
            fields[name] = replace(old, value=decision.value, confidence=1.0, source=ANALYST, repair=None, written=None)
    return replace(reading, fields=MappingProxyType(fields))


def typed_value(spec: FieldSpec, text: str) -> Value:
    """Return ``text`` as the catalogue types the field; empty means blank. Raises ``WrongValueError``."""
    if not text.strip():
        return None
    if spec.kind == "number":
        try:
            return float(text.strip().replace(".", "").replace(",", ".") if "," in text else text.strip())
        except ValueError:
            raise WrongValueError(f"{spec.id}: trovato '{text}', atteso un numero in {spec.unit or 'cifre'}.") from None
    if spec.kind == "multichoice":
        chosen = [part.strip() for part in text.replace("|", ";").split(";") if part.strip()]
        for option in chosen:
            _known(spec, option)
        return chosen
    if spec.options:
        _known(spec, text)
    return text.strip()


def _known(spec: FieldSpec, option: str) -> None:
    if spec.options and option.strip() not in spec.options:
        raise WrongValueError(f"{spec.id}: trovato '{option}', atteso uno fra {', '.join(spec.options)}.")


def settled(proposal: Mapping[str, Any], decisions: Iterable[Decision], sector: Sector) -> dict[str, Any]:
    """Return a reply's ``completeness`` with the desk's decisions: statuses, label, who and when; no review is left.

    The label follows from the statuses (all answered: complete) unless the analyst gave it.
    """
    chosen = newest(decisions)
    made: dict[str, Any] = {**proposal, "requests": [dict(r) for r in proposal.get("requests", [])]}
    if not chosen:
        return made
    for name, decision in chosen.items():
        if name.startswith(REQUEST):
            number = int(name.removeprefix(REQUEST))
            _decide_request(made, number, decision)
    if any(name.startswith(REQUEST) for name in chosen):
        complete = all(r["status"] == Status.ANSWERED.value for r in made["requests"])
        incomplete = Label.ASSENTE if sector is Sector.ENERGIA else Label.INCOMPLETA
        made["label"] = (Label.COMPLETE if complete else incomplete).value
    if LABEL in chosen:
        made["label"] = chosen[LABEL].value
    if made["label"] == Label.COMPLETE.value:
        made.pop("reasons", None)
    last = max(chosen.values(), key=lambda d: d.at)
    if APPROVED in chosen or LABEL in chosen:
        made.update(review=False, confidence=1.0, deciso_da=last.who, deciso_il=last.at.isoformat())
    return made


def _decide_request(made: dict[str, Any], number: int, decision: Decision) -> None:
    """Set the status of one request; where it is another than proposed, the proposal's reason no longer holds.

    The sentence that was taken for the answer stays: who decides again must see it.
    """
    request = made["requests"][number - 1]
    if request["status"] != decision.value:
        why = f"Deciso da {decision.who}."
        request["reason"] = why
        others = [r for r in made.get("reasons", ()) if not r.startswith(f"{number}) ")]
        made["reasons"] = (
            others if decision.value == Status.ANSWERED.value else sorted([*others, f"{number}) {why}"], key=_by_number)
        )
    request.update(status=decision.value, confidence=1.0)


def _by_number(reason: str) -> int:
    """Return the place of a reason: requests in their order, what is said of the whole reply last."""
    number = reason.partition(")")[0]
    return int(number) if number.isdecimal() else 1 << 30
