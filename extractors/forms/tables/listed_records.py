"""Records of a table that are written as a list: ``a) dispositivo generale (DG): marca ____, tipo ____;``, ``1) marca ____``."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from extractors.forms.stream.flow import Flow
from extractors.forms.tables.records import Block, stem, with_blocks
from extractors.forms.wording.describe import Pattern, Section, Table
from extractors.forms.wording.text import NUMBERING

#: Pieces between the name of a record and its first label: the note ``(DG)``.
_BETWEEN = 2
#: Lines of a matrix that the list must have; labels of one record that must stand on its first line and the next.
_LINES, _LABELS = 2, 2


def with_listed(flow: Flow, section: Section, span: Sequence[int], read: Collection[str]) -> Section:
    """Return the section with labels for the records that stand in ``span`` as items of a list.

    ``read`` are the fields that were read from tables: what stands in a table is not looked for in lists.
    """
    anchored = {e.anchor for e in section.entries if e.anchor}
    tables = [t for t in section.tables if t.id in anchored and not any(name.startswith(_stem(t)) for name in read)]
    lines = sorted({flow.tokens[i].line for i in span if flow.tokens[i].cell < 0}) if tables else []
    listed = {t.id: (t, heads) for t in tables if (heads := _heads(flow, t, lines))}
    if not listed:
        return section
    blocks = {name: [_block(t, row, said) for row, said in heads.items()] for name, (t, heads) in listed.items()}
    return with_blocks(section, blocks)


def _stem(table: Table) -> str:
    return table.matrix.partition("{row}")[0] if table.matrix else stem(table)


def _heads(flow: Flow, table: Table, lines: Sequence[int]) -> dict[str, tuple[Pattern, ...]]:
    """Return the records that items of a list are, by row or number, and what heads them; empty where there is no list."""
    found: dict[str, tuple[Pattern, ...]] = {}
    for line in lines:
        first = flow.tokens[flow.lines[line][0]]
        said = _said(flow, line)
        if not said or not NUMBERING.match(first.text):
            continue
        if table.rows:
            number = str(len(found) + 1)
            if first.norm == (number,) and _labels_from(said, table) >= _LABELS:
                found[number] = (first.norm,)
            continue
        named = max(
            ((len(w), row, w) for row, ws in table.lines.items() for w in ws if said[: len(w)] == w), default=None
        )
        if named is not None and any(_begins(said[named[0] + n :], table) for n in range(_BETWEEN + 1)):
            found.setdefault(named[1], table.lines[named[1]])
    return found if table.rows or len(found) >= _LINES else {}


def _said(flow: Flow, line: int) -> tuple[str, ...]:
    """Return the pieces of an item of a list without what counts it."""
    tokens = [flow.tokens[i] for i in flow.lines[line][1:]]
    return tuple(p for t in tokens for p in t.norm)


def _begins(said: tuple[str, ...], table: Table) -> bool:
    return any(said[: len(w)] == w for column in table.columns for w in column.labels)


def _labels_from(said: tuple[str, ...], table: Table) -> int:
    """Return how many columns of a table an item names, 0 where it does not begin with one."""
    if not _begins(said, table):
        return 0
    return sum(
        any(said[at : at + len(w)] == w for at in range(len(said)) for w in column.labels if len("".join(w)) > 2)
        for column in table.columns
    )


def _block(table: Table, row: str, heads: tuple[Pattern, ...]) -> Block:
    fields = table.matrix.replace("{row}", row) if table.matrix else table.rows.format(n=row) + ".{column}"
    return Block(f"{table.id}.{row}", heads, fields, table)
