"""What a rule could not decide: one finding for each reason, so that nothing is passed over in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from domain.findings import Finding, Severity
from validators.forms import labels
from validators.forms.case import FormCase, Sight
from validators.forms.look import EMPTY, Look

#: ``Finding.follows`` of what cannot be decided from the form alone: it needs papers or data of the case.
OUTSIDE = "documenti"


def open_points(look: Look, said: Iterable[Finding]) -> Iterator[Finding]:
    """Yield what the rule of ``look`` left open: doubtful or missing fields, a missing annex, empty fields, papers.

    Only doubt weighs on the verdict (``at_stake``); the rest follows from a finding that already says it, or cannot
    be known from the form.
    """
    traces = [one.trace for one in look.family if one.trace]
    if not traces:
        return
    named = {f for finding in said for f in finding.fields if finding.severity is Severity.UNVERIFIABLE}
    doubts = _unique(f for t in traces for f in t.doubts if f not in named)
    if doubts:
        yield _open(look, doubts, _reason(look.case, doubts), at_stake=look.weight())
        return
    gone = {f: item for t in traces for f, item in t.gone.items()}
    if gone:
        yield _open(look, tuple(gone), "l'allegato manca", follows=next(iter(gone.values())))
    violated = {f for finding in said for f in finding.fields}
    owed = look.case.owed
    empty = _unique(f for t in traces for f in t.blanks if f in owed and f not in violated)
    if empty and not gone:
        yield _open(look, empty, "campo obbligatorio vuoto", follows=EMPTY)
    outside = _unique(what for t in traces for what in t.outside)
    if outside:
        message = f"{look.rule.title}: non verificabile dal solo modulo; occorre: {', '.join(outside)}."
        yield _finding(look, (), message, OUTSIDE)


def _open(
    look: Look, fields: tuple[str, ...], why: str, *, follows: str | None = None, at_stake: Severity | None = None
) -> Finding:
    message = f"{look.rule.title}: non verificabile ({why}); guardare {labels.named(fields)}."
    return _finding(look, fields, message, follows, at_stake)


def _finding(
    look: Look, fields: tuple[str, ...], message: str, follows: str | None, at_stake: Severity | None = None
) -> Finding:
    cells = [look.case.cell(f) for f in fields]
    place = next((c for c in cells if c.page is not None), None)
    return look.rule.finding(
        message,
        severity=Severity.UNVERIFIABLE,
        fields=fields,
        page=place.page if place else None,
        box=place.box if place else None,
        confidence=min((c.confidence for c in cells), default=1.0),
        at_stake=at_stake,
        follows=follows,
    )


def _unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def _reason(case: FormCase, fields: tuple[str, ...]) -> str:
    sights = {case.cell(f).sight for f in fields}
    return " o ".join(s.value for s in (Sight.MISSING, Sight.DOUBTFUL) if s in sights)
