"""An X that tells how to tick and ticks nothing: over a column of tick places, or in brackets behind a question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from domain.pages import Page, Word
from extractors.forms.stream.grid import Cell
from extractors.forms.stream.marks import Mark

#: Brackets around a tick, and such without one.
_TICKED, _EMPTY = frozenset({"(x)", "[x]"}), frozenset({"()", "[]", "(", "["})

#: Points within which cells touch.
_TOUCH = 3.0


def heads_column(word: Word, cell: int, page: Page, cells: Sequence[Cell]) -> bool:
    """Tell whether an X alone in its cell heads a column: all words of its row are in its type, none under it and no text."""
    own = cells[cell]
    level = [w for w in page.words if own.box.top < w.box.centre[1] < own.box.bottom and w is not word]
    if not word.font or not level or not any(_alike(w, word) for w in level):
        return False
    beside = [c.box for c in cells if c.table == own.table and c.row == own.row and c is not own]
    row = [w for w in level if any(box.holds(w.box) for box in beside)]
    if not row or not all(_alike(w, word) for w in row):
        return False
    under = [c.box for c in cells if c.table == own.table and abs(c.box.top - own.box.bottom) < _TOUCH]
    below = [w for w in page.words if any(box.holds(w.box) for box in under)]
    fonts = Counter(w.font for w in page.words if w.source == word.source)
    return bool(below) and not any(_alike(w, word) for w in below) and word.font != fonts.most_common(1)[0][0]


def _alike(one: Word, other: Word) -> bool:
    return one.font == other.font and round(one.size, 1) == round(other.size, 1)


def told_brackets(page: Page, cells: Sequence[Cell], elsewhere: Collection[Mark]) -> list[Word]:
    """Return the ``(X)`` that end a question in its own cell and type: ``Bobina di apertura (X)``.

    They tick nothing where the page is ticked ``elsewhere``, in cells or form fields, and none of its brackets is empty.
    """
    found = [w for w in page.words if w.text.casefold() in _TICKED and w.source == "text"]
    if not found or not elsewhere or any(w.text in _EMPTY for w in page.words):
        return []
    return [w for w in found if _ends_text(w, page, cells)]


def _ends_text(word: Word, page: Page, cells: Sequence[Cell]) -> bool:
    home = next((c.box for c in cells if c.box.holds(word.box)), None)
    beside = [w for w in page.words if home is not None and home.holds(w.box) and w is not word]
    return bool(beside) and all(_alike(w, word) for w in beside)
