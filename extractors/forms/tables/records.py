"""Records that are printed as blocks of labels under a numbered heading of their own, and not as rows of a table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

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
    blocks = {t.id: [_block(t, number) for number in found[t.id]] for t in tables}
    return with_blocks(section, blocks)


@dataclass(frozen=True)
class Block:
    """One record as labels: its name, the wordings that head it, its columns; ``fields``: their ids, with ``{column}``."""

    anchor: str
    heads: tuple[Pattern, ...]
    fields: str
    table: Table

    def entries(self, index: int, block: int) -> Iterator[Entry]:
        """Yield the heading of the record and the labels of its columns; ``index`` and ``block`` are the first's."""
        yield Entry(index, "", self.heads, anchor=self.anchor, block=block)
        for number, column in enumerate(self.table.columns, index + 1):
            labels = tuple(w for w in column.labels if not is_unit(" ".join(w)))
            yield Entry(number, self.fields.format(column=column.field), labels, block=block)


def with_blocks(section: Section, blocks: Mapping[str, Sequence[Block]]) -> Section:
    """Return the section with the records of each anchor behind it."""
    entries: list[Entry] = []
    block = 0
    for entry in section.entries:
        block += bool(entry.anchor)
        entries.append(replace(entry, index=len(entries), block=block))
        for record in blocks.get(entry.anchor, ()):
            block += 1
            entries += record.entries(len(entries), block)
    return replace(section, entries=tuple(entries))


def without_read(section: Section, read: Mapping[str, FieldValue]) -> Section:
    """Return the section without the labels of fields that its tables gave a value: the same words elsewhere mean another."""
    if not any(read.get(e.field) and read[e.field].value is not None for e in section.entries):
        return section
    left = [e for e in section.entries if e.field not in read or read[e.field].value is None]
    return replace(section, entries=tuple(replace(e, index=n) for n, e in enumerate(left)))


def _block(table: Table, number: int) -> Block:
    fields = table.rows.format(n=number) + ".{column}"
    return Block(f"{table.id}.{number}", _headings(table, number), fields, table)


def _headings(table: Table, number: int) -> tuple[Pattern, ...]:
    return patterns(table.record.replace("#", str(number)))


def _heads(said: Collection[tuple[str, ...]], wordings: Sequence[Pattern]) -> bool:
    return any(words[: len(w)] == w for words in said for w in wordings)


def _lines(flow: Flow, span: Sequence[int]) -> set[int]:
    return {flow.tokens[i].line for i in span}


def stem(table: Table) -> str:
    """Return how the fields of a table of records begin."""
    return table.rows.partition("{n}")[0]
