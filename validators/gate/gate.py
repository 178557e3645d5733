"""All rules of the gate over one upload, and the state that follows."""

from __future__ import annotations

from domain.documents import State
from domain.findings import Finding, Severity
from validators.catalogue import rules_for
from validators.gate.submission import Submission


def gate_findings(upload: Submission) -> tuple[Finding, ...]:
    """Return everything the gate finds, in code order; the detail of a structural problem follows its rule."""
    found = [finding for each in rules_for("gate") for finding in each(upload)]
    if upload.problem is not None:
        problem = upload.problem
        source = found[0].source if found else rules_for("gate")[0].source
        found.append(Finding(problem.code, Severity.WARNING, problem.message, source, cure=problem.cure or None))
    return tuple(found)


def gate_state(findings: tuple[Finding, ...]) -> State:
    """Derive the state: a technical error outweighs a duplicate, a duplicate outweighs a refusal."""
    codes = {f.code for f in findings if f.severity is Severity.BLOCKING}
    if "E004" in codes:
        return State.ERROR
    if "E009" in codes:
        return State.DUPLICATE
    return State.REJECTED if codes else State.ACCEPTED
