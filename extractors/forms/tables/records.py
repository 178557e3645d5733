"""Records that are printed as blocks of labels under a numbered heading of their own, and not as rows of a table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from domain.forms import FieldValue
from extractors.forms.stream.flow import Flow
from extractors.forms.wording.describe import Entry, Pattern, Section, Table
from extractors.forms.wording.text import patterns
from extractors.forms.wording.units import is_unit

#: Records beyond which no heading is looked for.
_MOST = 20


def with_records(flow: Flow, section: Section, span: Sequence[int], read: Collection[str]) -> Section:
    """Return the section with labels for the records that stand in ``span`` as blocks: ``Generatore n. 1``, Marca, Modello.

    ``read`` are the fields that were read from tables: what stands in a table is not looked for in blocks.
    """
    tables = [t for t in section.tables if t.record and not any(name.startswith(stem(t)) for name in read)]
    if not tables:
        return section
    said = {tuple(p for i in flow.lines[line] for p in flow.tokens[i].norm) for line in _lines(flow, span)}
    found = {t.id: [n for n in range(1, _MOST + 1) if _heads(said, _headings(t, n))] for t in tables}
    if not any(found.values()):
        return section
    entries: list[Entry] = []
    block = 0
    for entry in section.entries:
        block += bool(entry.anchor)
        entries.append(replace(entry, index=len(entries), block=block))
        for table in (t for t in tables if t.id == entry.anchor):
            for number in found[table.id]:
                block += 1
                entries += _record(table, number, len(entries), block)
    return replace(section, entries=tuple(entries))


def without_read(section: Section, read: Mapping[str, FieldValue]) -> Section:
    """Return the section without the labels of fields that its tables gave a value: the same words elsewhere mean another."""
    if not any(read.get(e.field) and read[e.field].value is not None for e in section.entries):
        return section
    left = [e for e in section.entries if e.field not in read or read[e.field].value is None]
    return replace(section, entries=tuple(replace(e, index=n) for n, e in enumerate(left)))


def _record(table: Table, number: int, index: int, block: int) -> Iterator[Entry]:
    """Yield the heading of one record and the labels of its columns."""
    yield Entry(index, "", _headings(table, number), anchor=f"{table.id}.{number}", block=block)
    for column in table.columns:
        index += 1
        labels = tuple(w for w in column.labels if not is_unit(" ".join(w)))
        yield Entry(index, f"{table.rows.format(n=number)}.{column.field}", labels, block=block)


def _headings(table: Table, number: int) -> tuple[Pattern, ...]:
    return patterns(table.record.replace("#", str(number)))


def _heads(said: Collection[tuple[str, ...]], wordings: Sequence[Pattern]) -> bool:
    return any(words[: len(w)] == w for words in said for w in wordings)


def _lines(flow: Flow, span: Sequence[int]) -> set[int]:
    return {flow.tokens[i].line for i in span}


def stem(table: Table) -> str:
    """Return how the fields of a table of records begin."""
    return table.rows.partition("{n}")[0]
