"""Tick places whose wording stands against them: told from a word's first letter by the column or row they stand in.

Forms print ``SI NO N.P.`` in small type right behind the boxes of a table, nearer than letters of a word stand. The shape alone
would take a capital O for a ring. Places come in columns and rows, though, and hang below the foot of their wording.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from extractors.ocr.outlines import outline
from extractors.ocr.place import Place, overlap
from extractors.ocr.sheet import Sheet

#: Places that must stand in a column or row with a doubtful one, and the slack of their edges (share of their size).
FELLOWS, SLACK = 2, 0.15
#: Share of the size within which the feet of a place and of the letter behind it are level, as within one word, and the
#: least height of that letter: small letters are 0.65 to 0.75 of capitals, a wording in smaller type is less.
LEVEL, LETTER = 0.06, 0.62
#: How far the arms of a cross reach beyond its place (share of the size), and the most ink around a place else.
ARMS, RIM = 0.25, 0.33

#: Width, height and roundness of the places of one kind on a page.
Family = tuple[int, int, bool]


class Candidate(NamedTuple):
    """A place that has the shape of its family, in component ``number``."""

    place: Place
    number: int


def in_line(sheet: Sheet, crowded: Iterable[Candidate], places: Sequence[Place]) -> list[Place]:
    """Return the candidates that stand in a column or row of ``places``, or of such as were found so themselves."""
    found: list[Place] = []
    left = [c for c in crowded if may_be_place(sheet, c.place, c.number)]
    while True:
        known = (*places, *found)
        fresh = [c.place for c in left if fellows(c.place, known) >= FELLOWS]
        fresh = [place for place in fresh if not any(overlap(place, other) for other in known)]
        if not fresh:
            return found
        found += _apart(fresh)
        left = [c for c in left if c.place not in found]


def _apart(places: list[Place]) -> list[Place]:
    kept: list[Place] = []
    for place in places:
        if not any(overlap(place, other) for other in kept):
            kept.append(place)
    return kept


def fellows(place: Place, known: Iterable[Place]) -> int:
    """Count the places of the same kind and size in the column or row of ``place``."""
    slack = max(2.0, SLACK * place.size)
    return sum(
        other.round_ is place.round_
        and abs(other.size - place.size) <= slack
        and min(abs(other.x0 - place.x0), abs(other.top - place.top)) <= slack
        for other in known
    )


def may_be_place(sheet: Sheet, place: Place, number: int) -> bool:
    """Tell whether one side of the place is free, no letter of a word stands against it, and ink around it is a cross's."""
    x, y, wide, high, _ = (int(v) for v in sheet.stats[number])
    reach = ARMS * place.size
    within = (
        x >= place.x0 - reach
        and y >= place.top - reach
        and x + wide <= place.x1 + reach
        and y + high <= place.bottom + reach
    )
    x0, x1 = (min(x, place.x0), max(x + wide, place.x1)) if within else (place.x0, place.x1)
    before, behind = _beside(sheet, place, x0, number, -1), _beside(sheet, place, x1, number, 1)
    if (before and behind) or any(_level(sheet, place, letter) for letter in before + behind):
        return False
    return within or _rim(sheet, place) <= RIM


def _beside(sheet: Sheet, place: Place, edge: int, number: int, side: int) -> list[int]:
    """Return the components right behind (``side`` 1) or before (-1) the ``edge`` of a place."""
    near = max(2, round(0.3 * place.size))
    columns = slice(edge + 1, edge + 2 + near) if side > 0 else slice(max(edge - 1 - near, 0), max(edge - 1, 0))
    found = np.unique(sheet.labels[place.top : place.bottom, columns])
    return [int(n) for n in found if sheet.big[n] and n != number]


def _level(sheet: Sheet, place: Place, letter: int) -> bool:
    """Tell whether a place and a letter stand on one foot and are of one type, as letters of a word are."""
    foot, high = int(sheet.stats[letter, 1] + sheet.stats[letter, 3]), int(sheet.stats[letter, 3])
    return high >= LETTER * place.size and abs(foot - place.bottom) <= max(1.0, LEVEL * place.size)


def _rim(sheet: Sheet, place: Place) -> float:
    """Share of ink on the paper around a place."""
    drawn = outline(place.x1 - place.x0, place.bottom - place.top, place.round_)
    top, left = max(place.top - drawn.pad, 0), max(place.x0 - drawn.pad, 0)
    around = sheet.ink[top : top + drawn.rim.shape[0], left : left + drawn.rim.shape[1]]
    return float(around[drawn.rim > 0].mean()) if around.shape == drawn.rim.shape else 1.0
