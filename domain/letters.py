"""A letter and its life: state, due day, counter, off-line day, class (rule book SLA, LET-16, LET-17, QUA).

Every function is pure: the letter as the register and the events made it, the calendar, a day or an instant.
Days are days of Europe/Rome; instants are aware. Asking for a proroga: ``domain.proroga``; reminders:
``domain.solleciti``; uploads: the gate (``validators.gate.sequence``).
"""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.calendar import WorkingCalendar, local_day
from domain.completeness import Label
from domain.documents import Sector
from domain.letter_policy import DEFAULT_POLICY, LetterPolicy, OfflinePolicy
from domain.names import LetterName, letter_name
from domain.registers import LetterRecord


class Stato(StrEnum):
    """``stato`` of a letter (design contract, section 8)."""

    PUBBLICATA = "pubblicata"
    SCARICATA = "scaricata"
    RISPOSTA = "risposta"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class Reply:
    """An accepted reply. ``name`` is its stem (``R-...``).

    ``attempted_at``: the failed attempt whose day it may bear after an outage (OPE-07, ``domain.outages``).
    ``incomplete``: the desk's decision or the pipeline's proposal on its items; None while nobody has judged.
    """

    name: str
    uploaded_at: datetime
    user: str = ""
    sha256: str = ""
    attempted_at: datetime | None = None
    incomplete: bool | None = None

    @property
    def dated(self) -> datetime:
        """``Data Risposta``: the upload, or the failed attempt that an outage made good (OPE-07)."""
        return self.attempted_at or self.uploaded_at

    @property
    def day(self) -> date:
        """The day that counts for lateness."""
        return local_day(self.dated)


@dataclass(frozen=True, slots=True)
class Proroga:
    """An extension as granted: working days added to the term, when and to whom."""

    days: int
    granted_at: datetime
    user: str = ""


@dataclass(frozen=True, slots=True)
class Sollecito:
    """A reminder as published: ``ordinal`` 1 or 2, ``name`` its stem (``S-...``)."""

    ordinal: int
    name: str
    published_at: datetime
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """The register's row and what happened since.

    ``downloaded_at`` and ``downloaded_by`` belong to the first download (LET-16); ``replies`` stand in order of
    upload and hold accepted ones only; ``sha256`` is ``Hash Lettera`` (LET-18).
    """

    record: LetterRecord
    downloaded_at: datetime | None = None
    downloaded_by: str = ""
    replies: tuple[Reply, ...] = ()
    proroga: Proroga | None = None
    solleciti: tuple[Sollecito, ...] = ()
    note: str = ""
    sha256: str = ""

    @property
    def name(self) -> LetterName:
        """The parts of the letter's name; the register lets in nothing else."""
        name = letter_name(self.record.letter)
        if name is None:
            raise ValueError(f"no name of a letter: {self.record.letter!r}")
        return name

    @property
    def is_to(self) -> bool:
        """Tell whether the operator is the main addressee; else it has a copy (CCN-01)."""
        return self.record.main_addressee

    @property
    def published(self) -> date:
        """Day of publication, from which every term runs (SLA-05)."""
        return local_day(self.record.published_at)

    @property
    def first_reply(self) -> Reply | None:
        """The reply that decides lateness (ARC-07)."""
        return self.replies[0] if self.replies else None

    @property
    def last_reply(self) -> Reply | None:
        """The reply that is shown and decides completeness (ARC-04, ARC-07)."""
        return self.replies[-1] if self.replies else None

    @property
    def replaced(self) -> bool:
        """Tell whether a further reply took the place of the first."""
        return len(self.replies) > 1

    @property
    def term(self) -> int:
        """Working days to answer, proroga included."""
        return self.record.term_days + (self.proroga.days if self.proroga else 0)


def stato(letter: Letter, today: date, policy: LetterPolicy = DEFAULT_POLICY) -> Stato:
    """Return where the letter stands on ``today``; off-line from the day after ``Data Offline``."""
    gone = data_offline(letter, policy)
    if today > gone and not _suspended(letter, policy):
        return Stato.OFFLINE
    if letter.replies:
        return Stato.RISPOSTA
    return Stato.SCARICATA if letter.downloaded_at is not None else Stato.PUBBLICATA


def data_offline(letter: Letter, policy: LetterPolicy = DEFAULT_POLICY) -> date:
    """Return the last day on which the letter is shown (LET-17, AMB-04).

    Suspended policy: publication and 12 months, moved by the days from publication to the first reply; while
    unanswered the value is provisional and the letter stays.
    """
    end = add_months(letter.published, policy.offline_months)
    if policy.offline is OfflinePolicy.FISSA or letter.first_reply is None:
        return end
    return end + (letter.first_reply.day - letter.published)


def _suspended(letter: Letter, policy: LetterPolicy) -> bool:
    waits = letter.is_to or policy.cc_suspended
    return policy.offline is OfflinePolicy.SOSPESA and waits and letter.first_reply is None


def scadenza(letter: Letter, calendar: WorkingCalendar) -> date:
    """Return the due day: term and proroga in working days after publication (SLA-05, SLA-06)."""
    return calendar.add_working_days(letter.published, letter.term)


def giorni_a_scadenza(letter: Letter, today: date, calendar: WorkingCalendar) -> int:
    """Return ``Giorni a scadenza risposta`` (SLA-03, SLA-06); the first reply stops the count on its day."""
    until = letter.first_reply.day if letter.first_reply else today
    return calendar.working_days_between(until, scadenza(letter, calendar))


def assente_after(letter: Letter, calendar: WorkingCalendar, policy: LetterPolicy = DEFAULT_POLICY) -> date:
    """Return the last day on which an energy reply still counts: the 15th working day after the due day (SLA-09)."""
    return calendar.add_working_days(scadenza(letter, calendar), policy.assente_grace)


def is_assente_by_time(
    letter: Letter, sector: Sector, today: date, calendar: WorkingCalendar, policy: LetterPolicy = DEFAULT_POLICY
) -> bool:
    """Tell whether time alone makes the reply ``assente``: energy, main addressee, from the next day on (SLA-10)."""
    if sector is not Sector.ENERGIA or not letter.is_to:
        return False
    arrived = letter.first_reply.day if letter.first_reply else today
    return arrived > assente_after(letter, calendar, policy)


def completezza(
    letter: Letter, sector: Sector, today: date, calendar: WorkingCalendar, policy: LetterPolicy = DEFAULT_POLICY
) -> Label:
    """Return ``Completezza Risposta`` by the decision table of the rule book, section 10 (QUA-01..QUA-05).

    Lateness follows the first reply, completeness the last (ARC-07). A reply that nobody has judged has no class.
    """
    if is_assente_by_time(letter, sector, today, calendar, policy):
        return Label.ASSENTE
    last = letter.last_reply
    if not letter.is_to or last is None or not last.incomplete:
        return Label.COMPLETE
    return Label.ASSENTE if sector is Sector.ENERGIA else Label.INCOMPLETA


def add_months(day: date, n: int) -> date:
    """Return the same day ``n`` months later, or the month's last where it has no such day (art. 155 c.p.c.)."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))
