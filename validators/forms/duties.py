"""Periodic duties of a plant in service (REX-12, REX-13): when the next checks are due and when to remind of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from validators.forms.dates import years_after
from validators.forms.facts import CaseFacts
from validators.forms.policy import FormPolicy

VISUAL, RELAY = "verifica visiva delle regolazioni", "prova con cassetta prova relè"


@dataclass(frozen=True, slots=True)
class Duty:
    """A check: what it is, from which day it is counted, when it is due and from when a reminder goes out."""

    kind: str
    counted_from: date
    due: date
    remind_from: date
    overdue: bool
    to_remind: bool


def next_duties(facts: CaseFacts, day: date, policy: FormPolicy) -> tuple[Duty, ...]:
    """Return the next duties as of ``day``, the earliest first.

    The count starts at the activation and then at the last check of the kind (A, AMB-34), in calendar years: yearly
    visual check of the settings, full relay test with the test box every 5 years (Art. 8; ARERA 786/2016/R/eel).
    A duty without activation and without a last check has no date and is left out.
    """
    kinds = (
        (VISUAL, facts.last_visual_check, policy.visual_check_years),
        (RELAY, facts.last_relay_test, policy.relay_test_years),
    )
    found = [_duty(kind, last or facts.activation, years, day, policy.reminder_days) for kind, last, years in kinds]
    return tuple(sorted((d for d in found if d is not None), key=lambda d: (d.due, d.kind)))


def _duty(kind: str, start: date | None, years: int, day: date, reminder_days: int) -> Duty | None:
    if start is None:
        return None
    due = years_after(start, years)
    remind = due - timedelta(days=reminder_days)
    return Duty(kind, start, due, remind, overdue=day > due, to_remind=remind <= day)
