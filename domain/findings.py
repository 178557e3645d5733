"""What a check says: findings are values, the verdict is derived from them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.geometry import Box


class Severity(StrEnum):
    """Weight of a finding.

    ``BLOCKING`` stops the document, ``WARNING`` asks for a look, ``UNVERIFIABLE`` (*non verificabile*)
    says that the rule could not be decided: it never passes by default and never rejects.
    """

    BLOCKING = "blocking"
    WARNING = "warning"
    UNVERIFIABLE = "unverifiable"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule is written down: ``document`` (act, manual, standard) and ``article`` (section, figure)."""

    document: str
    article: str
    note: str = ""

    def __str__(self) -> str:
        """Return the citation as it stands in reports."""
        cited = f"{self.document}, {self.article}" if self.article else self.document
        return f"{cited} ({self.note})" if self.note else cited


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found, with everything that a person needs to believe and to cure it.

    ``observed`` and ``expected`` are short texts as shown to users (Italian); ``cure`` says what to do.
    ``page`` counts from 1 and ``box`` is in PDF points from the top left of the page as displayed.
    ``confidence`` is that of the weakest value on which the finding rests (1.0: certain).
    Of an unverifiable finding ``at_stake`` is the severity that the rule would have: None when nothing hangs on it,
    because it ``follows`` from another finding (its code) or rests on papers outside the document.
    """

    code: str
    severity: Severity
    message: str
    source: Source
    fields: tuple[str, ...] = ()
    observed: str | None = None
    expected: str | None = None
    cure: str | None = None
    page: int | None = None
    box: Box | None = None
    confidence: float = 1.0
    at_stake: Severity | None = None
    follows: str | None = None


def blocking(findings: tuple[Finding, ...] | list[Finding]) -> tuple[Finding, ...]:
    """Return the findings that stop the document."""
    return tuple(f for f in findings if f.severity is Severity.BLOCKING)
