"""The central directory as records, read one by one (APPNOTE 4.3.12, 4.5.3, 4.6.9)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from domain.problems import ArchiveProblem
from extractors.archive.end import Directory, Refusal

_RECORD = struct.Struct("<4s2B5H3I5H2I")
_RECORD_MARK, _SIGNATURE_MARK = b"PK\x01\x02", b"PK\x05\x05"
_ZIP64, _UNICODE_NAME = 0x0001, 0x7075
_ONES = 0xFFFFFFFF
#: Names and extras together; 2,000 entries with 255-character names need 2 MB.
_MAX_DIRECTORY_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Record:
    """One entry as its directory describes it. ``offset``: of its local header; ``unicode_name``: Info-ZIP's extra."""

    index: int
    host: int
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    raw_name: bytes
    unicode_name: bytes | None
    mode: int
    offset: int

    @property
    def encrypted(self) -> bool:
        """Bit 0 of the flags."""
        return bool(self.flags & 1)

    @property
    def streamed(self) -> bool:
        """Bit 3: sizes follow the data, the local header holds zeros."""
        return bool(self.flags & 8)

    @property
    def says_utf8(self) -> bool:
        """Bit 11: the name is UTF-8."""
        return bool(self.flags & 0x800)


def read_directory(file: BinaryIO, directory: Directory) -> tuple[Record, ...] | Refusal:
    """Return every record; refuses a directory with other, more or fewer records than it claims."""
    if directory.size > _MAX_DIRECTORY_BYTES:
        return Refusal(ArchiveProblem.TOO_MANY_ENTRIES, "indice troppo grande")
    file.seek(directory.offset)
    data = file.read(directory.size)
    records: list[Record] = []
    position = 0
    for index in range(directory.entries):
        parsed = _record(data, position, index)
        if parsed is None:
            lies = position == len(data)
            return Refusal(ArchiveProblem.COUNT_LIES if lies else ArchiveProblem.DAMAGED, f"elemento {index + 1}")
        record, position = parsed
        records.append(record)
    rest = data[position : position + 4]
    if rest == _RECORD_MARK:
        return Refusal(ArchiveProblem.COUNT_LIES, f"dichiarati {directory.entries}")
    if rest and rest != _SIGNATURE_MARK:
        return Refusal(ArchiveProblem.DAMAGED, "dati estranei nell'indice")
    if any(record.flags & 1 << 13 for record in records):
        return Refusal(ArchiveProblem.ENCRYPTED)
    return tuple(records)


def _record(data: bytes, position: int, index: int) -> tuple[Record, int] | None:
    """Parse one record; None when there is none at ``position``."""
    if len(data) - position < _RECORD.size:
        return None
    fields = _RECORD.unpack_from(data, position)
    mark, _, host, _, flags, method, _, _, crc, packed, size = fields[:11]
    name_length, extra_length, comment_length, disk, _, attributes, offset = fields[11:]
    name_at = position + _RECORD.size
    end = name_at + name_length + extra_length + comment_length
    if mark != _RECORD_MARK or end > len(data):
        return None
    raw_name = data[name_at : name_at + name_length]
    extras = dict(_extras(data[name_at + name_length : end - comment_length]))
    wide = _widen((size, packed, offset), extras.get(_ZIP64, b""))
    if wide is None or (disk not in {0, 0xFFFF}):
        return None
    size, packed, offset = wide
    unicode_name = _unicode_name(extras.get(_UNICODE_NAME, b""), raw_name)
    mode = attributes >> 16
    return Record(index, host, flags, method, crc, packed, size, raw_name, unicode_name, mode, offset), end


def _extras(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the extra fields; a broken tail is left alone, as all readers do."""
    position = 0
    while position + 4 <= len(data):
        kind, length = struct.unpack_from("<2H", data, position)
        yield kind, data[position + 4 : position + 4 + length]
        position += 4 + length


def _widen(short: tuple[int, int, int], extra: bytes) -> tuple[int, int, int] | None:
    """Replace the values that are all ones by those of the zip64 extra, in order; None if one is missing."""
    wide: list[int] = []
    position = 0
    for value in short:
        if value != _ONES:
            wide.append(value)
            continue
        if position + 8 > len(extra):
            return None
        wide.append(struct.unpack_from("<Q", extra, position)[0])
        position += 8
    return wide[0], wide[1], wide[2]


def _unicode_name(extra: bytes, raw_name: bytes) -> bytes | None:
    """Return Info-ZIP's UTF-8 name if it belongs to this raw name (its checksum tells)."""
    if len(extra) > 5 and extra[0] == 1 and struct.unpack_from("<I", extra, 1)[0] == zlib.crc32(raw_name):
        return extra[5:]
    return None
