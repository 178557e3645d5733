"""The verdict on a document: apart from the findings, derived from them, and it says which decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from domain.documents import State
from domain.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class Verdict:
    """``state`` is accepted, rejected or review; ``deciding`` are the codes that decided it, in order, each once.

    ``pending`` are the fields that an analyst must look at before a verdict other than review can be given.
    """

    state: State
    deciding: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()


def verdict(findings: Iterable[Finding], threshold: float = 0.8) -> Verdict:
    """Derive the verdict (issue of the judging of forms, point 4; ``threshold`` is that of the contract, section 7).

    Rejected: a blocking finding resting on values read with at least ``threshold``. Review: a blocking finding on a
    doubtful value, or a blocking rule that could not be decided. Accepted: neither. Warnings never count, so adding
    one changes nothing. An undecidable finding that follows from another one, or whose rule is only a warning, or
    that needs papers outside the form, has nothing ``at_stake`` and does not count either.
    """
    seen = tuple(findings)
    blocking = tuple(f for f in seen if f.severity is Severity.BLOCKING)
    certain = tuple(f for f in blocking if f.confidence >= threshold)
    if certain:
        return Verdict(State.REJECTED, _codes(certain))
    open_ones = blocking + tuple(
        f for f in seen if f.severity is Severity.UNVERIFIABLE and f.at_stake is Severity.BLOCKING
    )
    if open_ones:
        return Verdict(State.REVIEW, _codes(open_ones), tuple(dict.fromkeys(i for f in open_ones for i in f.fields)))
    return Verdict(State.ACCEPTED)


def _codes(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f.code for f in findings))
