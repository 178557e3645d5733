"""Labels of table rows on scans: what tells one row from the next may be a single sign, and must not be overread."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise, zip_longest
from typing import NamedTuple

from extractors.forms.stream.tokens import Token
from extractors.forms.wording.text import lookalike, near
from extractors.forms.wording.units import is_unit

Wording = tuple[str, ...]

_TELLING = re.compile(r"[\d<>]")
_SIGNS = re.compile(r"[<>]+")
_SAYS = re.compile(r"\w|^[-–—/=]+$")
#: Share of the sure rows that must stand in the form's order before the order may tell anything.
_IN_ORDER = 0.8
#: Share of all named rows, unsure ones too, that must do so.
_NAMED = 0.6
#: How far from its tick place a wording begins or ends (points).
_BESIDE = 30.0
#: Letters of a word that tells something.
_LONG = 5
#: Tick places of a first row and of a further one, how near these stand to their columns (points), and the share that must.
_FIRST, _TICKS, _COLUMN, _IN_COLUMN = 3, 2, 4.0, 0.8


def together(said: Wording) -> Wording:
    """Join the signs that OCR sets apart: ``I> >`` is ``I>>``, the second threshold."""
    joined: list[str] = []
    for piece in said:
        if joined and _SIGNS.fullmatch(piece) and _SIGNS.fullmatch(joined[-1]):
            joined[-1] += piece
        else:
            joined.append(piece)
    return tuple(joined)


def contradicts(said: Wording, name: str, lines: Mapping[str, Sequence[Wording]]) -> bool:
    """Tell whether a label shows a number or sign of another row of the table, and none of its own wordings has it.

    "Mass ima rrente 2a soglia (I>>)" holds ``I>``, the first threshold's wording, and is not the first threshold.
    """
    own = _signs(tuple(lines[name]))
    every = frozenset().union(*(_signs(tuple(wordings)) for wordings in lines.values()))
    return any(lookalike(piece) in every - own for piece in said if _TELLING.search(piece))


@cache
def _signs(wordings: tuple[Wording, ...]) -> frozenset[str]:
    """Return the pieces with a digit or sign, as they look; an S in a code is often read as 8."""
    pieces = {p for wording in wordings for p in wording if _TELLING.search(p)}
    return frozenset(lookalike(p) for p in pieces) | frozenset(lookalike(p.replace("s", "8")) for p in pieces)


def is_dirt(token: Token) -> bool:
    """Tell whether a scanned word is what OCR makes of a speck: no letter, no figure, and no stroke that means "none"."""
    return token.kind == "word" and token.source == "ocr" and not _SAYS.search(token.text)


def same_ticks(row: Sequence[Token], other: Sequence[Token]) -> bool:
    """Tell whether two scanned lines have their tick places in the same columns: both are rows, whatever their labels say."""
    here, there = ([t.box.x0 for t in tokens if t.kind == "mark" and t.source == "ocr"] for tokens in (row, other))
    same = sum(any(abs(x - y) <= _COLUMN for y in there) for x in here)
    return len(here) >= _TICKS and abs(len(here) - len(there)) <= 1 and same >= _IN_COLUMN * len(here)


def ticks_between(row: Sequence[Token], bands: Iterable[tuple[str, float, float]]) -> bool:
    """Tell whether a scanned line has its tick places in the columns: the first row, whatever its label says."""
    places = [t.box.centre[0] for t in row if t.kind == "mark" and t.source == "ocr"]
    return len(places) >= _FIRST and all(any(x0 <= x <= x1 for _, x0, x1 in bands) for x in places)


def stands_by(tick: Token, word: Token) -> bool:
    """Tell whether a word stands beside a scanned tick place: the first word of the next line is no wording of its last place."""
    apart = max(word.box.x0 - tick.box.x1, tick.box.x0 - word.box.x1)
    level = abs(word.box.centre[1] - tick.box.centre[1]) < max(tick.box.height, word.box.height)
    return tick.source != "ocr" or (level and apart < _BESIDE)


def same_column(tick: Token, known: Iterable[tuple[str, float]]) -> str:
    """Return the option whose places stand in the column of a scanned tick place, ``""`` where other rows do not tell."""
    names = {option for option, x0 in known if abs(x0 - tick.box.x0) <= _COLUMN}
    return names.pop() if len(names) == 1 and tick.source == "ocr" else ""


def heads_on(row: Sequence[Token], labels: Iterable[Wording]) -> bool:
    """Tell whether a scanned line is more of its table's head: words of columns' names and units, no figure."""
    words = [t for t in row if t.kind == "word" and any(c.isalnum() for c in t.text)]
    if not words or any(t.kind not in ("word", "blank") or t.source != "ocr" for t in row):
        return False
    known = {piece for wording in labels for piece in wording if len(piece) > 1}
    own = [all(any(near(p, k) for k in known) for p in t.norm) and not any(c.isdigit() for c in t.text) for t in words]
    return any(own) and all(
        mine or is_unit(t.text) or t.text[:1] in "([" or t.text[-1:] in ")]" for mine, t in zip(own, words, strict=True)
    )


class Told(NamedTuple):
    """Which row a label names (empty: none); ``sure`` when nothing of the label speaks for another row."""

    name: str
    fit: float = 0.0
    sure: bool = False


def told(said: Wording, lines: Mapping[str, Sequence[Wording]]) -> Told:
    """Return the row that a scanned label names best. Where only words that several rows share could be read, it is not sure."""
    best = Told("")
    for name, wordings in lines.items():
        if contradicts(said, name, lines):
            continue
        for wording in (v for w in wordings for v in _versions(w)):
            start = _found(said, wording)
            fit = len("".join(wording)) + 0.5 * (start == 0)
            if start >= 0 and fit > best.fit:
                rest = (*said[:start], *said[start + len(wording) :])
                shared = any(_shares(wording, others) for other, others in lines.items() if other != name)
                best = Told(name, fit, not (shared or _odd(rest, wordings)))
    return best


def _versions(wording: Wording) -> tuple[Wording, ...]:
    """Return a wording as it is, and as a scan shows it that lost the letter before a sign: ``(I>)`` is often ``(>)``."""
    lost = tuple(a for a, b in zip_longest(wording, wording[1:], fillvalue="") if not (len(a) == 1 and _SIGNS.match(b)))
    return (wording,) if lost == wording or len(lost) < 2 else (wording, lost)


def _found(said: Wording, wording: Wording) -> int:
    """Return where ``wording`` stands in a scanned label, -1 where it does not."""
    size = len(wording)
    places = range(len(said) - size + 1)
    return next((n for n in places if all(_alike(a, b) for a, b in zip(said[n : n + size], wording, strict=True))), -1)


def _alike(piece: str, word: str) -> bool:
    """Tell whether OCR may have read ``word`` as ``piece``; the S of a threshold (``S2``) is often read as 8."""
    return near(piece, word) or (word[:1] == "s" and word[1:].isdigit() and near(piece, "8" + word[1:]))


def _shares(wording: Wording, others: Sequence[Wording]) -> bool:
    """Tell whether another row's label begins with these words: then they do not tell the two apart."""
    return any(len(other) > len(wording) and other[: len(wording)] == wording for other in others)


def _odd(rest: Wording, wordings: Sequence[Wording]) -> bool:
    """Tell whether a number, a sign or a long word is left over that no wording of the row has."""
    own = _signs(tuple(wordings))
    words = {piece for wording in wordings for piece in wording}
    return any(
        lookalike(piece) not in own
        if _TELLING.search(piece)
        else len(piece) >= _LONG and not any(near(piece, w) for w in words)
        for piece in rest
    )


def placed(rows: Sequence[Told | None], lines: Sequence[str], loose: Container[str] = ()) -> list[Told]:
    """Return the rows with what their neighbours tell of those whose label could not be read.

    Between two sure rows as many labels of the form's ``lines`` as there are rows can only be those: an unsure label that
    fits is sure then, and an unread one is told, though unsure. A name told twice, or out of order, is unsure.
    ``loose`` lines may stand anywhere; None is a row without label.
    """
    order = [name for name in lines if name not in loose]
    own = _placed([t for t in rows if t is not None and t.name not in loose], order)
    own.reverse()
    return [Told("") if t is None else t if t.name in loose else own.pop() for t in rows]


def _placed(rows: Sequence[Told], order: Sequence[str]) -> list[Told]:
    twice = {name for name, count in Counter(t.name for t in rows if t.sure).items() if count > 1}
    sure = [n for n, t in enumerate(rows) if t.sure and t.name in order and t.name not in twice]
    anchors = _ascending(sure, [order.index(rows[n].name) for n in sure])
    named = [order.index(t.name) for t in rows if t.name in order]
    if len(anchors) < _IN_ORDER * len(sure) or len(_ascending(range(len(named)), named)) < _NAMED * len(named):
        # This form has an order of its own.
        again = {name for name, count in Counter(t.name for t in rows).items() if count > 1}
        return [t._replace(sure=t.sure and t.name not in again) for t in rows]
    found = [t if n in anchors else t._replace(sure=False) for n, t in enumerate(rows)]
    ends = [(-1, -1), *((n, order.index(rows[n].name)) for n in anchors), (len(rows), len(order))]
    for (above, upper), (below, lower) in pairwise(ends):
        between, names = range(above + 1, below), order[upper + 1 : lower]
        for n, name in zip(between, names, strict=False):
            if len(between) == len(names):
                found[n] = Told(name, rows[n].fit, rows[n].name == name)
        said = Counter(found[n].name for n in between)
        for n in between:
            if found[n].name not in names or said[found[n].name] > 1:
                found[n] = Told("")
    return found


def _ascending(rows: Sequence[int], places: Sequence[int]) -> list[int]:
    """Return the longest run of rows whose places ascend."""
    best: list[list[int]] = []
    for at, place in enumerate(places):
        before = max((b for b in best if places[rows.index(b[-1])] < place), key=len, default=[])
        best.append([*before, rows[at]])
    return max(best, key=len, default=[])
