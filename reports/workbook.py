"""Spreadsheets in constant memory: real dates in Europe/Rome, text that stays text, always the same bytes.

Nothing that a user typed becomes a formula or a link (rule book REP-02), and no row is dropped: what does not fit one
sheet goes on in the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, BinaryIO

import xlsxwriter

from domain.columns import Column, ColumnKind
from reports.text import cell_text, instant, local

#: Rows of an Excel sheet.
SHEET_ROWS = 1_048_576
#: Creation date of a workbook that has no date of its own: only its bytes count.
UNDATED = datetime(2025, 1, 1, tzinfo=UTC)

#: Width of the values of a kind, in characters; text is as wide as its longest value, up to 64 characters.
_WIDTHS = {ColumnKind.DATE: 11, ColumnKind.DATETIME: 19, ColumnKind.INT: 5}
#: The 64 digits of a hash stand in smaller letters. Longer text goes on in a second line of its cell.
_WIDEST = {ColumnKind.HASH: 55}
#: A wider sheet is printed on A3, so that what is printed can be read.
_A4_CHARACTERS = 170
_A4, _A3 = 9, 8
#: What the button of the filter hides of a caption.
_BUTTON = 3
_FORMATS: dict[ColumnKind, dict[str, object]] = {
    ColumnKind.DATE: {"num_format": "dd/mm/yyyy", "align": "left"},
    ColumnKind.DATETIME: {"num_format": "dd/mm/yyyy hh:mm:ss", "align": "left"},
    ColumnKind.INT: {"num_format": "0"},
    ColumnKind.CODE: {"num_format": "@"},
    ColumnKind.HASH: {"num_format": "@", "font_name": "Consolas", "font_size": 9},
    ColumnKind.TEXT: {"num_format": "@"},
}
_WRAPPED = (ColumnKind.TEXT, ColumnKind.CODE)


class Workbook:
    """A workbook under construction; ``close`` writes it to ``target``."""

    def __init__(self, target: BinaryIO, title: str, subject: str = "", made_at: datetime = UNDATED) -> None:
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book: Any = xlsxwriter.Workbook(target, options)
        self._book.set_properties(
            {
                "title": cell_text(title, 255),
                "subject": cell_text(subject, 255),
                "author": "Sportello per il consumatore Energia e Ambiente",
                "created": instant(made_at).replace(tzinfo=None),
            }
        )
        self._formats = {
            kind: self._book.add_format({"valign": "top", "text_wrap": kind in _WRAPPED} | how)
            for kind, how in _FORMATS.items()
        }
        self._head = self._book.add_format(
            {"bold": True, "bg_color": "#E6E6E6", "bottom": 1, "valign": "vcenter", "text_wrap": True}
        )
        self._caption = self._book.add_format({"bold": True, "font_size": 13})

    def table(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[object]],
        caption: str = "",
        limit: int = SHEET_ROWS,
    ) -> int:
        """Write one table and return its number of rows; ``name`` is the tab, ``limit`` the rows of one sheet.

        With a ``caption`` the first row holds it and the head is the second row.
        """
        written = 0
        part = 1
        sheet, at, top = self._open(name, part, columns, caption)
        widths = [_least_width(column) for column in columns]
        for row in rows:
            if at >= limit:
                self._shut(sheet, top, at, widths)
                part += 1
                sheet, at, top = self._open(name, part, columns, caption)
            for place, (column, value) in enumerate(zip(columns, row, strict=True)):
                self._put(sheet, at, place, value, column.kind)
                if isinstance(value, str) and len(value) > widths[place]:
                    widths[place] = min(len(value), _WIDEST.get(column.kind, 64))
            at += 1
            written += 1
        self._shut(sheet, top, at, widths)
        return written

    def facts(self, name: str, caption: str, pairs: Iterable[tuple[str, object]]) -> None:
        """Write a sheet of captions and values, one pair a row."""
        sheet = self._book.add_worksheet(name)
        sheet.set_column(0, 0, 50)
        sheet.set_column(1, 1, 60)
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.write_string(0, 0, cell_text(caption), self._caption)
        for at, (label, value) in enumerate(pairs, start=2):
            sheet.write_string(at, 0, cell_text(label))
            kind = ColumnKind.INT if isinstance(value, int) else ColumnKind.TEXT
            if isinstance(value, date):
                kind = ColumnKind.DATETIME if isinstance(value, datetime) else ColumnKind.DATE
            self._put(sheet, at, 1, value, kind)

    def close(self) -> None:
        """Write the file."""
        self._book.close()

    def _open(self, name: str, part: int, columns: Sequence[Column], caption: str) -> tuple[Any, int, int]:
        ending = "" if part == 1 else f" ({part})"
        sheet = self._book.add_worksheet(name[: 31 - len(ending)] + ending)  # Excel allows 31 characters
        top = 1 if caption else 0
        if caption:
            sheet.write_string(0, 0, cell_text(caption), self._caption)
        sheet.set_row(top, 30)
        for place, column in enumerate(columns):
            sheet.write_string(top, place, column.caption, self._head)
        sheet.freeze_panes(top + 1, 1)
        sheet.repeat_rows(top)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return sheet, top + 1, top

    @staticmethod
    def _shut(sheet: Any, top: int, end: int, widths: Sequence[int]) -> None:
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width + 1.5)
        sheet.set_paper(_A4 if sum(widths) <= _A4_CHARACTERS else _A3)
        sheet.autofilter(top, 0, max(end - 1, top), len(widths) - 1)

    def _put(self, sheet: Any, at: int, place: int, value: object, kind: ColumnKind) -> None:
        shape = self._formats[kind]
        if value is None:
            sheet.write_blank(at, place, None, shape)
        elif isinstance(value, datetime):
            moment = local(value).replace(tzinfo=None)
            sheet.write_datetime(at, place, moment.date() if kind is ColumnKind.DATE else moment, shape)
        elif isinstance(value, date):
            sheet.write_datetime(at, place, value, shape)
        elif isinstance(value, int):
            sheet.write_number(at, place, value, shape)
        else:
            sheet.write_string(at, place, cell_text(str(value)), shape)


def _least_width(column: Column) -> int:
    """Return the characters that the caption, in two lines, and a value of this kind need."""
    words = column.caption.split()
    longest = max(map(len, words), default=0)
    half = -(-len(column.caption) // 2)
    return max(_WIDTHS.get(column.kind, 0), longest + _BUTTON, half + _BUTTON)
