"""What a demo world is: where things lie, what happened before the day, and how every document must end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from domain.documents import Kind, State
from domain.inbox_path import NOBODY


@dataclass(frozen=True, slots=True)
class Expected:
    """The truth about one document.

    ``operator`` is the inbox folder (``-`` for a file in the root of the inbox); ``path`` is relative to it, an entry
    of a zip is ``lotto.zip!/name``. ``state`` None: any definite end will do (never pending, never error).
    ``code`` must be among the reasons; "" promises nothing about them. ``complete`` says of an accepted reply
    whether it answers all that the letter asks (None: not told).
    ``why`` is the story in Italian.
    """

    operator: str
    path: str
    state: State | None
    code: str = ""
    kind: Kind | None = None
    letter: str = ""
    stored_as: str = ""
    complete: bool | None = None
    why: str = ""

    @property
    def inbox_path(self) -> str:
        """The path from the root of the inbox."""
        return self.path if self.operator == NOBODY else f"{self.operator}/{self.path}"


@dataclass(frozen=True, slots=True)
class Download:
    """Letters that ``user`` of ``operator`` downloads at the instant ``at``."""

    operator: str
    user: str
    at: datetime
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EarlierBatch:
    """An inbox tree that was taken in before the day, with the clock at ``at``."""

    at: datetime
    inbox: Path
    expected: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class DemoWorld:
    """A world on disk. Order of play: registers, ``downloads``, ``earlier``, ``inbox`` at ``ingest_at``, nightly.

    ``operators`` and ``letters`` are the registers as CSV; ``operators_xlsx`` and ``letters_json`` hold the same rows.
    ``expected`` tells every file and every entry of an archive that opens (or whose entries are refused one by one);
    of an archive refused whole only the archive is told. ``left_alone`` are inbox files still being written: they must lie there afterwards as before.
    """

    root: Path
    day: date
    inbox: Path
    letters_dir: Path
    operators: Path
    letters: Path
    operators_xlsx: Path
    letters_json: Path
    operator_codes: tuple[str, ...]
    letter_names: tuple[str, ...]
    downloads: tuple[Download, ...]
    earlier: tuple[EarlierBatch, ...]
    ingest_at: datetime
    nightly_at: datetime
    expected: tuple[Expected, ...]
    left_alone: tuple[str, ...]
