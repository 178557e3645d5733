"""Extension of the answer term (rule book PRO-01..PRO-07, AMB-10): granted at once, once, within 20 working days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.calendar import WorkingCalendar
from domain.letter_policy import DEFAULT_POLICY, LetterPolicy
from domain.letters import Letter, scadenza

#: The dialog, word for word (PRO-04), and the cell while nothing was asked (PRO-06).
DIALOG_TITLE = "Richiesta proroga"
DIALOG_TEXT = "Selezionare il numero di giorni per cui si vuole richiedere la proroga."
DIALOG_FIELD = "Giorni di proroga*"
CELL_OPEN = "Richiedi"


@dataclass(frozen=True, slots=True)
class Granted:
    """The extension may be written down; ``due`` is the new due day."""

    days: int
    due: date


@dataclass(frozen=True, slots=True)
class Refused:
    """Why not (Italian), and the rule that says so."""

    reason: str
    rule: str


def proroga_options(
    letter: Letter, today: date, calendar: WorkingCalendar, policy: LetterPolicy = DEFAULT_POLICY
) -> range:
    """Return the days that may be asked, 1 to 20 less the base term (PRO-05); empty hides the button."""
    if _obstacle(letter, today, calendar, policy) is not None:
        return range(0)
    return range(1, policy.max_term - letter.record.term_days + 1)


def grant_proroga(
    letter: Letter, days: int, today: date, calendar: WorkingCalendar, policy: LetterPolicy = DEFAULT_POLICY
) -> Granted | Refused:
    """Return the extension by ``days`` working days, or the first rule against it."""
    obstacle = _obstacle(letter, today, calendar, policy)
    if obstacle is not None:
        return obstacle
    most = policy.max_term - letter.record.term_days
    if not 1 <= days <= most:
        return Refused(
            f"Proroga di {days} giorni non consentita: per questa lettera si possono chiedere da 1 a {most} giorni"
            f" (termine complessivo di {policy.max_term} giorni lavorativi).",
            "PRO-03",
        )
    return Granted(days, calendar.add_working_days(letter.published, letter.record.term_days + days))


def _obstacle(letter: Letter, today: date, calendar: WorkingCalendar, policy: LetterPolicy) -> Refused | None:
    """Say what stands against any extension at all."""
    if not letter.is_to:
        return Refused("La proroga spetta al solo destinatario principale della lettera.", "UPL-01")
    if letter.replies:
        return Refused("La lettera ha già una risposta: la proroga non può più essere richiesta.", "PRO-06")
    if letter.downloaded_at is None and policy.proroga_after_download:
        return Refused("La lettera deve essere scaricata prima di richiedere la proroga.", "PRO-06")
    if letter.published < policy.proroga_from:
        since = f"{policy.proroga_from:%d/%m/%Y}"
        return Refused(f"La proroga è prevista solo per le lettere inviate dal {since}.", "PRO-01")
    if letter.record.special_procedure:
        return Refused("La proroga non è prevista per le procedure speciali.", "PRO-02")
    if letter.proroga is not None:
        return Refused("La proroga è già stata concessa e non può essere ripetuta.", "PRO-07")
    if letter.record.term_days >= policy.max_term:
        return Refused(
            f"Il termine della lettera è già di {letter.record.term_days} giorni lavorativi:"
            f" con la proroga non può superare {policy.max_term}.",
            "PRO-05",
        )
    due = scadenza(letter, calendar)
    if today > due:
        return Refused(f"Il termine è scaduto il {due:%d/%m/%Y}: la proroga non può più essere richiesta.", "PRO-07")
    return None
