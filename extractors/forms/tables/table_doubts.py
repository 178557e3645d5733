"""Doubts about a table: taken for its twin, rows that are print, filled cells that belong to no known column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from domain.forms import FieldValue
from extractors.forms.stream.tokens import Token
from extractors.forms.tables.headers import Head
from extractors.forms.trust.doubts import capped
from extractors.forms.trust.holders import Holders
from extractors.forms.wording.describe import Table
from extractors.forms.wording.units import is_unit

#: Share of a table's lines or columns that another table has too, from which on their heads tell them apart no more.
_TWINS = 0.6
#: Confidence from which a scanned word is one.
_READ = 0.5
#: Words that no column claimed from which on all columns of a scanned table are unsure.
_MANY = 2
#: Points above and below a blank cell within which its row's other words stand.
_ROW = 8.0
#: A figure, and the number that a text ends with.
_FIGURE = re.compile(r"[+±-]?\d[\d.,]*")
_NUMBER = re.compile(r"\d+$")


def doubted_table(
    fields: Mapping[str, FieldValue], table: Table, head: Head, body: Sequence[Token], others: Iterable[Table]
) -> dict[str, FieldValue]:
    """Return the fields of one table, the doubtful ones with ``LIMIT`` at most.

    ``body`` are the tokens of its rows, ``others`` the tables of the section that were not found: one of them may be
    the one that was read.
    """
    words = _words(body)
    if any(_alike(table, other, fields) for other in others) or _has_print(fields, head, words):
        names = set(fields)
    else:
        counting = _counting(head, words)
        words = [t for t in words if t not in counting]
        names = (
            _beside_unknown(fields, words) | _counted(fields, head) if table.rows else _holding_unknown(fields, words)
        )
    return capped(fields, {name for name in names & fields.keys() if fields[name].source != "ocr"})


def beside_strangers(fields: Mapping[str, FieldValue], table: Table, body: Sequence[Token]) -> set[str]:
    """Return the unsure fields of a scanned table in whose rows something stands that no column claimed.

    One such word makes the blanks of its row unsure; with more of them the columns do not stand where they were seen.
    """
    if not table.rows:
        return set()
    read = [t for t in _words(body) if t.source == "ocr" and t.confidence >= _READ]
    strangers = _claimed_by_none(fields, read)
    return set(fields) if len(strangers) >= _MANY else _beside_unknown(fields, read)


def _words(body: Sequence[Token]) -> list[Token]:
    return [t for t in body if t.kind == "word" and any(c.isalnum() for c in t.text) and not is_unit(t.text)]


def _claimed_by_none(fields: Mapping[str, FieldValue], words: Sequence[Token]) -> list[Token]:
    filled = Holders(v for v in fields.values() if v.value is not None)
    return [t for t in words if not filled.of(t)]


def _alike(table: Table, other: Table, fields: Mapping[str, FieldValue]) -> bool:
    """Tell whether what was read could as well stand in the other table."""
    if bool(table.rows) != bool(other.rows):
        return False
    if table.rows:
        read = {name.rsplit(".", 1)[-1] for name in fields}
        known = {column.field for column in other.columns}
    else:
        read = {line for line in table.lines if any(f".{line}." in name for name in fields)}
        known = set(other.lines)
    return bool(read) and len(read & known) >= _TWINS * len(read)


def _has_print(fields: Mapping[str, FieldValue], head: Head, words: Sequence[Token]) -> bool:
    """Tell whether a value is in the type of the head while others are not: the head goes on where rows were seen."""
    filled = Holders(v for v in fields.values() if v.value is not None)
    found = {t.font for t in words if filled.of(t)}
    return bool(head.font) and head.font in found and len(found) > 1


def _counted(fields: Mapping[str, FieldValue], head: Head) -> set[str]:
    """Return the cells under a head of one letter that only count the rows: ``n.`` over 1, 2, 3 or C1, C2, C3."""
    found: set[str] = set()
    for column in head.lone:
        cells = {n: str(v.value) for n, v in fields.items() if n.endswith("." + column) and v.value is not None}
        numbers = [_NUMBER.search(text) for text in cells.values()]
        leads = {text.rstrip("0123456789") for text in cells.values()}
        if [int(m.group()) for m in numbers if m] == list(range(1, len(cells) + 1)) and len(leads) == 1:
            found |= set(cells)
    return found


def _counting(head: Head, words: Sequence[Token]) -> list[Token]:
    """Return the numbers left of all known columns that count the rows from 1 on: print."""
    left = min((x0 for _, x0, _ in head.bands), default=0.0)
    lead = sorted((t for t in words if t.box.x1 < left + 2), key=lambda t: (t.page, t.box.top))
    numbers = [t.text.rstrip(".)°") for t in lead]
    return lead if len(lead) > 1 and numbers == [str(n) for n in range(1, len(lead) + 1)] else []


def _holding_unknown(fields: Mapping[str, FieldValue], words: Sequence[Token]) -> set[str]:
    """Return the blank cells in which a figure stands, in the type of the values and in no value."""
    filled = Holders(v for v in fields.values() if v.value is not None and v.source == "text")
    held = {id(t) for t in words if filled.of(t)}
    types = {t.type for t in words if id(t) in held}
    figures = [
        t for t in words
        if id(t) not in held and t.type in types and _FIGURE.fullmatch(t.text)
    ]  # fmt: skip
    blanks = Holders(v for v in fields.values() if v.value is None)
    filled_in = {id(value) for t in figures for value in blanks.of(t)}
    return {name for name, value in fields.items() if id(value) in filled_in}


def _beside_unknown(fields: Mapping[str, FieldValue], words: Sequence[Token]) -> set[str]:
    """Return the blank cells in whose rows something stands that no column claimed."""
    strangers = _claimed_by_none(fields, words)
    return {
        name
        for name, value in fields.items()
        if value.value is None
        and value.box is not None
        and any(t.page == value.page and abs(t.box.centre[1] - value.box.centre[1]) < _ROW for t in strangers)
    }
