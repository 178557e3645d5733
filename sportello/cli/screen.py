"""What the commands print: tables and lines on standard output, progress on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from domain.registers import ROME

if TYPE_CHECKING:
    from sportello.documents.intake import Progress as ProgressFunction


#: The states of documents as people read them: several, and one.
STATE_WORDS = {
    "accepted": "accettati",
    "rejected": "respinti",
    "review": "da rivedere",
    "error": "in errore",
    "duplicate": "duplicati",
    "pending": "in lavorazione",
}
STATE_WORD = STATE_WORDS | {"accepted": "accettato", "rejected": "respinto", "duplicate": "duplicato"}


def printed(value: Any) -> str:
    """Return a value as people read it: Italian dates and times, nothing for None."""
    if isinstance(value, datetime):
        return value.astimezone(ROME).strftime("%d/%m/%Y %H:%M:%S")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, bool):
        return "SI" if value else "NO"
    return "" if value is None else "".join(c if c.isprintable() else "\ufffd" for c in str(value))


def counted(number: int, one: str, several: str) -> str:
    """Return a number with its noun."""
    return f"{number} {one if number == 1 else several}"


def say(line: str) -> None:
    """Print one line."""
    print(line)


def table(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], numbers: Sequence[str] = (), width: int = 160
) -> None:
    """Print a table; columns named in ``numbers`` are set to the right, ``width`` holds where no terminal sets it."""
    made = Table(title=title or None, title_justify="left", header_style="bold", expand=False)
    for column in columns:
        made.add_column(column, justify="right" if column in numbers else "left", overflow="fold")
    for row in rows:
        made.add_row(*(Text(printed(cell)) for cell in row))
    Console(width=None if sys.stdout.isatty() else width).print(made)


def as_json(value: Any) -> None:
    """Print one JSON value; instants with the offset of Rome."""
    print(json.dumps(value, ensure_ascii=False, indent=1, default=json_value))


def json_array(values: Iterable[Any]) -> None:
    """Print one JSON list, an element a line, as its elements come."""
    print("[", end="")
    for number, value in enumerate(values):
        print(",\n" if number else "\n", json.dumps(value, ensure_ascii=False, default=json_value), sep="", end="")
    print("\n]")


def json_lines(values: Iterable[Any]) -> None:
    """Print one JSON value a line."""
    for value in values:
        print(json.dumps(value, ensure_ascii=False, default=json_value))


def json_value(value: Any) -> Any:
    """Turn what JSON does not know into text."""
    if isinstance(value, datetime):
        return value.astimezone(ROME).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


@contextmanager
def progress() -> Iterator[ProgressFunction]:
    """Show progress on standard error while the block runs; nothing where nobody looks."""
    console = Console(stderr=True)
    bars = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
    )
    tasks: dict[str, Any] = {}

    def advance(what: str, done: int, total: int) -> None:
        if what not in tasks:
            tasks[what] = bars.add_task(what, total=total)
        bars.update(tasks[what], completed=done, total=total)

    with bars:
        yield advance
