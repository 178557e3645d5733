"""May this reply come in, and as what? (rule book UPL-01, UPL-02, ARC-04, ARC-05, AMB-14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from domain.letter_policy import DEFAULT_POLICY, LetterPolicy
from domain.letters import Letter


@dataclass(frozen=True, slots=True)
class FirstReply:
    """The letter has no reply yet."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """The one further reply: ``replaces`` is the stem of the reply that is no longer shown."""

    replaces: str


@dataclass(frozen=True, slots=True)
class RefusedReply:
    """Code of the rule book's table (section 12) and its message."""

    code: str
    reason: str


COPY = RefusedReply("E010", "Lettera in copia conoscenza: upload non consentito.")
NOT_DOWNLOADED = RefusedReply("E011", "La lettera deve essere scaricata prima del caricamento della risposta.")
ALREADY_REPLACED = RefusedReply("E005", "È già presente una risposta integrativa per la lettera selezionata.")
TOO_LATE = RefusedReply("E006", "Risposta integrativa fuori tempo massimo (72h).")


def may_reply(
    letter: Letter, at: datetime, policy: LetterPolicy = DEFAULT_POLICY
) -> FirstReply | Replacement | RefusedReply:
    """Say what a reply uploaded at ``at`` would be: the first, the replacement, or why neither."""
    if not letter.is_to:
        return COPY
    if letter.downloaded_at is None or (policy.download_first and elapsed(letter.downloaded_at, at) < timedelta(0)):
        return NOT_DOWNLOADED
    first, last = letter.first_reply, letter.last_reply
    if first is None or last is None:
        return FirstReply()
    if len(letter.replies) >= policy.max_replies:
        return ALREADY_REPLACED
    if elapsed(first.uploaded_at, at) > policy.replacement:
        return TOO_LATE
    return Replacement(last.name)


def elapsed(start: datetime, end: datetime) -> timedelta:
    """Return the time that passed on a stopwatch.

    Python subtracts clock faces within one time zone, where summer time makes 72 hours 73 or 71.
    """
    return end.astimezone(UTC) - start.astimezone(UTC)
