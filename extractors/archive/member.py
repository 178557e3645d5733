"""One entry's bytes to one file, in small pieces, never more than it declared."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from domain.problems import EntryProblem
from extractors.archive.layout import Place

_PIECE = 1 << 16
STORED, DEFLATED = 0, 8


@dataclass(frozen=True, slots=True)
class Written:
    """What became of an entry: ``size`` and ``sha256`` of what was written, or the problem that stopped it."""

    size: int = 0
    sha256: str = ""
    problem: EntryProblem | None = None
    detail: str = ""


def write_member(file: BinaryIO, place: Place, target: Path) -> Written:
    """Inflate the entry to ``target`` (which must not exist); no file is left where there is a problem."""
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        written = _copy(file, place, out)
    if written.problem is not None:
        target.unlink()
    return written


def _copy(file: BinaryIO, place: Place, out: BinaryIO) -> Written:
    record = place.record
    size, crc, digest = 0, 0, hashlib.sha256()
    try:
        for piece in _pieces(file, place):
            size += len(piece)
            if size > record.size:
                return Written(problem=EntryProblem.SIZE_LIES, detail=f"più di {record.size} byte")
            crc = zlib.crc32(piece, crc)
            digest.update(piece)
            out.write(piece)
    except zlib.error:
        return Written(problem=EntryProblem.DAMAGED, detail="dati compressi illeggibili")
    if size != record.size:
        return Written(problem=EntryProblem.SIZE_LIES, detail=f"{size} byte invece di {record.size}")
    if crc != record.crc:
        return Written(problem=EntryProblem.DAMAGED, detail="codice di controllo (CRC) errato")
    return Written(size, digest.hexdigest())


def _pieces(file: BinaryIO, place: Place) -> Iterator[bytes]:
    """Yield the unpacked bytes, at most ``_PIECE`` at a time; raises ``zlib.error`` for broken or extra data."""
    file.seek(place.start)
    left = place.end - place.start
    inflate = zlib.decompressobj(-zlib.MAX_WBITS) if place.record.method == DEFLATED else None
    while left > 0:
        packed = file.read(min(left, _PIECE))
        if not packed:
            raise zlib.error("the file ends within the entry")
        left -= len(packed)
        if inflate is None:
            yield packed
            continue
        while packed and not inflate.eof:
            yield inflate.decompress(packed, _PIECE)
            packed = inflate.unconsumed_tail
        if inflate.unused_data or (inflate.eof and left):
            raise zlib.error("bytes after the end of the compressed data")
    if inflate is not None and not inflate.eof:
        yield from _rest(inflate)


def _rest(inflate: zlib._Decompress) -> Iterator[bytes]:
    """Yield what the inflater still holds; its stream must end there."""
    while piece := inflate.decompress(inflate.unconsumed_tail, _PIECE):
        yield piece
    if not inflate.eof:
        raise zlib.error("the compressed data does not end")
