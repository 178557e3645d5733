"""Drawn things of a page: ruled lines, empty boxes and circles, free strokes, dark fills, pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from domain.geometry import Box
from domain.pages import Line, MarkBox, Picture
from extractors.pages.frame import IDENTITY, Frame, Matrix, compose

#: A line is at most this thick (points).
THIN = 2.2
#: Side of a tick box or circle (points).
TICK_SIDE = (4.5, 22.0)
_DEEPEST = 6


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
        self._numbers = [ctypes.c_float() for _ in range(4)]
        self.found = Shapes()

    def read(self, page: Any, start: int = 0, source: str = "text") -> Shapes:
        """Walk the objects of ``page`` from number ``start`` on."""
        for index in range(start, pdfium.FPDFPage_CountObjects(page)):
            self._object(pdfium.FPDFPage_GetObject(page, index), IDENTITY, source, 0)
        return self.found

    def _object(self, item: Any, outer: Matrix, source: str, depth: int) -> None:
        self._left -= 1
        if self._left < 0:
            return
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._path(item, outer, source)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = self._bounds(item, outer)
            self.found.pictures.append(Picture(box, min(1.0, box.width * box.height / self._area)))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = compose(_matrix(item), outer)
            for index in range(pdfium.FPDFFormObj_CountObjects(item)):
                self._object(pdfium.FPDFFormObj_GetObject(item, index), inner, source, depth + 1)

    def _bounds(self, item: Any, outer: Matrix) -> Box:
        left, bottom, right, top = self._numbers
        pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
        return self._placed(left.value, bottom.value, right.value, top.value, outer)

    def _placed(self, x0: float, y0: float, x1: float, y1: float, outer: Matrix) -> Box:
        if outer is IDENTITY:
            return self._frame.box(x0, y0, x1, y1)
        a, b, c, d, e, f = outer
        corners = [(x0, y0), (x1, y0), (x0, y1), (x1, y1)]
        xs = [a * x + c * y + e for x, y in corners]
        ys = [b * x + d * y + f for x, y in corners]
        return self._frame.box(min(xs), min(ys), max(xs), max(ys))

    def _path(self, item: Any, outer: Matrix, source: str) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
        if not fill.value and not stroke.value:
            return
        segments = pdfium.FPDFPath_CountSegments(item)
        dark_fill = bool(fill.value) and _dark(item, pdfium.FPDFPageObj_GetFillColor)
        if stroke.value and not fill.value and not _dark(item, pdfium.FPDFPageObj_GetStrokeColor, limit=245):
            return
        whole = self._bounds(item, outer)
        if segments <= 6 or segments > 400:
            self._shape(whole, segments, dark_fill, bool(stroke.value), self._curved(item, segments), source)
            return
        matrix = compose(_matrix(item), outer)
        for box, count, curved in self._subpaths(item, segments, matrix):
            self._shape(box, count, dark_fill, bool(stroke.value), curved, source)

    def _curved(self, item: Any, segments: int) -> bool:
        kinds = (_segment_type(item, i) for i in range(1, min(segments, 6)))
        return any(kind == pdfium.FPDF_SEGMENT_BEZIERTO for kind in kinds)

    def _subpaths(self, item: Any, segments: int, matrix: Matrix) -> Iterator[tuple[Box, int, bool]]:
        """Yield ``(box, segments, curved)`` of each part that begins with a move."""
        a, b, c, d, e, f = matrix
        x, y = ctypes.c_float(), ctypes.c_float()
        points: list[tuple[float, float]] = []
        curved = False
        for index in range(segments):
            segment = pdfium.FPDFPath_GetPathSegment(item, index)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
                yield self._hull(points), len(points), curved
                points, curved = [], False
            curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            points.append(self._frame.point(a * x.value + c * y.value + e, b * x.value + d * y.value + f))
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
            lines.extend(_edges(box, source))
        else:
            lines.append(Line(box, "free", source))


def _matrix(item: Any) -> Matrix:
    raw = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, raw)
    return (raw.a, raw.b, raw.c, raw.d, raw.e, raw.f)


def _segment_type(item: Any, index: int) -> int:
    return int(pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(item, index)))


def _dark(item: Any, ask: Any, limit: int = 140) -> bool:
    """Tell whether the colour is darker than ``limit`` (0-255) and not transparent."""
    r, g, b, a = (ctypes.c_uint() for _ in range(4))
    if not ask(item, r, g, b, a):
        return True
    return a.value > 60 and 0.3 * r.value + 0.59 * g.value + 0.11 * b.value < limit


def _tick_sized(box: Box) -> bool:
    low, high = TICK_SIDE
    return low <= box.width <= high and low <= box.height <= high and 0.75 <= box.width / box.height <= 1.34


def _edges(box: Box, source: str) -> list[Line]:
    return [
        Line(Box(box.x0, box.top, box.x1, box.top), "h", source),
        Line(Box(box.x0, box.bottom, box.x1, box.bottom), "h", source),
        Line(Box(box.x0, box.top, box.x0, box.bottom), "v", source),
        Line(Box(box.x1, box.top, box.x1, box.bottom), "v", source),
    ]
