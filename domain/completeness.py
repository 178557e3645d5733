"""What a letter asked, what the reply gave, and the label that follows (rule book, area QUA)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.geometry import Box


class Status(StrEnum):
    """How a reply treats one requested item."""

    ANSWERED = "answered"
    MISSING = "missing"
    DEFERRED_WITH_DATE = "deferred_with_date"
    DEFERRED_NO_DATE = "deferred_no_date"
    NOT_AVAILABLE_WITH_DATE = "not_available_with_date"
    NOT_AVAILABLE_NO_DATE = "not_available_no_date"


class Label(StrEnum):
    """``Completezza Risposta`` as shown (003 section 6.5.1)."""

    COMPLETE = ""
    ASSENTE = "assente"
    INCOMPLETA = "Risposta incompleta"


@dataclass(frozen=True, slots=True)
class RequestJudgement:
    """One requested item, its status, the sentence of the reply that proves it, and why (Italian)."""

    text: str
    status: Status
    evidence: str
    confidence: float
    reason: str = ""
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class CompletenessJudgement:
    """The proposal for one reply; ``review`` asks an analyst to decide."""

    label: Label
    requests: tuple[RequestJudgement, ...]
    confidence: float
    review: bool
    reasons: tuple[str, ...] = ()
    resolution_time_certain: bool | None = None
