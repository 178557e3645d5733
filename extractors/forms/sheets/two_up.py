"""Two pages side by side on one scanned sheet: told by an empty gutter, and read as two pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from domain.geometry import Box
from domain.pages import Line, MarkBox, Page, Word

#: A sheet on its side is at least this much wider than high.
_WIDE = 1.25
#: The gutter's least width (share of the sheet's), and how far from the middle it may stand.
_GUTTER, _MIDDLE = 0.035, 0.04
#: Words that each half must hold.
_WORDS = 15


class Looked(Protocol):
    """The pixels of a page."""

    def ink(self, box: Box) -> float:
        """Share of ``box`` that is ink."""

    def written(self, box: Box) -> float:
        """Ink in ``box`` that could be writing."""

    def zone(self, box: Box, kind: str = "text") -> tuple[str, float]:
        """Text of one blank."""


@dataclass(frozen=True)
class Half:
    """One half of a scanned sheet with its pixels: boxes are shifted by ``left`` points."""

    page: Page
    whole: Looked
    left: float

    def ink(self, box: Box) -> float:
        """Share of ``box`` that is ink."""
        return self.whole.ink(_shifted(box, self.left))

    def written(self, box: Box) -> float:
        """Ink in ``box`` that could be writing."""
        return self.whole.written(_shifted(box, self.left))

    def zone(self, box: Box, kind: str = "text") -> tuple[str, float]:
        """Text and confidence of one blank read on its own."""
        return self.whole.zone(_shifted(box, self.left), kind)


def gutters(pages: Sequence[Page]) -> list[float | None]:
    """Return where each page of a file parts into two (points from its left), None where it is one page.

    Beside sheets that surely part, a sheet with little on one half does so too.
    """
    sure = [gutter(page) for page in pages]
    wide = [page for page in pages if page.source == "ocr" and page.width >= _WIDE * page.height]
    if 2 * sum(at is not None for at in sure) < max(1, len(wide)):
        return sure
    return [at if at is not None else gutter(page, words=0) for at, page in zip(sure, pages, strict=True)]


def gutter(page: Page, words: int = _WORDS) -> float | None:
    """Return where a scanned sheet parts into two pages of at least ``words`` words, None where it is one page.

    Nothing may cross the gutter: a form on its side has lines and tables that go across.
    """
    if page.source != "ocr" or page.width < _WIDE * page.height or page.widgets:
        return None
    things = [(w.box.x0, w.box.x1) for w in page.words if any(c.isalnum() for c in w.text)]
    things += [(m.box.x0, m.box.x1) for m in page.marks]
    things += [(line.box.x0, line.box.x1) for line in page.lines if line.box.height < 0.8 * page.height]
    middle, slack = page.width / 2, _MIDDLE * page.width
    if any(x0 < middle - slack and x1 > middle + slack for x0, x1 in things):
        return None
    left = max((x1 for _, x1 in things if x1 < middle + slack), default=middle - slack)
    right = min((x0 for x0, _ in things if x0 > middle - slack), default=middle + slack)
    # Margins are of different widths: the middle of the sheet parts it where it lies between them.
    at = min(max(middle, left), right)
    if right - left < _GUTTER * page.width:
        return None
    counts = [sum(w.box.centre[0] < at for w in page.words), sum(w.box.centre[0] > at for w in page.words)]
    return at if min(counts) >= words else None


def halves(page: Page, at: float) -> tuple[Page, Page]:
    """Return the left and the right page of a sheet that parts at ``at``; the right one's boxes begin at its own left edge."""
    return _part(page, 0.0, at), _part(page, at, page.width)


_Boxed = TypeVar("_Boxed", Word, Line, MarkBox)


def _part(page: Page, left: float, right: float) -> Page:
    return replace(
        page,
        width=right - left,
        words=_own(page.words, left, right),
        lines=_own(page.lines, left, right),
        marks=_own(page.marks, left, right),
    )


def _own(things: Iterable[_Boxed], left: float, right: float) -> tuple[_Boxed, ...]:
    """Return what stands between two edges, its boxes from the left one."""
    return tuple(_placed(t, _shifted(t.box, -left)) for t in things if left <= t.box.centre[0] < right)


def _placed(thing: _Boxed, box: Box) -> _Boxed:
    return thing._replace(box=box) if isinstance(thing, Word) else replace(thing, box=box)


def _shifted(box: Box, by: float) -> Box:
    return box._replace(x0=box.x0 + by, x1=box.x1 + by)
