"""Search of letters in the database: filters, order and pages of ``domain.search``, answered by indexes.

SQLite is told which way to go: it keeps no statistics here, and a wrong guess reads a million rows. Few hits are
gathered first and sorted; many are met soon on a walk along the index of the sort column.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, column, func, literal, or_, select, table

from domain.calendar import ROME
from domain.completeness import Label
from domain.letters import Stato
from domain.search import ESCAPE, Exact, LetterQuery, Like, Paging, SortKey, conditions, like_pattern
from storage.index_tables import letter_index as t
from storage.slices import slices

#: Up to so many hits are counted; nobody pages further.
MOST = 100_000
#: Up to so many hits are gathered and sorted; beyond, the index of the sort column is walked.
FEW = 3_000
#: A trigram index knows nothing shorter.
GRAM = 3

Key = tuple[str, str]

_PLAIN: dict[SortKey, Any] = {
    SortKey.OPERATORE: t.c.operator,
    SortKey.DATA_PUBBLICAZIONE: t.c.published_at,
    SortKey.DESTINATARIO_PRINCIPALE: t.c.main,
    SortKey.SCADENZA: t.c.due,
    SortKey.DATA_OFFLINE: t.c.offline_day,
}


@dataclass(frozen=True, slots=True)
class Found:
    """A page: operator and letter of each hit in order; ``total`` hits, ``more`` when they were not all counted."""

    keys: list[Key]
    total: int
    more: bool = False


def every(
    connection: Connection, query: LetterQuery, paging: Paging, today: date, number: Callable[[date], int]
) -> Iterator[Key]:
    """Yield all hits in the order of ``paging``; ``number`` says how many days are left to a due day."""
    if paging.sort is SortKey.GIORNI_A_SCADENZA:
        yield from _by_days(connection, _where(connection, query, today), paging, number, None)
        return
    chosen = _ordered(select(t.c.operator, t.c.letter).where(*_where(connection, query, today)), paging, today)
    for row in connection.execution_options(yield_per=500).execute(chosen):
        yield row.operator, row.letter


def page(
    connection: Connection, query: LetterQuery, paging: Paging, today: date, number: Callable[[date], int]
) -> Found:
    """Return one page of the hits and how many there are."""
    where = _where(connection, query, today)
    counted = select(literal(1)).select_from(t).where(*where).limit(MOST + 1).subquery()
    total = int(connection.execute(select(func.count()).select_from(counted)).scalar_one())
    many = total > FEW
    if many:
        where = _where(connection, query, today, grams=False)
    if paging.sort is SortKey.GIORNI_A_SCADENZA:
        keys = list(_by_days(connection, where, paging, number, paging.offset + paging.page_size))
        keys = keys[paging.offset :]
    else:
        chosen = _ordered(select(t.c.id), paging, today)  # the indexes hold all that this needs
        chosen = chosen.limit(paging.page_size).offset(paging.offset)
        if many:
            chosen = chosen.where(*where)
            if query_is_wide(query) and (index := _index_of(paging.sort)):
                chosen = chosen.with_hint(t, f"INDEXED BY {index}", "sqlite")
        else:
            # Not along the index of the sort column: these few are spread over all of it.
            chosen = chosen.where(t.c.id.in_(select(t.c.id).where(*where))).with_hint(t, "NOT INDEXED", "sqlite")
        keys = _keys(connection, [row.id for row in connection.execute(chosen)])
    return Found(keys, min(total, MOST), total > MOST)


def _keys(connection: Connection, ids: list[int]) -> list[Key]:
    named = {}
    for part in slices(ids):
        for row in connection.execute(select(t.c.id, t.c.operator, t.c.letter).where(t.c.id.in_(part))):
            named[row.id] = (row.operator, row.letter)
    return [named[each] for each in ids]


def query_is_wide(query: LetterQuery) -> bool:
    """Tell whether the filters leave the way along the sort column the better one: none of them is an equality."""
    exact = [c for c in conditions(query).values() if isinstance(c, Exact)]
    return not exact and query.operatore is None


def state_of(today: date) -> ColumnElement[str]:
    """Return ``stato`` as of ``today``."""
    return case((t.c.offline_after < today, Stato.OFFLINE.value), else_=t.c.state)


def label_of(today: date) -> ColumnElement[str]:
    """Return ``Completezza Risposta`` as of ``today``."""
    return case((t.c.absent_after < today, Label.ASSENTE.value), else_=t.c.label)


def _where(connection: Connection, query: LetterQuery, today: date, *, grams: bool = True) -> list[ColumnElement[bool]]:
    made: list[ColumnElement[bool]] = []
    if query.operatore:
        made.append(t.c.operator == query.operatore)
    if query.destinatario_principale is not None:
        made.append(t.c.main.is_(query.destinatario_principale))
    if query.pubblicazione_dal is not None:
        made.append(t.c.published_at >= _midnight(query.pubblicazione_dal))
    if query.pubblicazione_al is not None:
        made.append(t.c.published_at < _midnight(query.pubblicazione_al + timedelta(days=1)))
    made += _state(query.stato, today) + _label(query.completezza_risposta, today)
    indexed = grams and connection.dialect.name == "sqlite"
    for name, asked in conditions(query).items():
        made += _text(name, asked, grams=indexed)
    return made


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ROME)


def _state(wanted: Stato | None, today: date) -> list[ColumnElement[bool]]:
    if wanted is None:
        return []
    if wanted is Stato.OFFLINE:
        return [t.c.offline_after < today]
    return [t.c.state == wanted.value, or_(t.c.offline_after.is_(None), t.c.offline_after >= today)]


def _label(wanted: Label | None, today: date) -> list[ColumnElement[bool]]:
    if wanted is None:
        return []
    if wanted is Label.ASSENTE:
        return [or_(t.c.label == wanted.value, t.c.absent_after < today)]
    return [t.c.label == wanted.value, or_(t.c.absent_after.is_(None), t.c.absent_after >= today)]


def _text(name: str, asked: Exact | Like, *, grams: bool) -> list[ColumnElement[bool]]:
    texts = t.c[name]
    if isinstance(asked, Exact):
        return [texts == asked.text]
    like = texts.like(asked.pattern, escape=ESCAPE)
    if asked.low:
        bounds = [texts >= asked.low, texts < asked.high]
        return bounds if asked.pattern == like_pattern(asked.low) + "%" else [*bounds, like]
    parts = [part for part in _literals(asked.pattern) if len(part) >= GRAM]
    if not grams or not parts:
        return [like]
    phrases = " AND ".join('{} : "{}"'.format(name, part.replace('"', '""')) for part in parts)
    found: Any = (
        select(column("rowid")).select_from(table("letter_texts")).where(column("letter_texts").op("MATCH")(phrases))
    )
    return [t.c.id.in_(found), like]


def _literals(pattern: str) -> list[str]:
    """Return what stands between the ``%`` of a pattern, its escapes undone."""
    parts = [""]
    for piece in re.findall(r"\\.|[^\\]", pattern, re.DOTALL):
        if piece == "%":
            parts.append("")
        else:
            parts[-1] += piece[-1]
    return parts


def _ordered(chosen: Select[Any], paging: Paging, today: date) -> Select[Any]:
    first = _column(paging.sort, today)
    order = list(dict.fromkeys([first, t.c.published_at, t.c.lettera, t.c.operator]))
    turned = [c.desc() if paging.descending else c.asc() for c in order]
    if getattr(first, "nullable", False):  # where nothing can be empty, an index gives the order as it is
        turned[0] = turned[0].nulls_last()
    return chosen.order_by(*turned)


def _column(sort: SortKey, today: date) -> Any:
    if sort is SortKey.STATO:
        return state_of(today)
    if sort is SortKey.COMPLETEZZA:
        return label_of(today)
    return _PLAIN[sort] if sort in _PLAIN else t.c[sort.value]


def _index_of(sort: SortKey) -> str | None:
    if sort in {SortKey.STATO, SortKey.COMPLETEZZA}:
        return None
    return f"ix_letter_index_by_{_column(sort, date.min).name}"


def _by_days(
    connection: Connection,
    where: list[ColumnElement[bool]],
    paging: Paging,
    number: Callable[[date], int],
    most: int | None,
) -> Iterator[Key]:
    """Merge the answered, whose number stands still, with the others, whose number follows the order of due days."""

    def run(value_of: Any, part: ColumnElement[bool], value: Callable[[Any], int]) -> Iterator[tuple[Any, ...]]:
        order = [value_of, t.c.published_at, t.c.lettera, t.c.operator]
        chosen = select(*order, t.c.letter).where(*where, part).limit(most)
        chosen = chosen.order_by(*(c.desc() if paging.descending else c.asc() for c in order))
        for first, *rest in connection.execution_options(yield_per=500).execute(chosen):
            yield (value(first), *rest)

    runs = (run(t.c.days, t.c.days.is_not(None), int), run(t.c.due, t.c.days.is_(None), number))
    for *_, operator, letter in islice(heapq.merge(*runs, reverse=paging.descending), most):
        yield operator, letter
