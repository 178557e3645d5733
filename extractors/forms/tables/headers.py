"""Heads of tables in the stream, ruled or not: which columns they name and where these stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from extractors.forms.stream.flow import Flow, word_gap
from extractors.forms.stream.tokens import Token
from extractors.forms.tables.answer_heads import Answer, joined_answers
from extractors.forms.tables.column_names import MEANT, Block, ColumnNames, fit_of
from extractors.forms.tables.head_rows import answers_under, said_in, two_levels
from extractors.forms.wording.describe import Table
from extractors.forms.wording.meanings import PLAIN, Lexicon
from extractors.forms.wording.text import means, patterns, shortened

#: Columns of a head from which on it may be one part of a wide table: it names nothing else and counts its rows.
_PART = 4
#: What may head the column that counts the rows, but for a lone letter.
_COUNTS = patterns("unita|riga|num|nr|numero|pos|posizione|progr|progressivo|n {progr,progressivo,ord,ordine}")
#: What a lone letter over a column is worth, which may but count the rows.
_LONE = 0.6


@dataclass
class Head:
    """A head found: ``bands`` give each column's name and its ``(x0, x1)``; ``blocks`` also the unnamed ones (name empty), ``cuts`` where columns surely end; ``guessed`` are columns of a scan named by their neighbours alone; ``titled``: the words over it name the table; ``shared``: each row says whose record it is; ``answers`` stand in it over their columns."""

    page: int
    first: int
    last: int
    bands: list[tuple[str, float, float]]
    label_end: float
    score: float
    cells: int = 0
    font: str = ""
    body_font: str = ""
    blocks: list[tuple[str, float, float]] = field(default_factory=list)
    cuts: list[float] = field(default_factory=list)
    guessed: frozenset[str] = frozenset()
    lone: frozenset[str] = frozenset()
    titled: bool = False
    shared: bool = False
    answers: list[Answer] = field(default_factory=list)


def find_heads(flow: Flow, table: Table, lines: Sequence[int], lexicon: Lexicon = PLAIN) -> list[Head]:
    """Return the heads of ``table`` among ``lines`` (numbers of the stream's lines, in order)."""
    names = ColumnNames(table, lexicon)
    return _ruled(flow, names, lines) + _unruled(flow, names, lines)


def _ruled(flow: Flow, names: ColumnNames, lines: Sequence[int]) -> list[Head]:
    rows: dict[int, list[int]] = defaultdict(list)
    for line in lines:
        if flow.line_cell[line] >= 0:
            rows[flow.tokens[flow.lines[line][0]].row].append(line)
    found = []
    every = list(rows.values())
    for number, members in enumerate(every):
        cells = said_in(flow, members)
        if len(cells) < 3:
            continue
        offers = [(cells, members, min(cells))]
        if number + 1 < len(every):
            under = said_in(flow, every[number + 1])
            parted = two_levels(flow, cells, under)
            offers += [(parted, [*members, *every[number + 1]], min(under))] if parted else []
        for said, taken, cell in offers:
            if len(names.may_be_named(t for tokens in said.values() for t in tokens)) < min(names.need, _PART):
                continue
            blocks = [Block(tokens, flow.cells[c].box.x0, flow.cells[c].box.x1) for c, tokens in said.items()]
            head = _judged(flow, names, blocks, taken[0], taken[-1])
            if head is not None:
                head.cells = cell
                head.answers += answers_under(flow, every[number + 1]) if said is not cells else []
                found.append(head)
    return found


def _unruled(flow: Flow, names: ColumnNames, lines: Sequence[int]) -> list[Head]:
    """Return the heads among page-level lines: of all stacks of up to six lines the best that do not overlap."""
    free = [line for line in lines if flow.line_cell[line] < 0]
    offers: list[Head] = []

    @cache
    def columns(line: int) -> set[int]:
        return names.may_be_named(flow.tokens[i] for i in flow.lines[line])

    for start, line in enumerate(free):
        if not _may_begin(flow, line, names):
            continue
        tokens: list[Token] = []
        may: set[int] = set()
        page = flow.tokens[flow.lines[line][0]].page
        for other in free[start : start + 6]:
            members = [flow.tokens[i] for i in flow.lines[other]]
            fresh = [t for t in members if t.kind == "word"]
            if not fresh or fresh[0].page != page or any(t.kind in ("mark", "widget") for t in members):
                break
            if tokens and fresh[0].box.top - max(t.box.bottom for t in tokens) > 1.2 * fresh[0].box.height:
                break
            tokens = tokens + fresh
            may |= columns(other)
            if len(may) < min(names.need, _PART):
                continue
            head = _judged(flow, names, _stacked(tokens), line, other)
            if head is not None and head.score >= 0.55:
                offers.append(head)
    found: list[Head] = []
    for head in sorted(offers, key=lambda h: (-round(h.score, 2), _mixed(flow, h), h.first - h.last, h.first)):
        if all(head.last < other.first or head.first > other.last for other in found):
            found.append(head)
    return found


def _mixed(flow: Flow, head: Head) -> bool:
    """Tell whether the last line of a head is in another type than its first: a first record rather."""
    first, last = (_first_word(flow, line) for line in (head.first, head.last))
    return bool(first.font) and first.font != last.font


def _first_word(flow: Flow, line: int) -> Token:
    """Return the first word of a head's line; a rule may stand before it."""
    return next(t for i in flow.lines[line] if (t := flow.tokens[i]).kind == "word")


def _may_begin(flow: Flow, line: int, names: ColumnNames) -> bool:
    """Tell whether a line holds the beginning of a column's name (OCR may have misread it: any line may)."""
    tokens = [flow.tokens[i] for i in flow.lines[line]]
    return any(
        t.source == "ocr" or any(p in names.by_first for p in t.norm) or (t.text[-1:] == "." and any(shortened(t.text)))
        for t in tokens
    )


def _stacked(tokens: list[Token]) -> list[Block]:
    """Join the words of a head that stand above each other or side by side with a word's gap."""
    blocks: list[Block] = []
    for token in sorted(tokens, key=lambda t: t.box.x0):
        gap = word_gap(token, 0.45)
        home = next((b for b in reversed(blocks) if token.box.x0 < b.x1 + gap), None)
        if home is None:
            blocks.append(Block([token], token.box.x0, token.box.x1))
        else:
            home.tokens.append(token)
            home.x1 = max(home.x1, token.box.x1)
    for block in blocks:
        block.tokens.sort(key=lambda t: (t.line, t.box.x0))
    return blocks


def _judged(flow: Flow, names: ColumnNames, blocks: list[Block], first: int, last: int) -> Head | None:
    """Return the head when at least half of the columns (two at least) are named by the blocks."""
    table = names.table
    ruled = flow.line_cell[first] >= 0
    blocks = sorted(blocks, key=lambda b: b.x0)
    if not ruled:
        blocks = [part for b in blocks for part in _parted(b, names)]
    blocks, answers = joined_answers(blocks)
    if not names.need <= len(blocks) <= 2 * len(table.columns) + 3:
        return None
    pairs = [
        (fit if len("".join(block.said)) > 1 else _LONE * fit, table.columns[column].field, number)
        for number, block in enumerate(blocks)
        for column, fit in names.fits(block).items()
    ]
    pairs = _without_row_head(pairs, blocks, table)
    named: dict[int, str] = {}
    order = {c.field: n for n, c in enumerate(table.columns)}
    total, listed = 0.0, 0
    # A lone letter that heads a column, as n, gives way to a name that says more.
    for fit, name, number in sorted(
        pairs, key=lambda p: (-p[0], len("".join(blocks[p[2]].said)) < 2, abs(order[p[1]] - p[2]))
    ):
        if number not in named and name not in named.values():
            named[number] = name
            total += fit
            listed += fit > MEANT
    if (
        (len(named) < names.need and not _is_part(blocks, named))
        or 2 * listed < min(names.need, len(named))
        or (table.key and table.key.isdisjoint(named.values()))
    ):
        return None
    score = total / (len(table.columns) if len(named) >= names.need else len(named))
    guessed = _between(named, blocks, list(order))
    named |= guessed
    label_end = min(blocks[n].x0 for n in named)
    if table.head:
        labels = [b for n, b in enumerate(blocks) if n not in named and b.x0 < label_end]
        fit = max(
            (fit_of(b.said, w, True, b.short) * (1 + 0.1 * len(w)) for b in labels for w in table.head), default=0.0
        )
        score += 0.3 * fit
    bands = _bands(blocks, named, ruled=ruled)
    below = [flow.tokens[i] for i in flow.lines[last + 1]] if last + 1 < len(flow.lines) else []
    body = next((t.font for t in below if t.kind == "word"), "")
    page, font = flow.tokens[flow.lines[first][0]].page, blocks[0].tokens[0].font
    every = [(named.get(n, ""), b.x0, b.x1) for n, b in enumerate(blocks)]
    lone = frozenset(name for n, name in named.items() if len("".join(blocks[n].said)) < 2)
    guesses = frozenset(guessed.values())
    return Head(
        page, first, last, bands, label_end, score, 0, font, body, every, guessed=guesses, lone=lone, answers=answers
    )


def _without_row_head(
    pairs: list[tuple[float, str, int]], blocks: list[Block], table: Table
) -> list[tuple[float, str, int]]:
    """Leave out the first head as a column's name where it heads the rows' names and another one names that column.

    ``Soglia`` over the thresholds' names beside ``Valore`` is none of the columns; alone it may be the value's.
    """
    if not blocks or blocks[0].bare not in table.head:
        return pairs
    others = {name for _, name, number in pairs if number}
    return [pair for pair in pairs if pair[2] or pair[1] not in others]


def _is_part(blocks: list[Block], named: dict[int, str]) -> bool:
    """Tell whether a head is one part of a wide table: it begins with a column that counts and names nothing else."""
    letters = [n for n, b in enumerate(blocks) if len("".join(b.said)) < 2 or b.bare in _COUNTS]
    return letters[:1] == [0] and len(named) >= _PART and set(named) | set(letters) == set(range(len(blocks)))


def _between(named: dict[int, str], blocks: list[Block], order: list[str]) -> dict[int, str]:
    """Return names for scanned blocks that could not be read: between two known columns as many are left as blocks."""
    found: dict[int, str] = {}
    if not any(t.source == "ocr" for b in blocks for t in b.tokens):
        return found
    ends = [*sorted(named), len(blocks)] if named.get(max(named)) != order[-1] else sorted(named)
    for left, right in pairwise(ends):
        until = order.index(named[right]) if right in named else len(order)
        names = order[order.index(named[left]) + 1 : until]
        if len(names) == right - left - 1 and not set(names) & set(named.values()):
            found |= dict(zip(range(left + 1, right), names, strict=True))
    return found


def _parted(block: Block, names: ColumnNames) -> list[Block]:
    """Part a block that names two columns, whose heads stand so close that they look like one text."""
    said, short = block.said, block.short
    if len(block.tokens) < 2 or len({t.line for t in block.tokens}) != 1 or said in names.wordings:
        return [block]
    if not any(len(w) < len(said) and means(said[0], short[0], w[0]) for _, w in names.begun(block)):
        return [block]
    for cut in range(1, len(block.tokens)):
        left, right = block.tokens[:cut], block.tokens[cut:]
        parts = [Block(left, block.x0, left[-1].box.x1), Block(right, right[0].box.x0, block.x1)]
        one, other = ({n for n, w in names.begun(p) if fit_of(p.said, w, False, p.short) == 1.0} for p in parts)
        if one and other and one != other:
            return parts
    return [block]


def _bands(blocks: list[Block], named: dict[int, str], ruled: bool) -> list[tuple[str, float, float]]:
    if ruled:
        return [(named[n], b.x0, b.x1) for n, b in enumerate(blocks) if n in named]
    bands = []
    for n, block in enumerate(blocks):
        if n in named:
            left = (blocks[n - 1].x1 + block.x0) / 2 if n else block.x0 - 30
            right = (block.x1 + blocks[n + 1].x0) / 2 if n + 1 < len(blocks) else block.x1 + 60
            bands.append((named[n], left, right))
    return bands
