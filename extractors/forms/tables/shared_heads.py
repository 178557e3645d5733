"""One table for the records of several: a column before the others says to which each row belongs, ``SPG - rid. 1``."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.forms.stream.flow import Flow
from extractors.forms.stream.tokens import Token
from extractors.forms.tables.body_lines import BodyLine
from extractors.forms.tables.headers import Head, find_heads
from extractors.forms.wording.describe import Section, Table
from extractors.forms.wording.meanings import Lexicon
from extractors.forms.wording.text import says

Headed = tuple[Table, Head]


def with_shared(
    flow: Flow, section: Section, heads: Sequence[Headed], lines: Sequence[int], lexicon: Lexicon
) -> list[Headed]:
    """Return the heads, those of several tables once for each: where the first cells under one name more tables than its own."""
    found: list[Headed] = []
    for number, (table, head) in enumerate(heads):
        stop = heads[number + 1][1].first if number + 1 < len(heads) else lines[-1] + 1
        named = _named(flow, section, table, head, [line for line in lines if head.last < line < stop])
        if len(named) < 2:
            found.append((table, head))
            continue
        at = [line for line in lines if head.first <= line <= head.last]
        for other in named:
            own = head if other is table else next(iter(find_heads(flow, other, at, lexicon)), None)
            if own is not None:
                own.shared, own.titled = True, True
                found.append((other, own))
    return found


def _named(flow: Flow, section: Section, table: Table, head: Head, body: Sequence[int]) -> list[Table]:
    """Return the tables of records that the words left of a head's columns name, in the form's order."""
    if not table.rows or not table.titles:
        return []
    page = [line for line in body if flow.tokens[flow.lines[line][0]].page == head.page and flow.line_cell[line] >= 0]
    said = [[p for t in _lead([flow.tokens[i] for i in flow.lines[line]], head) for p in t.norm] for line in page]
    return [t for t in section.tables if t.rows and any(_belongs(words, t) for words in said)]


def _lead(tokens: Sequence[Token], head: Head) -> list[Token]:
    return [t for t in tokens if t.kind == "word" and t.box.centre[0] < head.label_end - 2]


def _belongs(said: Sequence[str], table: Table) -> bool:
    return any(says(said, w) for w in table.titles)


def own_rows(rows: Sequence[BodyLine], table: Table, head: Head) -> tuple[list[BodyLine], list[Token]]:
    """Return the rows of a shared head that are the table's, without the words that say so, and these words."""
    if not head.shared:
        return list(rows), []
    found: list[BodyLine] = []
    said: list[Token] = []
    for row in rows:
        lead = _lead(row.tokens, head)
        if _belongs([p for t in lead for p in t.norm], table):
            said += lead
            found.append(BodyLine(row.page, [t for t in row.tokens if t not in lead], row.cells))
    return found, said
