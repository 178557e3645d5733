"""Reminders for letters not worked within the term (rule book SOL-01..SOL-05, AMB-15)."""

from __future__ import annotations

from datetime import date

from domain.calendar import WorkingCalendar, local_day
from domain.documents import Sector
from domain.letter_policy import DEFAULT_POLICY, LetterPolicy
from domain.letters import Letter, Stato, scadenza, stato


def next_sollecito_day(
    letter: Letter, sector: Sector, calendar: WorkingCalendar, policy: LetterPolicy = DEFAULT_POLICY
) -> date | None:
    """Return the day from which the next sollecito is due; None when none can come any more.

    The first: the working day after the due day. The second (water): 10 working days after the publication of
    the first. Never for copies, never after a reply.
    """
    if not letter.is_to or letter.replies or len(letter.solleciti) >= policy.max_solleciti[sector]:
        return None
    if not letter.solleciti:
        return calendar.add_working_days(scadenza(letter, calendar), policy.first_sollecito_after)
    before = local_day(letter.solleciti[-1].published_at)
    return calendar.add_working_days(before, policy.next_sollecito_after)


def solleciti_due(
    letter: Letter, sector: Sector, today: date, calendar: WorkingCalendar, policy: LetterPolicy = DEFAULT_POLICY
) -> tuple[int, ...]:
    """Return the ordinals to publish on ``today``: none or one.

    After nights without a run the first comes late and the second keeps its distance: an operator never finds
    two reminders of one letter on one day.
    """
    day = next_sollecito_day(letter, sector, calendar, policy)
    if day is None or today < day or stato(letter, today, policy) is Stato.OFFLINE:
        return ()
    return (len(letter.solleciti) + 1,)
