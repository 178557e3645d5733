"""Which words belong to which tick place: those behind it or those before it, as the line has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from extractors.forms.labels.beside_cells import option_beside
from extractors.forms.labels.column_heads import head_over
from extractors.forms.labels.trailing_ticks import trailing_ticks
from extractors.forms.stream.flow import Flow
from extractors.forms.stream.tokens import alike
from extractors.forms.wording.describe import Section
from extractors.forms.wording.text import NUMBERING, patterns

#: Wordings of the short options that belong to whatever question stands before them.
SHORT_OPTIONS = (
    ("SI", patterns("si|s i")),
    ("NO", patterns("no")),
    ("NP", patterns("np|n p|non previsto|non prevista|n a")),
)
#: Their wordings alone.
OPTIONS = frozenset(w for _, wordings in SHORT_OPTIONS for w in wordings)


def option_marks(flow: Flow, span: Sequence[int], section: Section | None) -> dict[int, list[int]]:
    """Return for each tick place of ``span`` the tokens of its own text, on the side where this line has it."""
    wordings = [w for _, ws in SHORT_OPTIONS for w in ws]
    if section is not None:
        wordings += [w for e in section.entries for _, ws in e.options for w in ws]
    starts = {w[0] for w in wordings}
    lines: dict[int, list[int]] = defaultdict(list)
    for index in span:
        if flow.tokens[index].kind == "mark":
            lines[flow.tokens[index].line].append(index)
    found = {}
    for line, marks in lines.items():
        members = flow.lines[line]
        left = {m: _before(flow, members, m) for m in marks}
        fits = {m for m in marks if fits_left(said_by(flow, left[m]), wordings)}
        right = {m: _after(flow, members, m, wrap=m not in fits) for m in marks}
        rights = sum(1 for m in marks if right[m] and _head(flow, right[m][0]) in starts)
        lefts = len(fits)
        closes = lefts == rights and members[-1] == marks[-1] and all(left.values())
        found.update(left if lefts > rights or closes else right)
    found.update(trailing_ticks(flow, lines))
    for mark in [m for m, text in found.items() if not text]:
        beside = option_beside(flow, mark, wordings)
        # The row's own SI and NO go before what stands over the column.
        own = beside if said_by(flow, beside) in OPTIONS else []
        found[mark] = own or head_over(flow, mark, OPTIONS) or beside
    return found


def _after(flow: Flow, members: list[int], mark: int, *, wrap: bool) -> list[int]:
    """Return the words right of a mark up to the next mark or blank; text in the same cell or paragraph goes on, to its end."""
    text: list[int] = []
    for index in members[members.index(mark) + 1 :]:
        if flow.tokens[index].kind != "word":
            return text
        text.append(index)
    line = flow.tokens[mark].line
    if (
        (text or wrap)
        and not (text and _ends(flow, text[-1]))
        and line + 1 < len(flow.lines)
        and flow.line_cell[line + 1] == flow.line_cell[line]
        and flow.tokens[flow.lines[line + 1][0]].page == flow.tokens[mark].page
        and (text or not _has_own_mark(flow, line + 1))
        and not (text and _other_type(flow, text[-1], flow.lines[line + 1][0]))
        and not (text and mark == members[0] and _anew_left_of(flow, mark, flow.lines[line + 1][0]))
    ):
        for index in flow.lines[line + 1]:
            if flow.tokens[index].kind != "word":
                break
            text.append(index)
    return text


def _other_type(flow: Flow, last: int, following: int) -> bool:
    """Tell whether a word begins a line in another type than the printed text over it: a heading, a value."""
    word, before = flow.tokens[following], flow.tokens[last]
    return word.kind == "word" and bool(word.font and before.font) and not alike(word, before)


def _anew_left_of(flow: Flow, mark: int, following: int) -> bool:
    """Tell whether a line begins anew left of the tick place at the head of the line over it: what follows a list of answers."""
    word, place = flow.tokens[following], flow.tokens[mark]
    return word.kind == "word" and word.text[:1].isupper() and word.box.x0 < place.box.x0 - 3


def _has_own_mark(flow: Flow, line: int) -> bool:
    """Tell whether words and their tick place behind them are a line: these are no words of the place over them."""
    first, last = (flow.tokens[flow.lines[line][n]] for n in (0, -1))
    return first.kind == "word" and last.kind == "mark"


def _ends(flow: Flow, last: int) -> bool:
    """Tell whether a text ends with its line: before a colon, a semicolon, or a full stop and a line that begins anew."""
    token, after = flow.tokens[last], flow.tokens[last + 1 : last + 2]
    anew = bool(after) and (after[0].kind != "word" or after[0].text[:1].isupper() or not any(after[0].norm))
    return token.text.endswith((":", ";")) or (token.text.endswith(".") and anew)


def _before(flow: Flow, members: list[int], mark: int) -> list[int]:
    text: list[int] = []
    for index in reversed(members[: members.index(mark)]):
        if flow.tokens[index].kind != "word":
            break
        text.insert(0, index)
    return text


def _head(flow: Flow, index: int) -> str:
    norm = flow.tokens[index].norm
    return norm[0] if norm else ""


def said_by(flow: Flow, text: list[int]) -> tuple[str, ...]:
    """Return the comparable pieces of some tokens."""
    return tuple(p for i in text for p in flow.tokens[i].norm)


def openings(flow: Flow, marks: Mapping[int, list[int]], wordings: Sequence[tuple[str, ...]]) -> set[int]:
    """Return the first words of the texts of tick places, also where a list's letter stands before: ``a) requisiti``."""
    found: set[int] = set()
    for mark, text in marks.items():
        if text and (text[0] > mark or begins(said_by(flow, text), wordings)):
            counted = bool(NUMBERING.match(flow.tokens[text[0]].text))
            found.update(text[: 1 + counted])
    return found


def begins(said: tuple[str, ...], wordings: Sequence[tuple[str, ...]]) -> bool:
    """Tell whether the words begin with one of the wordings."""
    return any(said[: len(w)] == w for w in wordings)


def fits_left(said: tuple[str, ...], wordings: Sequence[tuple[str, ...]]) -> tuple[str, ...] | None:
    """Return the wording that the words before a mark end with, or begin with (more may follow it)."""
    return next(
        (w for w in wordings if said[-len(w) :] == w or ((len(w) > 1 or len(w[0]) > 5) and said[: len(w)] == w)), None
    )


def reach(flow: Flow, text: list[int], count: int) -> int:
    """Return the token number behind the first ``count`` pieces of ``text``."""
    for index in text:
        count -= len(flow.tokens[index].norm)
        if count <= 0:
            return index + 1
    return text[-1] + 1


def reach_back(flow: Flow, text: list[int], count: int) -> int:
    """Return the token number at which the last ``count`` pieces of ``text`` begin."""
    for index in reversed(text):
        count -= len(flow.tokens[index].norm)
        if count <= 0:
            return index
    return text[0]
