"""Where each entry's bytes lie, and whether the file can be read in one way only.

Two entries over the same bytes are a bomb (Fifield's overlap), a header that the directory does not know is a
hidden entry that stream readers see, and a local header that tells another story than the directory is a trap for
whoever trusts the other one.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import BinaryIO

from domain.problems import ArchiveProblem, EntryProblem
from extractors.archive.directory import Record
from extractors.archive.end import Directory, Refusal

_LOCAL = struct.Struct("<4s5H3I2H")
_LOCAL_MARK = b"PK\x03\x04"
#: An archive in one part may carry the mark of a split one (APPNOTE 8.5.5).
_SPAN_MARKS = (b"PK\x07\x08", b"PK00")
_ONES = 0xFFFFFFFF
_DESCRIPTOR_BYTES = 24
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Place:
    """An entry's packed bytes, ``start`` to ``end`` in the file; ``problem`` if its local header disagrees."""

    record: Record
    header: int
    start: int
    end: int
    problem: EntryProblem | None = None
    detail: str = ""


def lay_out(file: BinaryIO, records: tuple[Record, ...], directory: Directory) -> tuple[Place, ...] | Refusal:
    """Return the entries' places in directory order, or why the archive is not to be trusted."""
    file.seek(0)
    expected = 4 if file.read(4) in _SPAN_MARKS else 0
    places: list[Place] = []
    streamed = False
    for record in sorted(records, key=lambda r: (r.offset, r.index)):
        if record.offset >= directory.offset:
            places.append(_nowhere(record))
            continue
        if record.offset < expected:
            return Refusal(ArchiveProblem.OVERLAP, f"elemento {record.index + 1}")
        gap = _gap(file, expected, record.offset, streamed=streamed, first=expected <= 4)
        if gap is not None:
            return gap
        place = _place(file, record)
        if place.end > directory.offset:
            return Refusal(ArchiveProblem.OVERLAP, f"elemento {record.index + 1} oltre l'inizio dell'indice")
        places.append(place)
        expected, streamed = place.end, record.streamed
    gap = _gap(file, expected, directory.offset, streamed=streamed, first=expected <= 4)
    return gap or tuple(sorted(places, key=lambda p: p.record.index))


def _place(file: BinaryIO, record: Record) -> Place:
    file.seek(record.offset)
    head = file.read(_LOCAL.size)
    if len(head) < _LOCAL.size or head[:4] != _LOCAL_MARK:
        return _nowhere(record)
    _, _, flags, method, _, _, crc, packed, size, name_length, extra_length = _LOCAL.unpack(head)
    raw_name = file.read(name_length)
    start = record.offset + _LOCAL.size + name_length + extra_length
    problem, detail = _compare(record, raw_name, flags, method, (crc, packed, size))
    return Place(record, record.offset, start, start + record.packed, problem, detail)


def _nowhere(record: Record) -> Place:
    """Nothing can be said of its data: it claims no bytes beyond the header that is not there."""
    return Place(record, record.offset, record.offset, record.offset, EntryProblem.DAMAGED, "intestazione assente")


def _compare(
    record: Record, raw_name: bytes, flags: int, method: int, local: tuple[int, int, int]
) -> tuple[EntryProblem | None, str]:
    """Hold the local header against the directory."""
    if raw_name != record.raw_name:
        return EntryProblem.NAME_DIFFERS, ""
    if method != record.method or (flags ^ record.flags) & 1:
        return EntryProblem.HEADER_DIFFERS, "metodo o cifratura"
    known = (record.crc, record.packed, record.size)
    for ours, theirs in zip(known, local, strict=True):
        # Zeros are allowed where the sizes follow the data, all ones where zip64 holds them.
        if theirs != ours and not (theirs == 0 and record.streamed) and theirs != _ONES:
            return EntryProblem.HEADER_DIFFERS, f"{ours} e {theirs}"
    return None, ""


def _gap(file: BinaryIO, start: int, end: int, *, streamed: bool, first: bool) -> Refusal | None:
    """Look at bytes that belong to no entry: a data descriptor and padding may be there, an entry may not."""
    if end <= start or (streamed and end - start <= _DESCRIPTOR_BYTES):
        return None
    if first:
        return Refusal(ArchiveProblem.PREFIX, f"{end - start} byte")
    file.seek(start)
    left, kept = end - start, b""
    while left > 0:
        piece = file.read(min(left, _PIECE))
        if not piece:
            return None
        if _LOCAL_MARK in kept + piece:
            return Refusal(ArchiveProblem.AMBIGUOUS, "contiene un file che l'indice non elenca")
        kept, left = piece[-3:], left - len(piece)
    return None
