"""Tables of the registers from CSV, XLSX and JSON: rows of cells with their line number."""

from __future__ import annotations

import csv
import io
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from domain.input_words import in_italian
from domain.os_words import in_words

#: What openpyxl raises over broken workbooks besides its own (``SyntaxError`` is the XML parser's).
_NO_WORKBOOK = (
    BadZipFile, KeyError, IndexError, ValueError, TypeError, AttributeError, OSError, EOFError,
    SyntaxError, zlib.error,
)  # fmt: skip


class UnreadableTableError(ValueError):
    """The file as a whole is no table; the message is one Italian line."""


def read_table(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield ``(line, cells by column)``; lines count as the user sees them, the header row being line 1.

    Raises ``UnreadableTableError`` when the file cannot be read at all.
    """
    try:
        data = path.read_bytes()
    except IsADirectoryError:
        raise UnreadableTableError(f"{path}: è una cartella, atteso un file CSV, XLSX o JSON.") from None
    except OSError as trouble:
        raise UnreadableTableError(f"{path}: il file non si può leggere ({in_words(trouble)}).") from None
    if data.startswith(b"PK"):
        yield from _xlsx(path, data)
    elif data.lstrip()[:1] in (b"[", b"{"):
        yield from _json(path, data)
    else:
        yield from _csv(path, data)


def _csv(path: Path, data: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data[: wrong.start].count(b"\n") + 1
        raise UnreadableTableError(
            f"{path}: riga {line}, il testo non è in UTF-8; salvare il file come «CSV UTF-8»."
        ) from None
    header = text.splitlines()[0] if text.strip() else ""
    if not header or "\0" in text:
        raise UnreadableTableError(f"{path}: atteso un CSV con la riga dei titoli, il file è vuoto o binario.")
    separator = ";" if header.count(";") > header.count(",") else ","
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, restkey="")
    try:
        for row in rows:
            extra = row.pop("", None)
            if extra:
                row["(colonne in più)"] = separator.join(str(e) for e in extra)
            if any((value or "").strip() for value in row.values()):
                yield rows.line_num, row
    except csv.Error as wrong:
        raise UnreadableTableError(f"{path}: riga {rows.line_num}, CSV non valido ({wrong}).") from None


def _xlsx(path: Path, data: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
    # Imported here: 0.2 s that only Excel needs.
    from openpyxl import load_workbook  # noqa: PLC0415 - see above
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415 - see above

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        rows = list(book.worksheets[0].iter_rows(values_only=True))
    except (*_NO_WORKBOOK, InvalidFileException):
        raise UnreadableTableError(f"{path}: il file non è una cartella di lavoro XLSX leggibile.") from None
    header = [str(cell or "").strip() for cell in next(iter(rows), ())]
    for number, row in enumerate(rows[1:], start=2):
        if any(cell is not None for cell in row):
            yield number, dict(zip(header, row, strict=False))


def _json(path: Path, data: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        rows = json.loads(data)
    except RecursionError:
        raise UnreadableTableError(f"{path}: JSON non valido (troppi livelli).") from None
    except json.JSONDecodeError as wrong:
        where = f"riga {wrong.lineno}, colonna {wrong.colno}"
        raise UnreadableTableError(f"{path}: JSON non valido ({where}: {in_italian(wrong.msg)}).") from None
    except ValueError:
        raise UnreadableTableError(f"{path}: JSON non valido (il testo non è in UTF-8).") from None
    if not isinstance(rows, list):
        raise UnreadableTableError(f"{path}: atteso un elenco JSON di oggetti.")
    for number, row in enumerate(rows, start=1):
        yield number, row if isinstance(row, dict) else {}
