"""Brings ``state_now`` and ``label_now`` of the letters' index to the day of whoever looks: nobody waits for a nightly run.

A mark holds a range of days: rows that turn on a day outside it are right for every day within. One day alone means
that all rows hold for it; more of them, that a turn is under way, and who looks meanwhile derives what he needs.
"""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, case, or_, select, update

from domain.completeness import Label
from domain.letters import Stato
from storage.index_tables import LABEL_RANKS, STATE_RANKS, marks
from storage.index_tables import letter_index as t

#: Rows turned in one transaction.
CHUNK = 5_000
_MARK = "letter_index_day"
_OFFLINE, _ABSENT = STATE_RANKS[Stato.OFFLINE], LABEL_RANKS[Label.ASSENTE]


def state_on(day: date) -> ColumnElement[int]:
    """Return the rank of ``stato`` on ``day``, derived row by row."""
    ranks = {state.value: rank for state, rank in STATE_RANKS.items()}
    return case((t.c.offline_after < day, _OFFLINE), else_=case(ranks, value=t.c.state))


def label_on(day: date) -> ColumnElement[int]:
    """Return the rank of ``Completezza Risposta`` on ``day``, derived row by row."""
    ranks = {label.value: rank for label, rank in LABEL_RANKS.items()}
    return case((t.c.absent_after < day, _ABSENT), else_=case(ranks, value=t.c.label))


def is_turned(connection: Connection, day: date) -> bool:
    """Tell whether every row holds for ``day``."""
    return _days(connection) == (day, day)


def turn(connection: Connection, day: date) -> int:
    """Bring rows to ``day``, up to ``CHUNK`` of each kind; returns how many. 0 when all hold for it already."""
    low, high = _days(connection)
    if low == high == day:
        return 0
    low, high = min(low, day), max(high, day)
    offline, absent = t.c.offline_after, t.c.absent_after
    gone = or_(
        and_(offline < day, t.c.state_now != _OFFLINE),
        and_(offline >= day, t.c.state_now == _OFFLINE),
    )
    late = or_(
        and_(absent < day, t.c.label_now != _ABSENT),
        and_(absent >= day, t.c.label_now == _ABSENT, t.c.label != Label.ASSENTE.value),
    )
    counts = []
    for turns, wrong, made in ((offline, gone, {"state_now": state_on(day)}), (absent, late, {"label_now": label_on(day)})):  # fmt: skip
        some = select(t.c.id).where(turns >= low, turns < high, wrong).limit(CHUNK)
        counts.append(connection.execute(update(t).where(t.c.id.in_(some)).values(made)).rowcount)
    settled = max(counts) < CHUNK
    _keep(connection, day if settled else low, day if settled else high)
    return sum(counts)


def _days(connection: Connection) -> tuple[date, date]:
    low, high = json.loads(connection.execute(select(marks.c.value).where(marks.c.name == _MARK)).scalar_one())
    return date.fromisoformat(low), date.fromisoformat(high)


def _keep(connection: Connection, low: date, high: date) -> None:
    said = json.dumps([low.isoformat(), high.isoformat()])
    connection.execute(update(marks).where(marks.c.name == _MARK).values(value=said))
