"""Words with boxes from PDFium's text page: one or two box queries a word, not one a character."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any, Self

import pypdfium2.raw as pdfium

from domain.geometry import Box
from domain.pages import Word
from extractors.pages.frame import Frame
from extractors.pages.glyphs import EMPTY, FULL, is_symbol_font, translate

_MARK = "".join(EMPTY | FULL)
#: Pieces of a word: a blank of underscores or leader dots, a tick place, or the rest.
_PIECE = re.compile(
    rf"_+(?![^\W_])|(?<![^\W_])_+|_{{2,}}|[.…·]{{4,}}|…+|[{_MARK}]|(?:(?!__|[.…·]{{4}}|…|[{_MARK}]|_+(?![^\W_])).)+"
)
_WORD = re.compile(r"[^\s\x00\uffff]+")


class TextPage:
    """The text layer of one loaded page; use it as a context manager."""

    def __init__(self, page: Any, frame: Frame) -> None:
        """``page`` is a raw PDFium page handle."""
        self._handle = pdfium.FPDFText_LoadPage(page)
        self._frame = frame
        self.count = max(0, pdfium.FPDFText_CountChars(self._handle)) if self._handle else 0
        self._rect = pdfium.FS_RECTF()
        self._name, self._flags = ctypes.create_string_buffer(257), ctypes.c_int()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._handle:
            pdfium.FPDFText_ClosePage(self._handle)

    def text(self) -> str:
        """Return the characters, one code unit for each PDFium index."""
        if not self.count:
            return ""
        buffer = (ctypes.c_ushort * (self.count + 1))()
        got = pdfium.FPDFText_GetText(self._handle, 0, self.count, buffer)
        if got - 1 == self.count:
            units = bytes(buffer)[: 2 * self.count]
            text = units.decode("utf-16-le", "surrogatepass")
            if len(text) == self.count:
                return text.replace("\x02", "-").replace("\ufffe", "-")
        ask = pdfium.FPDFText_GetUnicode
        return "".join(chr(c) if (c := ask(self._handle, i)) < 0x110000 else " " for i in range(self.count))

    def box(self, index: int) -> Box:
        """Return the loose box (font height) of a character."""
        if not pdfium.FPDFText_GetLooseCharBox(self._handle, index, self._rect):
            return Box(0, 0, 0, 0)
        r = self._rect
        return self._frame.box(r.left, r.bottom, r.right, r.top)

    def baseline(self, index: int) -> float:
        """Return the displayed height of a character's origin."""
        pdfium.FPDFText_GetCharOrigin(self._handle, index, self._x, self._y)
        return self._frame.point(self._x.value, self._y.value)[1]

    def font(self, index: int) -> str:
        """Return the font's name at a character, ``""`` when it has none."""
        length = pdfium.FPDFText_GetFontInfo(self._handle, index, self._name, 256, self._flags)
        return self._name.value.decode("utf-8", "replace") if 0 < length <= 256 else ""

    def words(self, start: int = 0, source: str = "text") -> Iterator[Word]:
        """Yield the words from character ``start`` on; blanks and tick glyphs stand apart."""
        text = self.text()
        for found in _WORD.finditer(text, start):
            yield from self._word(found.group(), found.start(), source)

    def _word(self, text: str, at: int, source: str) -> Iterator[Word]:
        font = self.font(at)
        size = pdfium.FPDFText_GetFontSize(self._handle, at)
        shown = translate(text, font) if is_symbol_font(font) or "\uf000" <= text[0] <= "\uf0ff" else text
        pieces = list(_PIECE.finditer(shown)) if _needs_split(shown) else None
        spans = [(p.start(), p.end(), p.group()) for p in pieces] if pieces else [(0, len(shown), shown)]
        for first, last, piece in spans:
            box = self.box(at + first)
            end = self.box(at + last - 1) if last - first > 1 else box
            upright = end.x0 >= box.x0 if self._frame.turn == 0 else self._level_on_turned(at + first, at + last - 1)
            if last - first > 1 and (upright or self._frame.turn == 0) and _apart(box, end, last - first):
                yield from self._torn(piece, at + first, source, size, font)
                continue
            box = box.union(end)
            yield Word(piece, _level(box, self.baseline(at + first), size) if upright else box, 1.0, source, size, font)

    def _level_on_turned(self, first: int, last: int) -> bool:
        """Tell whether letters of a turned page stand side by side as displayed; they may run down it."""
        return last > first and abs(self.baseline(first) - self.baseline(last)) < 1.0

    def _torn(self, text: str, at: int, source: str, size: float, font: str) -> Iterator[Word]:
        """Part a "word" whose letters stand on several lines: PDFium puts no space between some objects."""
        start, box = 0, self.box(at)
        whole = box
        for i in range(1, len(text) + 1):
            here = self.box(at + i) if i < len(text) else None
            if here is None or _apart(box, here, 2):
                yield Word(text[start:i], _level(whole, self.baseline(at + start), size), 1.0, source, size, font)
                start = i
                whole = here or whole
            if here is not None:
                box, whole = here, whole.union(here)


def _apart(first: Box, last: Box, letters: int) -> bool:
    """Tell whether two letters of a word stand on other lines or too far apart for it."""
    high = max(first.height, last.height, 4.0)
    return abs(first.centre[1] - last.centre[1]) > 0.55 * high or (last.x0 - first.x1 > 2.2 * high * letters)


def _level(box: Box, baseline: float, size: float) -> Box:
    """Give the word the height of its font: glyph boxes differ, lines of text are found by equal heights."""
    if not 3 < size < 72 or not box.top - 0.6 * size <= baseline <= box.bottom + 0.6 * size:
        return box
    return Box(box.x0, baseline - 0.76 * size, box.x1, baseline + 0.24 * size)


def _needs_split(text: str) -> bool:
    return len(text) > 1 and ("_" in text or "…" in text or "...." in text or any(c in _MARK for c in text))
