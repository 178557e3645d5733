"""Columns of lists and reports as data: PDF, XLSX, command line and tests read the same captions from here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ColumnKind(StrEnum):
    """What a cell holds. Date-times are aware; both dates are shown in Europe/Rome (rule book LET-09)."""

    TEXT = "text"  # words
    CODE = "code"  # names and codes: never a number, never a formula
    HASH = "hash"  # 64 hexadecimal characters (LET-18)
    DATE = "date"  # gg/mm/aaaa
    DATETIME = "datetime"  # gg/mm/aaaa hh:mm:ss
    INT = "int"


@dataclass(frozen=True, slots=True)
class Column:
    """``caption`` is shown exactly so; ``key`` names the attribute or mapping key that fills it."""

    caption: str
    key: str
    kind: ColumnKind = ColumnKind.TEXT
