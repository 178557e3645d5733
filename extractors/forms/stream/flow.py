"""A document as one stream of tokens in reading order, each knowing its line, cell and row."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from domain.geometry import Box
from domain.pages import Line, Page, Word
from extractors.forms.stream.boxed_cells import with_boxed_cells
from extractors.forms.stream.combs import with_combs
from extractors.forms.stream.entry_boxes import with_entry_boxes
from extractors.forms.stream.grid import Cell, find_cells
from extractors.forms.stream.level import levelled
from extractors.forms.stream.lone_ticks import cell_at, cell_bands, lone_ticks
from extractors.forms.stream.marks import find_marks, part_brackets
from extractors.forms.stream.page_signs import FOOT, HEAD, without_page_signs
from extractors.forms.stream.shaded_rows import with_shaded_rows
from extractors.forms.stream.snapped import with_snapped_rules
from extractors.forms.stream.tokens import Token
from extractors.forms.stream.told_ticks import told_brackets
from extractors.forms.stream.twin_columns import parted
from extractors.forms.stream.underlines import without_underlines
from extractors.forms.wording.text import pieces

_BLANK = re.compile(r"^(_+|[.…·]{4,}|…+)$")
_BLANKS = frozenset("_.…·")
_GLUED = re.compile(r"^([^\W\d_][\w./’'()-]*:)(\S+)$")


_DIGITS = re.compile(r"\d+")

#: Heights of a line that part two texts at the head of a page.
_TEXTS = 2.5
#: ``font`` of a blank that is a drawn line and not underscores.
RULE = "rule"
#: ``font`` of a blank that is a row of boxes, one for each letter.
COMB = "comb"
#: ``font`` of a blank that is a box behind its label.
ENTRY = "entry"
#: ``font`` of a blank that is a row of dots.
DOTS = "dots"


@dataclass
class Flow:
    """The tokens of a document with its cells; ``lines[i]`` holds the token numbers of line ``i``."""

    tokens: list[Token] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    cell_page: list[int] = field(default_factory=list)
    lines: list[list[int]] = field(default_factory=list)
    line_cell: list[int] = field(default_factory=list)
    rows: list[list[int]] = field(default_factory=list)
    in_cell: dict[int, list[int]] = field(default_factory=dict)
    page_cells: dict[int, range] = field(default_factory=dict)

    def line_box(self, line: int) -> Box:
        """Return the box around a line."""
        boxes = [self.tokens[i].box for i in self.lines[line]]
        return Box(
            min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes)
        )


def build_flow(pages: Sequence[Page]) -> Flow:
    """Return the stream of all pages; heads and feet that repeat on most pages are left out."""
    flow = Flow()
    pages = without_page_signs(pages)
    furniture = _furniture(pages)
    for page in pages:
        _add_page(flow, page, furniture)
    for index, token in enumerate(flow.tokens):
        token.index = index
        if token.cell >= 0:
            flow.in_cell.setdefault(token.cell, []).append(index)
    return flow


def page_tokens(page: Page) -> tuple[list[Token], list[Cell]]:
    """Return the unordered tokens of one page and its cells."""
    page = with_shaded_rows(with_boxed_cells(with_snapped_rules(page)))
    page, entries = with_entry_boxes(page)
    cells, free = find_cells(page.lines, page.width * page.height)
    page, cells, combs = with_combs(page, cells)
    cells, blanks = entries.among(cells, combs, page.words)
    page = replace(page, words=levelled(part_brackets(page.words)))
    marks, taken = find_marks(page)
    lone = lone_ticks(page, cells, marks, taken)
    elsewhere = [m for m in lone if m.ticked] + [m for m in marks if m.source == "acroform"]
    told = told_brackets(page, cells, elsewhere)
    taken -= {id(w) for w in told}
    marks = [m for m in marks if not any(m.box == w.box for w in told)] + lone
    tokens = [t for w in page.words if id(w) not in taken for t in _word_tokens(w, page.number)]
    tokens += [Token("mark", "", m.box, page.number, source=m.source, confidence=m.confidence, mark=m) for m in marks]
    for widget in page.widgets:
        if widget.kind in ("text", "choice"):
            text = (widget.value or "").strip() or (widget.appearance or "")
            tokens.append(Token("widget", text, widget.box, page.number, source="acroform", widget=widget))
    tokens += [Token("blank", "", box, page.number, font=COMB) for box in combs]
    tokens += [Token("blank", "", box, page.number, font=ENTRY) for box in blanks]
    tokens += without_underlines(page_rules(page, free), tokens)
    return tokens, cells


def page_rules(page: Page, lines: Iterable[Line]) -> list[Token]:
    """Return the blanks to write on that the level lines of a page are."""
    return [
        Token("blank", "", Box(b.x0, b.top - 9, b.x1, b.top + 1), page.number, source=page.source, font=RULE)
        for line in lines
        if line.kind == "h" and line.source == "text" and 14 < (b := line.box).width < 0.9 * page.width
    ]


def _word_tokens(word: Word, page: int) -> list[Token]:
    text = word.text
    if text[:1] in _BLANKS and _BLANK.match(text):
        font = "" if "_" in text else DOTS
        return [Token("blank", "", word.box, page, confidence=word.confidence, source=word.source, font=font)]
    glued = _GLUED.match(text) if ":" in text[:-1] and "//" not in text else None
    if glued:
        cut = word.box.x0 + word.box.width * glued.end(1) / len(text)
        left, right = (
            Box(word.box.x0, word.box.top, cut, word.box.bottom),
            Box(cut, word.box.top, word.box.x1, word.box.bottom),
        )
        parts = [(glued.group(1), left), (glued.group(2), right)]
    else:
        parts = [(text, word.box)]
    return [
        Token("word", part, box, page, pieces(part), word.source, word.confidence, word.font, word.size)
        for part, box in parts
    ]


def _furniture(pages: Sequence[Page]) -> set[tuple[str, int, int]]:
    """Return ``(text without digits, height)`` of words at one place on most pages (page heads and feet)."""
    if len(pages) < 4:
        return set()
    seen: Counter[tuple[str, int, int]] = Counter()
    for page in pages:
        edge: list[Word | Token] = [w for w in page.words if w.box.top < HEAD or w.box.bottom > page.height - FOOT]
        edge += [t for t in page_rules(page, page.lines) if t.box.top < 61 or t.box.bottom > page.height - FOOT]
        seen.update({_place(w) for w in edge} | {_foot(w) for w in edge if w.box.bottom > page.height - FOOT})
    return {place for place, count in seen.items() if count > 0.6 * len(pages)}


def _place(item: Word | Token) -> tuple[str, int, int]:
    return _DIGITS.sub("#", item.text), round(item.box.top / 4), round(item.box.x0 / 4)


def _foot(item: Word | Token) -> tuple[str, int, int]:
    """Return the place of a word in a page's foot, which moves sideways with the page's number where it is centred."""
    return _DIGITS.sub("#", item.text), round(item.box.top / 4), -1


def _without_furniture(tokens: list[Token], furniture: set[tuple[str, int, int]], foot: float) -> list[Token]:
    """Leave out repeated words, unless they lead a text that is this page's own: ``Allegato`` before ``III Recapiti``."""
    levels = {level for _, level, _ in furniture}
    repeated = {
        id(t)
        for t in tokens
        if round(t.box.top / 4) in levels
        and t.kind in ("word", "blank")
        and (_place(t) in furniture or (t.box.bottom > foot and _foot(t) in furniture))
    }
    if not repeated:
        return tokens
    words = sorted(((t.box.x0, t.box.centre[1], t) for t in tokens if t.kind == "word"), key=lambda w: w[0])
    level: dict[float, list[Token]] = {}
    kept = []
    for token in tokens:
        if id(token) in repeated:
            height = token.box.centre[1]
            if height not in level:
                level[height] = [t for _, other, t in words if abs(other - height) < 3]
            text = [id(t) in repeated for t in _text_of(token, level[height])]
            if token.kind != "word" or sum(text) > 0.5 * len(text):
                continue
        kept.append(token)
    return kept


def _text_of(token: Token, level: Sequence[Token]) -> Sequence[Token]:
    """Return the words that stand in one text with a token, of those ``level`` with it from the left to the right.

    What stands level in another cell of a page's head is another text.
    """
    parted = [n for n, (a, b) in enumerate(pairwise(level), 1) if b.box.x0 - a.box.x1 > _TEXTS * max(b.box.height, 6.0)]
    runs = [level[a:b] for a, b in pairwise([0, *parted, len(level)])]
    return next((run for run in runs if any(t is token for t in run)), level)


def _add_page(flow: Flow, page: Page, furniture: set[tuple[str, int, int]]) -> None:
    tokens, cells = page_tokens(page)
    if furniture:
        tokens = _without_furniture(tokens, furniture, page.height - FOOT)
    base = len(flow.cells)
    flow.cells.extend(cells)
    flow.cell_page.extend([page.number] * len(cells))
    flow.page_cells[page.number] = range(base, base + len(cells))
    regions: dict[int, list[Token]] = defaultdict(list)
    bands = cell_bands(cells, base)
    for token in tokens:
        token.cell = cell_at(*token.box.centre, bands)
        regions[token.cell].append(token)
    placed: list[tuple[tuple[float, float, float], list[Token]]] = []
    for cell, members in regions.items():
        frame = cells[cell - base].box if cell >= 0 else None
        for line, after in parted(cluster(members)) if frame is None else ((c, None) for c in cluster(members)):
            top = min(t.box.top for t in line) if frame is None else frame.top
            left = 0.0 if frame is None else frame.x0
            key = (top, left, min(t.box.centre[1] for t in line))
            placed.append((key if after is None else (after, 1.0, key[2]), line))
    placed.sort(key=lambda item: _order(item[0]))
    _number(flow, placed, cells, base)


def _order(key: tuple[float, float, float]) -> tuple[float, float, float]:
    return (round(key[0] / 2), key[1], key[2])


def _number(
    flow: Flow, placed: list[tuple[tuple[float, float, float], list[Token]]], cells: list[Cell], base: int
) -> None:
    """Give the lines of a page their places in the stream and their rows."""
    rows: dict[tuple[int, int], int] = {}
    for _, line in placed:
        number = len(flow.lines)
        cell = line[0].cell
        key = (cells[cell - base].table, cells[cell - base].row) if cell >= 0 else (-1, number)
        row = rows.get(key, -1)
        if row < 0:
            row = rows[key] = len(flow.rows)
            flow.rows.append([])
        start = len(flow.tokens)
        for token in line:
            token.line, token.row = number, row
        flow.tokens.extend(line)
        flow.lines.append(list(range(start, start + len(line))))
        flow.line_cell.append(cell)
        flow.rows[row].extend(range(start, start + len(line)))


def cluster(tokens: list[Token]) -> list[list[Token]]:
    """Return the lines of a region, top to bottom, each from left to right."""
    lines: list[tuple[float, float, list[Token]]] = []
    for middle, _, number in sorted((_middle(t), t.box.x0, number) for number, t in enumerate(tokens)):
        token = tokens[number]
        high = min(token.box.height, 14.0)
        for at, height, members in reversed(lines[-6:]):
            if abs(at - middle) <= 0.5 * max(4.0, min(high, height)):
                members.append(token)
                break
        else:
            lines.append((middle, high, [token]))
    return [sorted(members, key=lambda t: (t.box.x0, t.box.x1)) for _, _, members in lines]


_MONO = ("courier", "mono", "consol", "typewriter", "fixed")


def word_gap(token: Token, share: float = 0.55) -> float:
    """Return the most room before the next word of one text: typewriter faces have wide spaces."""
    _, top, _, bottom = token.box
    return (max(share, 0.8) if _is_mono(token.font) else share) * max(bottom - top, 5.0)


@cache
def _is_mono(font: str) -> bool:
    low = font.lower()
    return any(part in low for part in _MONO)


def _middle(token: Token) -> float:
    """Return the height at which a token stands in its line; a tall text field counts by its first line."""
    if token.kind == "widget" and token.box.height > 30:
        return token.box.top + 8
    return token.box.centre[1]
