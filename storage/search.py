"""Search of letters in the database: filters, order and pages of ``domain.search``, answered by indexes.

SQLite is told which way to go: it keeps no statistics here, and a wrong guess reads a million rows. Few hits are
gathered and sorted; many are met soon on a walk along the index of the sort column, which knows most filters itself.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, literal, select

from domain.letters import Stato
from domain.search import LetterQuery, Paging, SortKey
from storage import letter_turn
from storage.index_tables import INDEXES
from storage.index_tables import letter_index as t
from storage.search_ways import FEW, LOOKS, Way, best_way, hinted, size_of
from storage.search_where import Asked, asked_by
from storage.slices import slices

#: Up to so many hits are counted; nobody pages further.
MOST = 100_000

Key = tuple[str, str]
Number = Callable[[date], int]

_NAMED: dict[SortKey, str] = {
    SortKey.OPERATORE: "operator",
    SortKey.DATA_PUBBLICAZIONE: "published_at",
    SortKey.DESTINATARIO_PRINCIPALE: "main",
    SortKey.SCADENZA: "due",
    SortKey.DATA_OFFLINE: "offline_day",
    SortKey.STATO: "state_now",
    SortKey.COMPLETEZZA: "label_now",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A page: operator and letter of each hit in order; ``total`` hits, at least so many when ``more``."""

    keys: list[Key]
    total: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Letters in the order of one column, along one index; ``value`` makes runs comparable that are merged."""

    column: Any
    index: str | None
    part: tuple[ColumnElement[bool], ...] = ()
    value: Callable[[Any], Any] = lambda found: found

    @property
    def names(self) -> set[str]:
        """The columns that its order looks at beside those of every index."""
        named = getattr(self.column, "name", "")  # what is derived row by row no index holds
        return {named} | ({"days"} if self.part else set())


def every(connection: Connection, query: LetterQuery, paging: Paging, today: date, number: Number) -> Iterator[Key]:
    """Yield all hits in the order of ``paging``; ``number`` says how many days are left to a due day."""
    turned = letter_turn.is_turned(connection, today)
    asked = asked_by(connection, query, today, turned=turned)
    runs = _runs(query, paging.sort, today, number, turned=turned)
    way = best_way(connection, asked)
    where = [each.clause for each in asked]
    if way is not None and size_of(connection, way, FEW) <= FEW:
        where.append(t.c.id.in_(way.ids()))
    wanted = [_ordered(select(t.c.letter, *_keys_of(run)), run, paging).where(*where, *run.part) for run in runs]
    for row in _merged(connection.execution_options(yield_per=500), wanted, runs, paging):
        yield row.operator, row.letter


def page(connection: Connection, query: LetterQuery, paging: Paging, today: date, number: Number) -> Found:
    """Return one page of the hits and how many there are."""
    turned = letter_turn.is_turned(connection, today)
    asked = asked_by(connection, query, today, turned=turned)
    runs = _runs(query, paging.sort, today, number, turned=turned)
    way = best_way(connection, asked)
    total, more = _count(connection, asked, way, max(MOST, paging.offset + paging.page_size))
    if total <= paging.offset and not more:
        return Found([], total)
    few = not more and (total <= FEW or (way is not None and way.found is not None))
    wanted = [_page_of(connection, run, asked, way, paging, few=few) for run in runs]
    ids = [row.id for row in _merged(connection, wanted, runs, paging)]
    if len(runs) > 1:
        ids = ids[paging.offset : paging.offset + paging.page_size]
    if not ids and more:  # beyond the last page: nobody looks there but by mistake, and is told how many there are
        hits = select(t.c.id).where(*(each.clause for each in asked)).subquery()
        return Found([], int(connection.execute(select(func.count()).select_from(hits)).scalar_one()))
    if more and len(ids) < paging.page_size:
        total, more = paging.offset + len(ids), False  # the last page tells
    return Found(_keys(connection, ids), max(total, paging.offset + len(ids)), more)


def _runs(query: LetterQuery, sort: SortKey, today: date, number: Number, *, turned: bool) -> list[Run]:
    """Return the run of the wanted order; for the days left two, of the answered and of those whose count runs."""
    if sort is SortKey.GIORNI_A_SCADENZA:
        answered = Run(t.c.days, "ix_letter_index_by_days", (t.c.days.is_not(None),))
        open_ = Run(t.c.due, "ix_letter_index_by_open_due", (t.c.days.is_(None),), number)
        if query.stato is Stato.RISPOSTA:
            return [answered]
        return [open_] if query.stato in {Stato.PUBBLICATA, Stato.SCARICATA} else [answered, open_]
    if not turned and sort in {SortKey.STATO, SortKey.COMPLETEZZA}:
        return [Run((letter_turn.state_on if sort is SortKey.STATO else letter_turn.label_on)(today), None)]
    name = _NAMED.get(sort, sort.value)
    return [Run(t.c[name], f"ix_letter_index_by_{name}")]


def _count(connection: Connection, asked: list[Asked], way: Way | None, most: int) -> tuple[int, bool]:
    """Count hits up to ``most``; True with it when there may be more."""
    where, looked = [each.clause for each in asked], 0
    if way is not None and way.least:
        return way.least, True
    if way is not None and way.exact:
        total = size_of(connection, way, most)
        return min(total, most), total > most
    hits: Select[Any] = select(literal(1)).select_from(t).where(*where).limit(most + 1)
    if way is None:
        hits = hinted(hits, "ix_letter_index_by_published_at") if not asked else hits
    elif way.knows(asked):
        hits = hinted(hits, way.index)
    else:
        looked = size_of(connection, way, LOOKS)
        hits = hinted(hits.where(t.c.id.in_(way.ids(LOOKS))), None)
    total = int(connection.execute(select(func.count()).select_from(hits.subquery())).scalar_one())
    return min(total, most), total > most or looked > LOOKS


def _page_of(
    connection: Connection, run: Run, asked: list[Asked], way: Way | None, paging: Paging, *, few: bool
) -> Select[Any]:
    """Return the statement of a page of one run: few hits gathered, many met along its index."""
    wanted = _ordered(select(t.c.id, *_keys_of(run)), run, paging).where(*(each.clause for each in asked), *run.part)
    if run.part:  # to be merged with another run, and cut then
        wanted = wanted.limit(paging.offset + paging.page_size)
    else:
        wanted = wanted.limit(paging.page_size).offset(paging.offset)
    if way is not None and way.even and run.column is t.c.published_at and way.knows(asked):
        return hinted(wanted, way.index)
    if way is None or (not few and _is_soon_met(connection, run, asked, paging)):
        return hinted(wanted, run.index) if run.index else wanted
    if way.index and way.knows(asked, *run.names):
        return hinted(wanted, way.index)
    return hinted(wanted.where(t.c.id.in_(way.ids())), None)


def _is_soon_met(connection: Connection, run: Run, asked: list[Asked], paging: Paging) -> bool:
    """Tell whether a page's hits come early along the run's index, or it knows the filters and is read fast."""
    if run.index is None:
        return False
    held = INDEXES[run.index]
    if all(each.columns <= held for each in asked):
        return True
    told = [each.clause for each in asked if each.columns <= held]
    ahead = hinted(_ordered(select(t.c.id), run, paging).where(*told, *run.part), run.index).limit(LOOKS)
    last = paging.offset + paging.page_size
    hits = select(literal(1)).select_from(t).where(t.c.id.in_(ahead), *(each.clause for each in asked)).limit(last)
    met = connection.execute(select(func.count()).select_from(hinted(hits, None).subquery())).scalar_one()
    return int(met) >= last


def _keys_of(run: Run) -> list[Any]:
    return [run.column.label("first"), t.c.published_at, t.c.lettera, t.c.operator]


def _ordered(chosen: Select[Any], run: Run, paging: Paging) -> Select[Any]:
    order = list(dict.fromkeys([run.column, t.c.published_at, t.c.lettera, t.c.operator]))
    turned = [c.desc() if paging.descending else c.asc() for c in order]
    if getattr(run.column, "nullable", False) and not run.part:  # where nothing is empty, the index gives the order
        turned[0] = turned[0].nulls_last()
    return chosen.order_by(*turned)


def _merged(connection: Connection, wanted: list[Select[Any]], runs: list[Run], paging: Paging) -> Iterator[Row[Any]]:
    """Yield the rows of all runs in one order."""
    if len(runs) == 1:
        yield from connection.execute(wanted[0])
        return

    def keyed(run: Run, chosen: Select[Any]) -> Iterator[tuple[Any, Row[Any]]]:
        for row in connection.execute(chosen):
            yield (run.value(row.first), row.published_at, row.lettera, row.operator), row

    ways = [keyed(run, chosen) for run, chosen in zip(runs, wanted, strict=True)]
    for _, row in heapq.merge(*ways, key=itemgetter(0), reverse=paging.descending):
        yield row


def _keys(connection: Connection, ids: list[int]) -> list[Key]:
    named = {}
    for part in slices(ids):
        for row in connection.execute(select(t.c.id, t.c.operator, t.c.letter).where(t.c.id.in_(part))):
            named[row.id] = (row.operator, row.letter)
    return [named[each] for each in ids]
