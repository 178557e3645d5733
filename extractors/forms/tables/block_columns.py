"""Blocks of labels that stand side by side as columns: the persons of a section at the head, their data down the left.

``| Utente Attivo | Cliente finale |`` over ``Cognome | ... | ...``: each head names a block of the section, each row
asks every block for the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from domain.forms import FieldSpec
from extractors.forms.stream.flow import Flow
from extractors.forms.tables.transposed import Turned, TurnedRow, grids, named_rows, words_in
from extractors.forms.tables.turned_heads import TurnedColumn, columns_of, held_in
from extractors.forms.values.content import text_value
from extractors.forms.wording.describe import Column, Entry, Section, Table
from extractors.forms.wording.meanings import PLAIN, Lexicon
from extractors.forms.wording.text import says

#: Rows that must ask for data of a block.
_LEAST = 4
#: Letters of a word that names a block by itself.
_SPEAKS = 8


def read_block_columns(
    flow: Flow, tokens: Sequence[int], section: Section, specs: Mapping[str, FieldSpec], lexicon: Lexicon = PLAIN
) -> Turned:
    """Return what the columns of such grids hold; a column whose head but resembles its block's name is doubtful."""
    out = Turned()
    blocks = {
        e.index: made for e in section.entries if e.anchor and len((made := _block(section, e)).columns) >= _LEAST
    }
    if len(blocks) < 2:
        return out
    for rows in grids(flow, tokens):
        named = max((named_rows(flow, rows, table, lexicon) for table in blocks.values()), key=len)
        if len(named) < _LEAST:
            continue
        heads = _heads(flow, columns_of(flow, named.values()), [section.entries[n] for n in blocks])
        if len(heads) < 2:
            continue
        for column, (entry, sure) in heads.items():
            _read(flow, named_rows(flow, rows, blocks[entry], lexicon), column, sure, specs, out)
        _take_rows(flow, rows, list(heads), out)
    return out


def _block(section: Section, anchor: Entry) -> Table:
    """Return a block as a table whose columns are its fields: those of its first one's kind, and of the annex itself."""
    entries = [e for e in section.entries if e.block == anchor.block and e.field and e.labels and not e.options]
    first = entries[0].field.rpartition(".")[0] if entries else ""
    own = [e for e in entries if first.startswith(e.field.rpartition(".")[0])]
    return Table(anchor.anchor, "", "", (), {}, tuple(Column(e.field, e.labels) for e in own), {}, {})


def _heads(
    flow: Flow, columns: Sequence[TurnedColumn], anchors: Sequence[Entry]
) -> dict[TurnedColumn, tuple[int, bool]]:
    """Return the block that each column's head names, by the number of its heading, and whether in its own words."""
    found: dict[TurnedColumn, tuple[int, bool]] = {}
    for column in columns:
        said = [p for n in column.over[:1] for t in words_in(flow, n) for p in t.norm]
        exact = [a.index for a in anchors if any(says(said, w) for w in a.labels)]
        near = [a.index for a in anchors if _speaking(a, anchors) & set(said)]
        chosen = exact or near
        if len(chosen) == 1:
            found[column] = chosen[0], bool(exact)
    twice = {entry for entry, count in Counter(entry for entry, _ in found.values()).items() if count > 1}
    return {column: named for column, named in found.items() if named[0] not in twice}


def _speaking(anchor: Entry, anchors: Sequence[Entry]) -> set[str]:
    """Return the long words that only this block is called by."""
    others = {p for a in anchors if a is not anchor for w in a.labels for p in w}
    return {p for w in anchor.labels for p in w if len(p) >= _SPEAKS and p not in others}


def _read(
    flow: Flow, named: Mapping[str, TurnedRow], column: TurnedColumn, sure: bool, specs: Mapping[str, FieldSpec], out: Turned
) -> None:  # fmt: skip
    """Read the cells of one block; rows of one name are told by nothing and doubtful."""
    said = Counter(_name(flow, row) for row in named.values())
    for name, row in named.items():
        cells, held = held_in(flow, row, column)
        spec = specs.get(name)
        if spec is None or len(cells) != 1:
            continue
        out.fields[name] = text_value(
            [t for t in held if t.kind != "mark"], spec, flow.cell_page[cells[0]], flow.cells[cells[0]].box
        )
        if not sure or said[_name(flow, row)] > 1:
            out.doubtful.add(name)


def _name(flow: Flow, row: TurnedRow) -> tuple[str, ...]:
    return tuple(p for t in words_in(flow, row.name) for p in t.norm)


def _take_rows(flow: Flow, rows: Sequence[TurnedRow], columns: Sequence[TurnedColumn], out: Turned) -> None:
    """Use up the grid's rows that have cells in the columns; what stands in none of these is print."""
    for row in rows:
        values = {n for column in columns for n in held_in(flow, row, column)[0]}
        if not values:
            continue
        for cell in (row.name, *row.rest):
            members = flow.in_cell.get(cell, ())
            out.used.update(members)
            if cell not in values or any(cell in column.over for column in columns):
                out.print.update(members)
