"""Where the directory of a zip lies: the end record, its zip64 sister, and nothing that could be read otherwise.

APPNOTE 4.3.14 to 4.3.16. The traps, each closed by a refusal: a second end record in the comment or before the
true one (parsers pick different ones), bytes before or after the archive, offsets that do not meet the directory.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from domain.problems import ArchiveProblem

_END = struct.Struct("<4s4H2IH")
_LOCATOR = struct.Struct("<4sIQI")
_END64 = struct.Struct("<4sQ2H2I4Q")
_END_MARK, _LOCATOR_MARK, _END64_MARK = b"PK\x05\x06", b"PK\x06\x07", b"PK\x06\x06"
_TAIL = _END.size + 0xFFFF + 1024
#: What some transports add after the end; anything else there is somebody's data.
_PADDING = b"\x00 \t\r\n\x1a"


class Refusal(NamedTuple):
    """Why the archive as a whole is not taken."""

    problem: ArchiveProblem
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Directory:
    """Where the directory lies (bytes from the start of the file) and how many entries it claims."""

    offset: int
    size: int
    entries: int


class _Found(NamedTuple):
    position: int
    disk: int
    directory_disk: int
    entries_here: int
    entries: int
    size: int
    offset: int
    comment: int


def find_directory(file: BinaryIO, size: int) -> Directory | Refusal | None:
    """Return the directory's place, a refusal, or None when there is no end record at all."""
    start = max(0, size - _TAIL)
    file.seek(start)
    tail = file.read(_TAIL)
    found = _choose(tail, start, size)
    if not isinstance(found, _Found):
        return found
    locator_at = found.position - start - _LOCATOR.size
    if locator_at >= 0 and tail[locator_at : locator_at + 4] == _LOCATOR_MARK:
        return _with_zip64(file, found, _LOCATOR.unpack_from(tail, locator_at), start + locator_at)
    return _checked(found, found.position)


def _choose(tail: bytes, start: int, size: int) -> _Found | Refusal | None:
    """Pick the one end record whose comment ends with the file."""
    fitting: list[_Found] = []
    followed = cut = False
    position = tail.find(_END_MARK)
    while position >= 0:
        if position + _END.size <= len(tail):
            found = _Found(start + position, *_END.unpack_from(tail, position)[1:])
            end = position + _END.size + found.comment
            if end > len(tail):
                cut = True
            elif tail[end:].strip(_PADDING):
                followed = followed or _plausible(found)
            else:
                fitting.append(found)
        else:
            cut = True
        position = tail.find(_END_MARK, position + 1)
    if len(fitting) > 1:
        return Refusal(ArchiveProblem.AMBIGUOUS, "più record finali")
    if fitting:
        true = fitting[0]
        if _END_MARK in tail[true.position - start + 4 :]:
            return Refusal(ArchiveProblem.AMBIGUOUS, "un record finale nel commento")
        return true
    if followed:
        return Refusal(ArchiveProblem.SUFFIX)
    return Refusal(ArchiveProblem.TRUNCATED, f"{size} byte ricevuti") if cut else None


def _plausible(found: _Found) -> bool:
    return found.offset + found.size <= found.position


def _with_zip64(file: BinaryIO, found: _Found, locator: tuple[bytes, int, int, int], at: int) -> Directory | Refusal:
    """Merge the zip64 record: a value of the short record must be all ones or say the same."""
    _, disk, offset, disks = locator
    # A record beyond its own locator is none; the offset may also be larger than any file.
    file.seek(min(offset, at))
    record = file.read(_END64.size)
    if len(record) < _END64.size or record[:4] != _END64_MARK:
        # The mark may stand by chance in the last entry's name: then the short record alone must hold.
        short_alone = _checked(found, found.position)
        return short_alone if isinstance(short_alone, Directory) else Refusal(ArchiveProblem.DAMAGED, "record zip64")
    _, length, _, _, this, first, here, entries, size, directory = _END64.unpack(record)
    if offset + 12 + length != at:
        return Refusal(ArchiveProblem.AMBIGUOUS, "il record zip64 non precede la fine")
    if disk or disks > 1:
        return Refusal(ArchiveProblem.SPLIT)
    short = ((found.entries_here, here, 0xFFFF), (found.entries, entries, 0xFFFF))
    long = ((found.size, size, 0xFFFFFFFF), (found.offset, directory, 0xFFFFFFFF))
    if any(old not in {ones, new} for old, new, ones in short + long):
        return Refusal(ArchiveProblem.AMBIGUOUS, "i due record finali non concordano")
    return _checked(_Found(found.position, this, first, here, entries, size, directory, 0), offset)


def _checked(found: _Found, end: int) -> Directory | Refusal:
    """Accept only a directory that begins where it is said to and ends where the end record begins."""
    if found.disk or found.directory_disk:
        return Refusal(ArchiveProblem.SPLIT)
    if found.entries_here != found.entries:
        return Refusal(ArchiveProblem.COUNT_LIES, f"{found.entries_here} e {found.entries}")
    gap = end - found.size - found.offset
    if gap > 0:
        return Refusal(ArchiveProblem.PREFIX, f"{gap} byte in più")
    if gap < 0:
        return Refusal(ArchiveProblem.DAMAGED, "l'indice non sta nel file")
    return Directory(found.offset, found.size, found.entries)
