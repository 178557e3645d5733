"""The label by the decision table of the rule book, section 10 (003 §6.2 and §6.5.1)."""

from __future__ import annotations

from collections.abc import Iterable

from domain.completeness import Label, Status
from domain.documents import Sector

#: Working days past the due date after which an energy reply counts as not received (003 §6.2).
GRACE_WORKING_DAYS = 15


def is_complete(statuses: Iterable[Status], sector: Sector, *, resolution_time_certain: bool | None) -> bool:
    """Tell whether every item is settled: answered or, in water, asked of the other operator on a stated date.

    In water an open problem without a certain time (False; None = no problem left) makes it incomplete.
    """
    if sector is Sector.IDRICO and resolution_time_certain is False:
        return False
    return all(is_settled(status, sector) for status in statuses)


def is_settled(status: Status, sector: Sector) -> bool:
    """Tell whether an item leaves nothing to ask: answered or, in water, asked of the other operator on a stated date."""
    return status is Status.ANSWERED or (sector is Sector.IDRICO and status is Status.NOT_AVAILABLE_WITH_DATE)


def label_of(sector: Sector, *, replied: bool, complete: bool, working_days_late: int = 0) -> Label:
    """Label of a letter: ``working_days_late`` = working days past the due date (of the reply, or of today without one)."""
    late = working_days_late > GRACE_WORKING_DAYS
    if sector is Sector.ENERGIA:
        return Label.ASSENTE if late or (replied and not complete) else Label.COMPLETE
    return Label.INCOMPLETA if replied and not complete else Label.COMPLETE
