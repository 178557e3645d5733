"""Keeps ``letter_index`` in step with the letters: whoever changes a letter marks it stale, here its row is made anew.

The row is derived by the functions of ``domain`` alone; a change of calendar or policy marks what it may touch.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, and_, bindparam, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from domain.calendar import ROME, WorkingCalendar
from domain.documents import Sector
from domain.letter_policy import LetterPolicy
from domain.letters import (
    Letter,
    Stato,
    assente_after,
    completezza,
    data_offline,
    giorni_a_scadenza,
    is_assente_by_time,
    scadenza,
    stato,
)
from domain.search import fold
from domain.solleciti import next_sollecito_day
from storage import letter_turn
from storage.index_tables import LABEL_RANKS, STATE_RANKS, letter_index, marks
from storage.letters import load_many
from storage.tables import letters

#: Letters brought up to date in one transaction.
CHUNK = 500
_MARK = "letter_index"
#: No letter is shown for so long; off-line days of the far future need no row to be made anew.
_FAR = date(9999, 12, 31)


@dataclass(frozen=True)
class Derivation:
    """All that a row of the index depends on beside its letter."""

    sectors: Mapping[str, Sector]
    calendar: WorkingCalendar
    policy: LetterPolicy
    today: date

    @property
    def off(self) -> list[str]:
        """The off-line days as they are remembered."""
        return sorted(day.isoformat() for day in self.calendar.offline_days)

    @property
    def choices(self) -> str:
        """The choices of the desk as they are remembered."""
        return f"{self.calendar.extra_closing_days} {self.policy!r} {sorted(self.sectors.items())}"


def is_current(connection: Connection, derivation: Derivation) -> bool:
    """Tell whether every row stands as this calendar and policy want it."""
    if _remembered(connection) != (derivation.off, derivation.choices):
        return False
    if not letter_turn.is_turned(connection, derivation.today):
        return False
    return connection.execute(select(letters.c.letter).where(letters.c.stale).limit(1)).first() is None


def refresh(connection: Connection, derivation: Derivation) -> int:
    """Bring some rows in step; returns how many. Call again, in a new transaction, until it returns 0."""
    _mark_changes(connection, derivation)
    if turned := letter_turn.turn(connection, derivation.today):
        return turned
    rows = list(connection.execute(select(letters).where(letters.c.stale).limit(CHUNK)))
    if not rows:
        return 0
    found = load_many(connection, rows)
    made = [_values(letter, derivation) for letter in found]
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    insert = dialect.insert(letter_index)
    kept = {c.name: insert.excluded[c.name] for c in letter_index.c if c.name not in {"id", "operator", "letter"}}
    statement = insert.on_conflict_do_update(index_elements=["operator", "letter"], set_=kept)
    connection.execute(statement, made)
    settled = update(letters).where(letters.c.operator == bindparam("o"), letters.c.letter == bindparam("l"))
    connection.execute(
        settled.values(stale=False, completeness=bindparam("c")),
        [{"o": x.record.operator, "l": x.record.letter, "c": _label(x, derivation)} for x in found],
    )
    return len(rows)


def _label(letter: Letter, with_: Derivation) -> str:
    sector = with_.sectors[letter.record.operator]
    return completezza(letter, sector, with_.today, with_.calendar, with_.policy).value


def _values(letter: Letter, with_: Derivation) -> dict[str, Any]:
    record, calendar, policy = letter.record, with_.calendar, with_.policy
    sector, start, last = with_.sectors[record.operator], letter.published, letter.last_reply
    absent = sector is Sector.ENERGIA and letter.is_to
    if letter.first_reply is not None:
        absent = is_assente_by_time(letter, sector, start, calendar, policy)
    shown_until = data_offline(letter, policy)
    stays = stato(letter, _FAR, policy) is not Stato.OFFLINE
    return {
        "operator": record.operator,
        "letter": record.letter,
        "published_at": record.published_at,
        "lettera": fold(record.letter),
        "risposta": fold(last.name) if last else None,
        "id_caso": fold(record.case_id),
        "tipo_pratica": fold(record.case_type),
        "utenza": fold(record.supply),
        "argomento": fold(record.topic),
        "sub_argomento": fold(record.subtopic),
        "denominazione_cliente": fold(record.client),
        "indirizzo_fornitura": fold(record.address),
        "nota": fold(letter.note),
        "main": record.main_addressee,
        "tipo_servizio": fold(record.service),
        "giorni_risposta": record.term_days,
        "state": stato(letter, start, policy).value,
        "due": scadenza(letter, calendar),
        "days": giorni_a_scadenza(letter, start, calendar) if last else None,
        "proroga": letter.proroga.days if letter.proroga else 0,
        "data_download": letter.downloaded_at,
        "utente_download": fold(letter.downloaded_by) or None,
        "data_risposta": last.dated if last else None,
        "utente_risposta": fold(last.user) if last else None,
        # Unanswered, the class without the passing of time: on the day of publication none has passed.
        "label": completezza(letter, sector, start, calendar, policy).value,
        "state_now": STATE_RANKS[stato(letter, with_.today, policy)],
        "label_now": LABEL_RANKS[completezza(letter, sector, with_.today, calendar, policy)],
        "absent_after": assente_after(letter, calendar, policy) if absent else None,
        "offline_day": shown_until,
        "offline_after": None if stays else shown_until,
        "sollecito_on": next_sollecito_day(letter, sector, calendar, policy),
        "hash": letter.sha256 or None,
    }


def _remembered(connection: Connection) -> tuple[list[str], str]:
    text = connection.execute(select(marks.c.value).where(marks.c.name == _MARK)).scalar()
    if not text:
        return [], ""
    said = json.loads(text)
    return list(said["off"]), str(said["choices"])


def _mark_changes(connection: Connection, derivation: Derivation) -> None:
    """Mark the rows that another calendar or policy may change; off-line days touch terms that run across them."""
    off, choices = _remembered(connection)
    if (off, choices) == (derivation.off, derivation.choices):
        return
    if choices != derivation.choices:
        connection.execute(update(letters).values(stale=True))
    else:
        first = date.fromisoformat(min(set(off) ^ set(derivation.off)))
        across = letter_index.c
        touched = or_(
            across.due >= first,
            across.absent_after >= first,
            across.sollecito_on >= first,
            across.data_risposta >= datetime.combine(first, time(), ROME),
        )
        mine = and_(across.operator == letters.c.operator, across.letter == letters.c.letter)
        connection.execute(update(letters).where(select(across.id).where(mine, touched).exists()).values(stale=True))
    said = json.dumps({"off": derivation.off, "choices": derivation.choices})
    connection.execute(marks.delete().where(marks.c.name == _MARK))
    connection.execute(marks.insert().values(name=_MARK, value=said))
