"""Rows of a spreadsheet that are told by shading every other one, under a ruled head: they get the rules of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.geometry import Box
from domain.pages import Line, Page, Word

#: Points within which edges touch.
_TOUCH = 3.0
#: Heights of a shaded row that the bare one under it has at least and at most.
_LEAST, _MOST = 0.6, 1.6
#: Points that a word may stand over the edge of its column.
_OVER = 2.0
#: Columns of a head from which on it is one.
_COLUMNS = 2


def with_shaded_rows(page: Page) -> Page:
    """Return the page with rules around the cells of rows that are only shaded.

    The first row stands right under a row of ruled cells and is as wide; neither it nor those that follow have rules.
    """
    bands = _bands([line.box for line in page.lines if line.kind == "shade"])
    if not bands:
        return page
    down = [line.box for line in page.lines if line.kind == "v"]
    flat = [line.box for line in page.lines if line.kind == "h"]
    bare = [band for band in bands if not _ruled(band, flat, down)]
    made: list[Line] = []
    done: set[Box] = set()
    for band in bare:
        columns = _columns(band, down) if band not in done else []
        if len(columns) <= _COLUMNS:
            continue
        rows = _rows(band, bare, page.words, columns)
        done.update(rows)
        made += _rules(rows, columns)
    return replace(page, lines=(*page.lines, *made)) if made else page


def _bands(pieces: Sequence[Box]) -> list[Box]:
    """Return the shaded rows, from the top: pieces side by side, one for each cell, are one."""
    found: list[Box] = []
    for piece in sorted(pieces, key=lambda b: (round(b.top), b.x0)):
        last = found[-1] if found else None
        level = last is not None and abs(last.top - piece.top) < 1 and abs(last.bottom - piece.bottom) < 1
        if last is not None and level and piece.x0 < last.x1 + _TOUCH:
            found[-1] = last.union(piece)
        else:
            found.append(piece)
    return found


def _ruled(band: Box, flat: Sequence[Box], down: Sequence[Box]) -> bool:
    """Tell whether rules stand within a shaded row or at its foot or sides."""
    foot = any(abs(f.centre[1] - band.bottom) < _TOUCH and f.x0 < band.centre[0] < f.x1 for f in flat)
    middle = band.centre[1]
    return foot or any(d.top < middle < d.bottom and band.x0 - _TOUCH < d.x0 < band.x1 + _TOUCH for d in down)


def _columns(band: Box, down: Sequence[Box]) -> list[float]:
    """Return the edges of the columns that end at the top of a band, from its left end to its right one; none where these differ."""
    edges: list[float] = []
    for x in sorted(d.centre[0] for d in down if abs(d.bottom - band.top) < _TOUCH):
        if band.x0 - _TOUCH < x < band.x1 + _TOUCH and (not edges or x - edges[-1] > _TOUCH):
            edges.append(x)
    whole = edges and abs(edges[0] - band.x0) < _TOUCH and abs(edges[-1] - band.x1) < _TOUCH
    return edges if whole else []


def _rows(first: Box, bands: Sequence[Box], words: Sequence[Word], columns: Sequence[float]) -> list[Box]:
    """Return the rows under a head, shaded and bare ones in turn, as long as nothing is written across their columns."""
    rows: list[Box] = []
    row: Box | None = first
    while row is not None and not _across(row, words, columns):
        rows.append(row)
        row = _next(row, first, bands, words)
    return rows


def _next(row: Box, first: Box, bands: Sequence[Box], words: Sequence[Word]) -> Box | None:
    """Return the row under another: up to the next shaded one, or as high as the last where its first word is alike."""
    below = [
        b for b in bands if b.top > row.top + 1 and abs(b.x0 - first.x0) < _TOUCH and abs(b.x1 - first.x1) < _TOUCH
    ]
    shaded = min(below, key=lambda b: b.top, default=None)
    gap = shaded.top - row.bottom if shaded is not None else float("inf")
    if shaded is not None and gap < _TOUCH:
        return shaded
    if row not in bands:
        return None
    if _LEAST * row.height < gap < _MOST * row.height:
        return row._replace(top=row.bottom, bottom=row.bottom + gap)
    last = row._replace(top=row.bottom, bottom=2 * row.bottom - row.top)
    one, two = _lead(row, words), _lead(last, words)
    alike = one is not None and two is not None and (one.font, round(one.size, 1)) == (two.font, round(two.size, 1))
    return last if alike else None


def _lead(row: Box, words: Sequence[Word]) -> Word | None:
    return min(_within(row, words), key=lambda w: w.box.x0, default=None)


def _within(row: Box, words: Sequence[Word]) -> list[Word]:
    return [w for w in words if row.top < w.box.centre[1] < row.bottom and row.x0 < w.box.centre[0] < row.x1]


def _across(row: Box, words: Sequence[Word], columns: Sequence[float]) -> bool:
    """Tell whether a word stands across an edge of a column."""
    own = _within(row, words)
    return any(w.box.x0 + _OVER < x < w.box.x1 - _OVER for w in own for x in columns)


def _rules(rows: Sequence[Box], columns: Sequence[float]) -> list[Line]:
    if not rows:
        return []
    left, right, top, foot = columns[0], columns[-1], rows[0].top, rows[-1].bottom
    heights = [top, *(row.bottom for row in rows)]
    across = [Line(Box(left, y, right, y), "h") for y in heights]
    return [*across, *(Line(Box(x, top, x, foot), "v") for x in columns)]
