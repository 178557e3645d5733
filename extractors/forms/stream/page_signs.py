"""Signs at the head or foot of every page that look like tick places: the circle of an office's logo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from domain.pages import MarkBox, Page

#: Height of a page's head and foot (points), pages from which on something repeats, and share of them that have it.
HEAD, FOOT = 70.0, 60.0
_PAGES, _MOST = 4, 0.6
#: Points within which a sign stands at the same place.
_SAME = 4.0


def without_page_signs(pages: Sequence[Page]) -> Sequence[Page]:
    """Return the pages without the tick places that stand at one place of the head or foot of most of them."""
    seen = Counter(place for page in pages for place in {_place(m) for m in _at_edge(page)})
    repeated = {place for place, count in seen.items() if count > _MOST * len(pages)}
    if len(pages) < _PAGES or not repeated:
        return pages
    return [replace(page, marks=_kept(page, repeated)) if page.marks else page for page in pages]


def _kept(page: Page, repeated: set[tuple[int, int]]) -> tuple[MarkBox, ...]:
    edge = _at_edge(page)
    return tuple(m for m in page.marks if m not in edge or _place(m) not in repeated)


def _at_edge(page: Page) -> list[MarkBox]:
    return [m for m in page.marks if m.box.top < HEAD or m.box.bottom > page.height - FOOT]


def _place(mark: MarkBox) -> tuple[int, int]:
    return round(mark.box.top / _SAME), round(mark.box.x0 / _SAME)
