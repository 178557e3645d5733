"""Ways to the rows that may answer a search: each leaves out only rows that surely do not."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, column, func, select, table

from storage.index_tables import INDEXES
from storage.index_tables import letter_index as t
from storage.search_where import Asked

#: So many rows are gathered and sorted without a second thought.
FEW = 10_000
#: Rows looked at one by one, to count hits or to meet the first of them in the wanted order.
LOOKS = 20_000
#: Rows by which ways are compared.
SAMPLE = 400


@dataclass(frozen=True, slots=True)
class Way:
    """Rows by an index and the conditions that it can tell, or by phrases of the trigram index, or already found."""

    index: str | None = None
    clauses: tuple[ColumnElement[bool], ...] = ()
    phrases: str = ""
    found: tuple[int, ...] | None = None
    exact: bool = False
    #: Some hits were counted on the way here.
    least: int = 0
    #: Its rows are all alike in the first column of the index, and so in order of what follows there.
    even: bool = False

    def ids(self, most: int | None = None) -> Select[Any]:
        """Return the statement that gives the rows' numbers."""
        if self.index is not None:
            return hinted(select(t.c.id).where(*self.clauses), self.index).limit(most)
        if self.found is not None:  # one value of SQLite's, whatever their number
            listed = func.json_each(json.dumps(self.found)).table_valued("value")
            return select(listed.c.value).limit(most)
        matched = column("letter_texts").op("MATCH")(self.phrases)
        return select(column("rowid")).select_from(table("letter_texts")).where(matched).limit(most)

    def knows(self, asked: Iterable[Asked], *names: str) -> bool:
        """Tell whether this way alone answers all of ``asked``, and holds the columns ``names`` too."""
        if self.index is None:
            return self.exact and not names
        held = INDEXES[self.index]
        return held.issuperset(names) and all(each.columns <= held for each in asked)


def hinted(chosen: Select[Any], index: str | None) -> Select[Any]:
    """Tell SQLite to take this index, or to look rows up by their numbers alone."""
    return chosen.with_hint(t, f"INDEXED BY {index}" if index else "NOT INDEXED", "sqlite")


def size_of(connection: Connection, way: Way, most: int) -> int:
    """Count the rows of a way, up to one more than ``most``."""
    if way.found is not None:
        return min(len(way.found), most + 1)
    rows = way.ids(most + 1).subquery()
    return int(connection.execute(select(func.count()).select_from(rows)).scalar_one())


def best_way(connection: Connection, asked: list[Asked]) -> Way | None:
    """Return the way to the fewest rows, one that knows every filter if there is any; None where nothing bounds."""
    ways = [Way(each.index, (each.clause,), even=each.even) for each in asked if each.index and not each.reads]
    sizes = [size_of(connection, way, FEW) for way in ways]
    if ways and min(sizes) <= FEW:
        return _narrowed(ways[sizes.index(min(sizes))], asked)
    knowing = [way for way in ways if way.knows(asked)]
    if knowing and not any(each.reads for each in asked):
        return _narrowed(_smallest(connection, knowing), asked)
    phrased = _by_phrases(connection, asked)
    if phrased is not None and (phrased.found is not None or phrased.exact):
        return phrased
    if knowing:
        return _narrowed(_smallest(connection, knowing), asked)
    read = _by_reading(connection, asked)
    if read is not None and (read.found is not None or read.knows(asked)):
        return read
    narrow = _narrowed(_smallest(connection, ways), asked) if ways else None
    if narrow is not None and (phrased is None or size_of(connection, narrow, LOOKS) <= LOOKS):
        return narrow
    return phrased or read


def _smallest(connection: Connection, ways: list[Way]) -> Way:
    """Return the way that leaves the fewest of some rows, taken here and there."""
    if len(ways) == 1:
        return ways[0]
    ends = [select(end(t.c.id)).scalar_subquery() for end in (func.min, func.max)]  # each its own, or SQLite reads all
    first, last = connection.execute(select(*ends)).one()
    some = range(first, last + 1, max((last - first) // SAMPLE, 1))[:SAMPLE]
    left = [func.sum(case((and_(*way.clauses), 1), else_=0)) for way in ways]
    counts = list(connection.execute(hinted(select(*left).where(t.c.id.in_(some)), None)).one())
    return ways[counts.index(min(counts))]


def _narrowed(way: Way, asked: list[Asked]) -> Way:
    """Have the index tell all that it can."""
    assert way.index is not None  # a way of another kind has nothing to tell
    held = INDEXES[way.index]
    return Way(way.index, tuple(each.clause for each in asked if each.columns <= held), even=way.even)


def _by_phrases(connection: Connection, asked: list[Asked]) -> Way | None:
    """Return the way by any part of a text; SQLite alone has one, and for one beginning of a text it gains nothing."""
    known = [each for each in asked if each.grams]
    if connection.dialect.name != "sqlite" or (len(known) < 2 and not any(each.reads for each in known)):
        return None
    phrases = " AND ".join(phrase for each in known for phrase in each.grams)
    return _found(connection, Way(phrases=phrases, exact=all(each.exact_grams for each in asked)))


def _by_reading(connection: Connection, asked: list[Asked]) -> Way | None:
    """Read an index through for a part of a text: one too short for phrases, or where the index knows all else too."""
    read = [(each, Way(each.index)) for each in asked if each.reads]
    ways = [way for each, way in read if way.knows(asked) or not each.grams]
    if not ways:
        return None
    way = _narrowed(ways[0], asked)
    return _found(connection, replace(way, exact=way.knows(asked))) if connection.dialect.name == "sqlite" else way


def _found(connection: Connection, way: Way) -> Way:
    """Remember the rows of a way where they are few: to find them cost more than to tell them again."""
    found = tuple(connection.execute(way.ids(LOOKS + 1)).scalars())
    if len(found) <= LOOKS:
        return Way(found=found, exact=way.exact)
    return replace(way, exact=False, least=LOOKS if way.exact else 0) if way.index else way
