"""Turned tables without upright rules: names of columns down the left, under a head that counts the records.

``Grandezza | Accumulo 1 | Accumulo 2`` over ``Costruttore | Zucchetti | SMA``: each line is a column of the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from domain.forms import FieldSpec
from domain.geometry import Box
from extractors.forms.stream.flow import RULE, Flow, word_gap
from extractors.forms.stream.tokens import Token
from extractors.forms.tables.column_names import Block, ColumnNames
from extractors.forms.tables.transposed import LEAST, SHARE, Turned
from extractors.forms.values.content import text_value
from extractors.forms.wording.describe import Table
from extractors.forms.wording.meanings import PLAIN, Lexicon
from extractors.forms.wording.units import is_unit

#: The head of a record: words and its number.
_COUNTED = re.compile(r"\D*(\d{1,2})")
#: Points by which what stands in a record begins before its head.
_BEFORE = 8.0
#: Heights of a line within which the next line of a table follows.
_NEXT = 3.0

Chunk = list[Token]


def read_turned_lines(
    flow: Flow, tokens: Sequence[int], tables: Iterable[Table], specs: Mapping[str, FieldSpec], lexicon: Lexicon = PLAIN
) -> Turned:
    """Return what such tables among ``tokens`` hold of the ``tables`` of records that no head was found for."""
    out = Turned()
    wanted = [ColumnNames(t, lexicon) for t in tables if t.rows]
    lines = sorted({flow.tokens[i].line for i in tokens if flow.tokens[i].cell < 0}) if wanted else []
    for line, following in pairwise([*lines, -1]):
        heads = counted_heads(_chunks(flow, line)) if following == line + 1 else {}
        if not heads:
            continue
        body = list(_body(flow, line, lines))
        offers = [(_named(rows, names), names) for names in wanted if (rows := [_chunks(flow, n) for n in body])]
        named, names = max(offers, key=lambda offer: len(offer[0]), default=({}, None))
        if names is None or len(named) < max(LEAST, SHARE * len(names.table.columns)):
            continue
        out.print.update(flow.lines[line])
        _read(out, names.table, heads, named, specs)
        wanted = [n for n in wanted if n is not names]
    out.used |= out.print
    return out


def _chunks(flow: Flow, line: int) -> list[Chunk]:
    """Return the texts of a line that stand apart; the rule that parts it from the next line is none."""
    found: list[Chunk] = []
    for token in (flow.tokens[i] for i in flow.lines[line]):
        if token.font == RULE:
            continue
        last = found[-1][-1] if found else None
        if last is not None and last.kind == token.kind and token.box.x0 - last.box.x1 < word_gap(token):
            found[-1].append(token)
        else:
            found.append([token])
    return found


def counted_heads(chunks: list[Chunk]) -> dict[int, float]:
    """Return where the records of a head begin, by their numbers from 1 on; empty for a line that is no such head."""
    said = [" ".join(t.text for t in chunk) for chunk in chunks[1:]]
    numbers = [m.group(1) for text in said if (m := _COUNTED.fullmatch(text))]
    if not numbers or len(numbers) < len(said) or [int(n) for n in numbers] != list(range(1, len(numbers) + 1)):
        return {}
    return {number: chunk[0].box.x0 for number, chunk in enumerate(chunks[1:], 1)}


def _body(flow: Flow, head: int, lines: Sequence[int]) -> Iterator[int]:
    """Yield the lines that follow a head, near each other, at its margin."""
    known = set(lines)
    last = flow.line_box(head)
    margin = _chunks(flow, head)[0][0].box.x0
    for line in range(head + 1, lines[-1] + 1):
        chunks = _chunks(flow, line)
        if not chunks:
            continue
        first = chunks[0][0]
        near = 0 < first.box.bottom - last.bottom < _NEXT * max(first.box.height, 6.0)
        if line not in known or not near or abs(first.box.x0 - margin) > _BEFORE:
            return
        last = flow.line_box(line)
        yield line


def _named(rows: Sequence[list[Chunk]], names: ColumnNames) -> dict[str, list[Chunk]]:
    """Return the rows that begin with the names of a table's columns; the best fit of all decides, each counts once."""
    fits: list[tuple[float, int, int]] = []
    for number, row in enumerate(rows):
        words = [t for t in row[0] if not is_unit(t.text)] or row[0]
        fits += [(fit, -number, column) for column, fit in names.fits(Block(words, 0.0, 0.0)).items()]
    found: dict[str, list[Chunk]] = {}
    for _, number, column in sorted(fits, reverse=True):
        field, row = names.table.columns[column].field, rows[-number]
        if field not in found and row not in found.values():
            found[field] = row
    return found


def _read(
    out: Turned, table: Table, heads: Mapping[int, float], named: Mapping[str, list[Chunk]],
    specs: Mapping[str, FieldSpec],
) -> None:  # fmt: skip
    """Give each text of a row to the record under whose head it begins."""
    edges = [*(x - _BEFORE for x in heads.values()), float("inf")]
    for column, row in named.items():
        out.print.update(t.index for t in row[0])
        label = row[0][-1]
        for number, left, right in zip(heads, edges, edges[1:], strict=False):
            spec = specs.get(f"{table.rows.format(n=number)}.{column}")
            if spec is None:
                continue
            held = [t for chunk in row[1:] if left <= chunk[0].box.x0 < right for t in chunk]
            out.used.update(t.index for t in held)
            box = Box(left, label.box.top, min(right, left + 60.0), label.box.bottom)
            out.fields[spec.id] = text_value(held, spec, label.page, box)
