"""Whether a reply gives a certain time for solving the user's problem (003 §6.5.1, water; rule QUA-04 d)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from validators.completeness import cues
from validators.completeness.segment import Unit
from validators.completeness.text import DAY, MONTH, SPAN

_TERM = re.compile(r"\b(entro|dal|a partire|il|l'|per|nel|in|al|fino|con valuta|prevista?)\b")


@dataclass(frozen=True, slots=True)
class Resolution:
    """``certain``: True solved or dated, False open without a certain time, None nothing left to solve."""

    certain: bool | None
    unit: Unit | None
    values: dict[str, float]


def certain_time(folded: str) -> bool:
    """Tell whether a text gives a day, a month with its year or a number of days."""
    return bool(
        DAY.search(folded)
        or SPAN.search(folded)
        or any(
            re.search(r"\d{4}|fine|entro", m.group() + folded[max(0, m.start() - 12) : m.start()])
            for m in MONTH.finditer(folded)
        )
    )


def resolution(units: Sequence[Unit]) -> Resolution:
    """Read the reply for remedies done, dated, or left open."""
    open_undated = [
        u
        for u in units
        if cues.has("open_problem", u.folded) and not certain_time(u.folded) and not cues.has("conditional", u.folded)
    ]
    open_dated = [u for u in units if cues.has("open_problem", u.folded) and certain_time(u.folded)]
    vague = [u for u in units if cues.has("vague_time", u.folded) and not certain_time(u.folded)]
    solved = [u for u in units if cues.has("solved", u.folded)]
    not_due = [u for u in units if cues.has("not_due", u.folded)]
    values = {
        "open_undated": min(len(open_undated), 3.0),
        "any_open_undated": float(bool(open_undated)),
        "open_dated": min(len(open_dated), 2.0),
        "vague": min(len(vague), 2.0),
        "solved": min(len(solved), 3.0),
        "any_solved": float(bool(solved)),
        "not_due": min(len(not_due), 2.0),
        "competence": float(any(cues.has("competence", u.folded) for u in units)),
        "deferral": float(any(cues.has("deferral_info", u.folded) for u in units)),
    }
    unit = next(iter(vague or open_undated or open_dated or solved or not_due), None)
    return Resolution(_rule(bool(vague), bool(open_undated), bool(open_dated), bool(solved)), unit, values)


def _rule(vague: bool, undated: bool, dated: bool, solved: bool) -> bool | None:
    """The readable rule: vague terms or an undated remedy without a dated one leave the problem open."""
    if vague or (undated and not dated and not solved):
        return False
    return True if dated or solved else None
