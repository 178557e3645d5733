"""Rules of a scan as they were drawn: without thickness, and meeting where a scanner leaves them a little apart."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from domain.geometry import Box
from domain.pages import Line, Page

#: Points within which an end belongs to a rule across it, and beyond which rules make a drawing.
_NEAR = 2.2
_MOST = 1500


def with_snapped_rules(page: Page) -> Page:
    """Return a scanned page with its rules drawn along their middles, their ends on the rules across them."""
    if page.source != "ocr":
        return page
    flat = [line.box for line in page.lines if line.kind == "h"]
    upright = [line.box for line in page.lines if line.kind == "v"]
    if len(flat) + len(upright) > _MOST:
        return page
    xs, ys = sorted(b.centre[0] for b in upright), sorted(b.centre[1] for b in flat)
    return replace(page, lines=tuple(_snapped(line, xs, ys) for line in page.lines))


def _snapped(line: Line, xs: Sequence[float], ys: Sequence[float]) -> Line:
    box = line.box
    x, y = box.centre
    if line.kind == "h":
        return replace(line, box=Box(_nearest(box.x0, xs), y, _nearest(box.x1, xs), y))
    if line.kind == "v":
        return replace(line, box=Box(x, _nearest(box.top, ys), x, _nearest(box.bottom, ys)))
    return line


def _nearest(at: float, places: Sequence[float]) -> float:
    """Return the place of a rule near an end, the end itself where there is none."""
    number = bisect_left(places, at)
    near = min(places[max(number - 1, 0) : number + 1], key=lambda place: abs(place - at), default=at)
    return near if abs(near - at) <= _NEAR else at
