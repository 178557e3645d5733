"""Words with boxes from PDFium's text page: one or two box queries a word, and the type once for each run of text."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Self

import pypdfium2.raw as pdfium

from domain.geometry import Box
from domain.pages import Word
from extractors.pages.bound import (
    Answers,
    Handle,
    char_code,
    char_origin,
    font_info,
    font_size,
    handle_of,
    loose_box,
    object_font,
    object_font_size,
    text_object,
)
from extractors.pages.frame import Frame
from extractors.pages.glyphs import EMPTY, FULL, is_symbol_font, translate

_MARK = "".join(sorted(EMPTY | FULL))
#: Pieces of a word: a blank of underscores or leader dots, a tick place, or the rest.
_PIECE = re.compile(
    rf"_+(?![^\W_])|(?<![^\W_])_+|_{{2,}}|[.…·]{{4,}}|…+|[{_MARK}]|(?:(?!__|[.…·]{{4}}|…|[{_MARK}]|_+(?![^\W_])).)+"
)
_NEEDS_SPLIT = re.compile(rf"[_…{_MARK}]|\.\.\.\.")
_BREAK = r"\s\x00\uffff"
#: What stands between spaces; group 1 where it can be nothing but one word.
_WORD = re.compile(rf"((?:[^{_BREAK}_.…{_MARK}\uf000-\uf0ff]++|\.(?!\.\.\.))++)(?=[{_BREAK}]|\Z)|[^{_BREAK}]+")
#: ``(x0, top, x1, bottom)`` as displayed; plain, because there are two a word.
Edges = tuple[float, float, float, float]
#: Letters of a word are at most this wide, in heights of their boxes.
_WIDEST = 2.2
#: Makes a word or box of its values, in half the time that calling its type takes.
_new = tuple.__new__
#: Room for a font's name.
_LONGEST_NAME = 256


@dataclass(slots=True)
class _Run:
    """What letters of one type share; those of a ``plain`` one stand upright and mean what they are."""

    font: str
    size: float
    symbol: bool
    plain: bool
    #: The baseline by the top of a letter's loose box, both in user space: letters of one type with one top stand on one line.
    lines: dict[float, float] = field(default_factory=dict)

    def box(self, left: float, top: float, right: float, bottom: float, baseline: float) -> Box:
        """Give a word the height of its type: glyph boxes differ, lines of text are found by equal heights."""
        size = self.size
        if not 3 < size < 72 or not top - 0.6 * size <= baseline <= bottom + 0.6 * size:
            return _new(Box, (left, top, right, bottom))  # a size that a matrix changes
        return _new(Box, (left, baseline - 0.76 * size, right, baseline + 0.24 * size))


class TextPage:
    """The text layer of one loaded page; use it as a context manager."""

    def __init__(self, page: Any, frame: Frame) -> None:
        """``page`` is a raw PDFium page handle."""
        self._loaded = pdfium.FPDFText_LoadPage(page)
        self._handle = handle_of(self._loaded)
        self._frame = frame
        self._upright = frame.turn == 0
        self._left, self._top = frame.left, frame.top
        self.count = max(0, pdfium.FPDFText_CountChars(self._loaded)) if self._handle else 0
        self._rect = Answers("f", 4)
        self._place, self._edges = self._rect.at[0], self._rect.values
        self._origin = Answers("d", 2)
        self._point, self._xy = self._origin.at, self._origin.values
        self._flags = Answers("i", 1)
        self._name = ctypes.create_string_buffer(_LONGEST_NAME + 1)
        self._size = Answers("f", 1)
        self._runs: dict[int | None, _Run] = {}
        self._types: dict[tuple[int | None, float], _Run] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._handle:
            pdfium.FPDFText_ClosePage(self._loaded)

    def text(self) -> str:
        """Return the characters, one code unit for each PDFium index."""
        if not self.count:
            return ""
        buffer = (ctypes.c_ushort * (self.count + 1))()
        got = pdfium.FPDFText_GetText(self._loaded, 0, self.count, buffer)
        if got - 1 == self.count:
            units = bytes(buffer)[: 2 * self.count]
            text = units.decode("utf-16-le", "surrogatepass")
            if len(text) == self.count:
                return text.replace("\x02", "-").replace("\ufffe", "-")
        codes = (char_code(self._handle, i) for i in range(self.count))
        return "".join(chr(code) if code < 0x110000 else " " for code in codes)

    def crowd(self, most: int) -> int:
        """Return the number of words where it is above ``most``, else 0; no box is asked for."""
        if self.count <= 2 * most:
            return 0
        words = len(self.text().split())
        return words if words > most else 0

    def box(self, index: int) -> Edges:
        """Return the loose box (font height) of a character as displayed: x0, top, x1, bottom."""
        if not loose_box(self._handle, index, self._rect.at[0]):
            return 0.0, 0.0, 0.0, 0.0
        left, top, right, bottom = self._rect.values
        if self._upright and left <= right and bottom <= top:
            return left - self._left, self._top - top, right - self._left, self._top - bottom
        return self._frame.box(left, bottom, right, top)

    def baseline(self, index: int) -> float:
        """Return the displayed height of a character's origin."""
        char_origin(self._handle, index, *self._origin.at)
        return self._frame.point(*self._origin.values)[1]

    def words(self, start: int = 0, source: str = "text") -> list[Word]:
        """Return the words from character ``start`` on; blanks and tick glyphs stand apart."""
        words: list[Word] = []
        known, handle, plain = self._runs.get, self._handle, self._plain
        for found in _WORD.finditer(self.text(), start):
            at, end = found.span()
            owner = text_object(handle, at)
            run = known(owner) or self._run(Handle(owner), at)
            if found.lastindex and run.plain and (box := plain(at, end - 1, run)):
                words.append(_new(Word, (found.group(), box, 1.0, source, run.size, run.font)))
            else:
                self._pieces(words, found.group(), at, run, source)
        return words

    def _plain(self, first: int, last: int, run: _Run) -> Box | None:
        """Return the box of a word whose letters stand one after the other on one line, as nearly all do; else None."""
        handle, place, edges = self._handle, self._place, self._edges
        if not loose_box(handle, first, place):
            return None
        left, top, right, bottom = edges
        line = run.lines.get(top)
        if line is None:
            char_origin(handle, first, *self._point)
            line = run.lines[top] = self._xy[1]
        if last != first:
            loose_box(handle, last, place)
            after, upper, end, lower = edges
            high = top - bottom
            wide = _WIDEST * high * (last - first)
            if end < right or not left <= after <= right + wide or abs(upper - top) > high / 2:
                return None
            if upper != top or lower != bottom:
                top, bottom = max(top, upper), min(bottom, lower)
            right = end
        return run.box(left - self._left, self._top - top, right - self._left, self._top - bottom, self._top - line)

    def _pieces(self, words: list[Word], text: str, at: int, run: _Run, source: str) -> None:
        """Add what stands between two spaces, parted where it is more than one word."""
        if run.symbol or "\uf000" <= text[0] <= "\uf0ff":
            text = translate(text, run.font)
        if len(text) > 1 and _NEEDS_SPLIT.search(text):
            for piece in _PIECE.finditer(text):
                self._add(words, piece.group(), at + piece.start(), run, source)
        else:
            self._add(words, text, at, run, source)

    def _run(self, owner: Handle, index: int) -> _Run:
        """Return the type of a character and note it for its text object; letters without one are asked alone."""
        if not owner:
            return self._type(index)
        object_font_size(owner, self._size.at[0])
        key = object_font(owner), self._size.values[0]
        run = self._types.get(key)
        if run is None:
            run = self._types[key] = self._type(index)
        self._runs[owner.value] = run
        return run

    def _type(self, index: int) -> _Run:
        font = self._font(index)
        symbol = is_symbol_font(font)
        return _Run(font, font_size(self._handle, index), symbol, plain=self._upright and not symbol)

    def _font(self, index: int) -> str:
        """Return the font's name at a character, ``""`` when it has none."""
        length = font_info(self._handle, index, self._name, ctypes.c_ulong(_LONGEST_NAME), self._flags.at[0])
        return self._name.value.decode("utf-8", "replace") if 0 < length <= _LONGEST_NAME else ""

    def _add(self, words: list[Word], text: str, at: int, run: _Run, source: str) -> None:
        first = box = self.box(at)
        level = self._upright
        letters = len(text)
        if letters > 1:
            end = at + letters - 1
            last = self.box(end)
            level = last[0] >= first[0] if self._upright else self._level_on_turned(at, end)
            if (level or self._upright) and _apart(first, last, letters):
                words.extend(self._torn(text, at, source, run))
                return
            box = _around(first, last)
        placed = run.box(*box, self.baseline(at)) if level else Box(*box)
        words.append(Word(text, placed, 1.0, source, run.size, run.font))

    def _level_on_turned(self, first: int, last: int) -> bool:
        """Tell whether letters of a turned page stand side by side as displayed; they may run down it."""
        return last > first and abs(self.baseline(first) - self.baseline(last)) < 1.0

    def _torn(self, text: str, at: int, source: str, run: _Run) -> Iterator[Word]:
        """Part a "word" whose letters stand on several lines: PDFium puts no space between some objects."""
        start, box = 0, self.box(at)
        whole = box
        for i in range(1, len(text) + 1):
            here = self.box(at + i) if i < len(text) else None
            if here is None or _apart(box, here, 2):
                level = run.box(*whole, self.baseline(at + start))
                yield Word(text[start:i], level, 1.0, source, run.size, run.font)
                start = i
                whole = here or whole
            if here is not None:
                box, whole = here, _around(whole, here)


def _around(first: Edges, last: Edges) -> Edges:
    left, top, right, bottom = first
    x0, upper, x1, lower = last
    return min(x0, left), min(upper, top), max(x1, right), max(lower, bottom)


def _apart(first: Edges, last: Edges, letters: int) -> bool:
    """Tell whether two letters of a word stand on other lines or too far apart for it."""
    _, top, right, bottom = first
    left, upper, _, lower = last
    high = max(bottom - top, lower - upper, 4.0)
    return abs((top + bottom) - (upper + lower)) > 1.1 * high or left - right > _WIDEST * high * letters
