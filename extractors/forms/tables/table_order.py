"""Which head belongs to which table of a section: by its columns, the lines under it, and the form's order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from extractors.forms.stream.flow import Flow
from extractors.forms.tables.headers import Head, find_heads
from extractors.forms.tables.table_titles import OTHER, OWN, title_of
from extractors.forms.wording.describe import Pattern, Section, Table
from extractors.forms.wording.meanings import PLAIN, Lexicon
from extractors.forms.wording.text import near

#: Score by which a head must be better than the one that it lies in.
_BETTER = 0.2


def assigned(flow: Flow, section: Section, lines: Sequence[int], lexicon: Lexicon = PLAIN) -> list[tuple[Table, Head]]:
    """Give each head to the table it fits best; tables come in the order of the description."""
    offers: dict[int, list[tuple[float, int, Head]]] = defaultdict(list)
    every = [
        (order, head) for order, table in enumerate(section.tables) for head in find_heads(flow, table, lines, lexicon)
    ]
    seen: dict[int, set[str]] = {}
    for order, head in every:
        until = min((h.first for _, h in every if h.first > head.last), default=lines[-1] + 1)
        after = [line for line in lines if head.last < line < until]
        table = section.tables[order]
        seen[id(head)] = _known_lines(flow, table, after, head)
        share = 0.8 * len(seen[id(head)]) / len(table.lines) if table.lines else 0.0
        offers[head.first].append((head.score + share, order, head))
    chosen: list[tuple[Table, Head]] = []
    last, until = -1, -1
    for first in sorted(offers):
        if first <= until or _overtaken(offers, first):
            continue
        before = chosen[-1][1] if chosen else None
        told = _told(flow, section, lines, offers[first], chosen, seen)
        score, order, head = max(
            ((s + told.get(o, 0.0) - _doubt(o, last, h, before), o, h) for s, o, h in offers[first]),
            key=lambda x: x[0],
        )
        if score <= 0.4:
            continue
        head.titled = told.get(order, 0.0) > 0
        chosen.append((section.tables[order], head))
        last, until = order, head.last
    return chosen


def _told(
    flow: Flow, section: Section, lines: Sequence[int], offers: Sequence[tuple[float, int, Head]],
    chosen: Sequence[tuple[Table, Head]], seen: Mapping[int, set[str]],
) -> dict[int, float]:  # fmt: skip
    """Return what the title over a head gains and costs the tables it is offered to.

    A title whose table has these lines already was that table's, and the next one has none that is known.
    """
    title = title_of(flow, section.tables, lines, offers[0][2])
    names = {order: section.tables[order].id for _, order, _ in offers}
    own = [seen[id(h)] for _, order, h in offers if names[order] == title]
    again = any(t.id == title and seen[id(h)] & set().union(*own) for t, h in chosen)
    if not own or again:
        return {}
    return {order: OWN if name == title else OTHER for order, name in names.items() if section.tables[order].titles}


def _overtaken(offers: Mapping[int, Sequence[tuple[float, int, Head]]], first: int) -> bool:
    """Tell whether a much better head begins within the best one that begins at line ``first``: this one is the row over it."""
    best, last = max((score, head.last) for score, _, head in offers[first])
    return any(
        first < other <= last and max(score for score, _, _ in heads) > best + _BETTER
        for other, heads in offers.items()
    )


def _doubt(order: int, last: int, head: Head, before: Head | None) -> float:
    """Return what it costs that a head belongs to table ``order`` after one of table ``last``.

    The same head on the next page repeats itself for the rows that follow there.
    """
    if order < last:
        return 0.25
    if order > last or before is None or not said_by(head) & said_by(before):
        return 0.0  # other columns of the same table: the second part of one that is too wide for the page
    return -0.2 if head.page > before.page and _same_columns(head, before) else 0.5


def said_by(head: Head) -> set[str]:
    """Return the columns that a head names in more than a letter."""
    return {name for name, _, _ in head.bands} - head.lone


def _same_columns(head: Head, other: Head) -> bool:
    pairs = zip(head.bands, other.bands, strict=False)
    return len(head.bands) == len(other.bands) and all(
        a[0] == b[0] and abs(a[1] - b[1]) < 8 and abs(a[2] - b[2]) < 8 for a, b in pairs
    )


def _known_lines(flow: Flow, table: Table, after: Sequence[int], head: Head) -> set[str]:
    """Return the matrix's known lines left of a head's columns (they tell tables with equal heads apart)."""
    if not table.lines:
        return set()
    labels = [[t for i in flow.lines[line] if (t := flow.tokens[i]).box.x0 < head.label_end] for line in after]
    said = [tuple(p for t in label for p in t.norm) for label in labels]
    return lines_said(table.lines, said, any(flow.tokens[flow.lines[line][0]].source == "ocr" for line in after))


def lines_said(lines: Mapping[str, Iterable[Pattern]], said: Iterable[Pattern], scanned: bool) -> set[str]:
    """Return the lines of a matrix, by name, of which a wording begins or ends what is said; on a scan look-alikes do too."""
    lengths = {len(w) for wordings in lines.values() for w in wordings}
    ends = {part for s in said for n in lengths for part in (s[:n], s[-n:])}
    unsure = tuple(said) if scanned else ()
    return {
        name
        for name, wordings in lines.items()
        if any(w in ends or any(_looks_like(s, w) for s in unsure) for w in wordings)
    }


def _looks_like(said: tuple[str, ...], wording: tuple[str, ...]) -> bool:
    """Tell whether a line of a scan begins with a wording where letters that look alike are equal."""
    return len(said) >= len(wording) and all(near(a, b) for a, b in zip(said, wording, strict=False))


def out_of_order(section: Section, heads: Sequence[tuple[Table, Head]], number: int) -> list[Table]:
    """Return the tables found before or after head ``number`` against the form's order: each may be the other."""
    order = {table.id: n for n, table in enumerate(section.tables)}
    own = order[heads[number][0].id]
    before = [t for t, _ in heads[:number] if order[t.id] > own]
    return before + [t for t, _ in heads[number + 1 :] if order[t.id] < own]
