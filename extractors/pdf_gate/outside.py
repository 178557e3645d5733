"""What a PDF's bytes say before any library opens it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from domain.file_kinds import FileKind
from extractors.kinds import HEAD_BYTES, TAIL_BYTES, sniff

_EOF = b"%%EOF"
#: Beyond this many bytes after the last ``%%EOF`` viewers begin to disagree (Acrobat looks at the last 1,024).
_END_WITHIN = 1024


@dataclass(frozen=True, slots=True)
class Outside:
    """``header`` is the offset of ``%PDF-``, -1 without one; ``trailing``: bytes after the last end mark, -1: no mark."""

    size: int
    kind: FileKind
    header: int
    version: str
    trailing: int
    polyglot: FileKind | None

    @property
    def has_end(self) -> bool:
        """Whether the file ends as a PDF does."""
        return 0 <= self.trailing <= _END_WITHIN


def look(path: Path) -> Outside:
    """Read both ends of the file."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        size = file.seek(0, 2)
        file.seek(max(0, size - TAIL_BYTES))
        tail = file.read(TAIL_BYTES)
    kind = sniff(head, tail, path.name)
    header = head.find(b"%PDF-") if kind is FileKind.PDF else -1
    last = tail.rfind(_EOF)
    # The line end that belongs to the mark is no trailing data.
    trailing = len(tail[last + len(_EOF) :].lstrip(b"\r\n")) if last >= 0 else -1
    version = head[header + 5 : header + 8].decode("ascii", "replace") if header >= 0 else ""
    return Outside(size, kind, header, version, trailing, _polyglot(head, tail, header) if header >= 0 else None)


def _polyglot(head: bytes, tail: bytes, header: int) -> FileKind | None:
    """Tell what else the file is, if anything: by what stands before the header, or a zip's end at the end."""
    if header > 0:
        before = sniff(head[:header], b"")
        if before not in {FileKind.TEXT, FileKind.UNKNOWN, FileKind.EMPTY}:
            return before
    # A zip's end record whose comment ends with the file; one further in belongs to an attachment.
    end = tail.rfind(b"PK\x05\x06")
    closes = 0 <= end <= len(tail) - 22 and end + 22 + int.from_bytes(tail[end + 20 : end + 22], "little") == len(tail)
    return FileKind.ZIP if closes else None
