"""Drawn things of a page: ruled lines, empty boxes and circles, free strokes, dark fills, pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from domain.geometry import Box
from domain.pages import Line, MarkBox, Picture, edges_of
from extractors.pages.bound import (
    Answers,
    Handle,
    draw_mode,
    fill_colour,
    form_count,
    form_object,
    handle_of,
    object_bounds,
    object_matrix,
    object_type,
    page_object,
    path_segment,
    segment_count,
    segment_point,
    segment_type,
    stroke_colour,
)
from extractors.pages.frame import IDENTITY, Frame, Matrix, compose

#: A line is at most this thick (points).
THIN = 2.2
#: Side of a tick box or circle (points).
TICK_SIDE = (4.5, 22.0)
#: Least width of a shaded row or cell, and its least and greatest height (points); brightness from which on it is paper.
_ROW = (14.0, 8.0, 45.0)
_WHITE = 252
_DEEPEST = 6
_TEXT, _PATH = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH
_IMAGE, _FORM = pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM
_MOVE, _CURVE = pdfium.FPDF_SEGMENT_MOVETO, pdfium.FPDF_SEGMENT_BEZIERTO


@dataclass
class Shapes:
    """What was drawn, gathered while walking the page's objects."""

    lines: list[Line] = field(default_factory=list)
    marks: list[MarkBox] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)


class ShapeReader:
    """Walks the objects of a loaded page, form XObjects included."""

    def __init__(self, frame: Frame, most: int = 20_000) -> None:
        """``most``: objects after which the walk stops (drawings of plants may hold very many)."""
        self._frame = frame
        self._left = most
        self._area = frame.size[0] * frame.size[1] or 1.0
        self._edges = Answers("f", 4)
        self._point = Answers("f", 2)
        self._modes = Answers("i", 2)
        self._colour = Answers("I", 4)
        self._six = Answers("f", 6)
        self.found = Shapes()

    def read(self, page: Any, start: int = 0, source: str = "text") -> Shapes:
        """Walk the objects of ``page`` from number ``start`` on."""
        handle = handle_of(page)
        for index in range(start, pdfium.FPDFPage_CountObjects(page)):
            item = page_object(handle, index)
            if object_type(item) != _TEXT:  # most things are text
                self._object(item, IDENTITY, source, 0)
        return self.found

    def _object(self, item: Handle, outer: Matrix, source: str, depth: int) -> None:
        self._left -= 1
        if self._left < 0:
            return
        kind = object_type(item)
        if kind == _TEXT:
            return
        if kind == _PATH:
            self._path(item, outer, source)
        elif kind == _IMAGE:
            box = self._bounds(item, outer)
            self.found.pictures.append(Picture(box, min(1.0, box.width * box.height / self._area)))
        elif kind == _FORM and depth < _DEEPEST:
            inner = compose(self._matrix(item), outer)
            for index in range(form_count(item)):
                self._object(form_object(item, ctypes.c_ulong(index)), inner, source, depth + 1)

    def _bounds(self, item: Handle, outer: Matrix) -> Box:
        object_bounds(item, *self._edges.at)
        left, bottom, right, top = self._edges.values
        return self._placed(left, bottom, right, top, outer)

    def _placed(self, x0: float, y0: float, x1: float, y1: float, outer: Matrix) -> Box:
        if outer is IDENTITY:
            return self._frame.box(x0, y0, x1, y1)
        a, b, c, d, e, f = outer
        corners = [(x0, y0), (x1, y0), (x0, y1), (x1, y1)]
        xs = [a * x + c * y + e for x, y in corners]
        ys = [b * x + d * y + f for x, y in corners]
        return self._frame.box(min(xs), min(ys), max(xs), max(ys))

    def _matrix(self, item: Handle) -> Matrix:
        object_matrix(item, self._six.at[0])
        a, b, c, d, e, f = self._six.values
        return (a, b, c, d, e, f)

    def _path(self, item: Handle, outer: Matrix, source: str) -> None:
        draw_mode(item, *self._modes.at)
        fill, stroke = self._modes.values
        if not fill and not stroke:
            return
        segments = segment_count(item)
        dark_fill = bool(fill) and self._dark(item, fill_colour, 140)
        if stroke and not fill and not self._dark(item, stroke_colour, 245):
            return
        whole = self._bounds(item, outer)
        if fill and not (dark_fill or stroke) and segments <= 6:
            if _row_sized(whole) and self._dark(item, fill_colour, _WHITE):
                self.found.lines.append(Line(whole, "shade", source))
            return
        if segments <= 6 or segments > 400:
            self._shape(whole, segments, dark_fill, bool(stroke), self._curved(item, segments), source)
            return
        matrix = compose(self._matrix(item), outer)
        for box, count, curved in self._subpaths(item, segments, matrix):
            self._shape(box, count, dark_fill, bool(stroke), curved, source)

    def _dark(self, item: Handle, ask: Callable[..., int], limit: int) -> bool:
        """Tell whether the colour is darker than ``limit`` (0-255) and not transparent."""
        if not ask(item, *self._colour.at):
            return True
        red, green, blue, alpha = self._colour.values
        return bool(alpha > 60 and 0.3 * red + 0.59 * green + 0.11 * blue < limit)

    def _curved(self, item: Handle, segments: int) -> bool:
        return any(segment_type(path_segment(item, i)) == _CURVE for i in range(1, min(segments, 6)))

    def _subpaths(self, item: Handle, segments: int, matrix: Matrix) -> Iterator[tuple[Box, int, bool]]:
        """Yield ``(box, segments, curved)`` of each part that begins with a move."""
        a, b, c, d, e, f = matrix
        points: list[tuple[float, float]] = []
        curved = False
        for index in range(segments):
            segment = path_segment(item, index)
            kind = segment_type(segment)
            if kind == _MOVE and points:
                yield self._hull(points), len(points), curved
                points, curved = [], False
            curved = curved or kind == _CURVE
            segment_point(segment, *self._point.at)
            x, y = self._point.values
            points.append(self._frame.point(a * x + c * y + e, b * x + d * y + f))
        if len(points) > 1:
            yield self._hull(points), len(points), curved

    def _hull(self, points: list[tuple[float, float]]) -> Box:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        return Box(min(xs), min(ys), max(xs), max(ys))

    def _shape(self, box: Box, segments: int, dark: bool, stroked: bool, curved: bool, source: str) -> None:
        """Sort one subpath into ruled line, tick place, fill or free stroke."""
        lines = self.found.lines
        if box.height <= THIN and box.width > 3 * box.height:
            lines.append(Line(box, "h", source))
        elif box.width <= THIN and box.height > 3 * box.width:
            lines.append(Line(box, "v", source))
        elif dark:
            lines.append(Line(box, "fill", source))
        elif not stroked:
            return
        elif segments < 4:
            lines.append(Line(box, "free", source))
        elif _tick_sized(box) and (not curved or segments <= 16):
            self.found.marks.append(MarkBox(box, None, 0.0, "circle" if curved else "box"))
        elif not curved and segments <= 6:
            lines.extend(edges_of(box, source))
        else:
            lines.append(Line(box, "free", source))


def _tick_sized(box: Box) -> bool:
    low, high = TICK_SIDE
    return low <= box.width <= high and low <= box.height <= high and 0.75 <= box.width / box.height <= 1.34


def _row_sized(box: Box) -> bool:
    wide, low, high = _ROW
    return box.width >= wide and low <= box.height <= high
