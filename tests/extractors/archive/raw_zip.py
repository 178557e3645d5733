"""Archives written byte by byte, so that every field can lie."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

from domain.archives import Archive, Budget
from extractors.archive import unpack

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@dataclass
class Member:
    """One entry; what is None is told truly."""

    name: bytes = b"a.pdf"
    data: bytes = PDF
    method: int = 8
    flags: int = 0
    crc: int | None = None
    size: int | None = None
    packed: bytes | None = None
    packed_size: int | None = None
    local_name: bytes | None = None
    local_method: int | None = None
    extra: bytes = b""
    mode: int = 0
    offset: int | None = None
    after: bytes = b""


def deflate(data: bytes) -> bytes:
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    return machine.compress(data) + machine.flush()


def archive(
    *members: Member,
    comment: bytes = b"",
    count: int | None = None,
    prefix: bytes = b"",
    suffix: bytes = b"",
    shift: int = 0,
    disk: int = 0,
    between: bytes = b"",
) -> bytes:
    """Return a zip of the members; ``shift`` is added to the directory's offset as told."""
    out, records = bytearray(prefix), bytearray()
    for m in members:
        packed = m.packed if m.packed is not None else deflate(m.data) if m.method == 8 else m.data
        crc = zlib.crc32(m.data) if m.crc is None else m.crc
        size = len(m.data) if m.size is None else m.size
        packed_size = len(packed) if m.packed_size is None else m.packed_size
        offset = len(out) if m.offset is None else m.offset
        local = m.name if m.local_name is None else m.local_name
        method = m.method if m.local_method is None else m.local_method
        sizes = (0, 0, 0) if m.flags & 8 else (crc, packed_size, min(size, 0xFFFFFFFF))
        out += struct.pack("<4s5H3I2H", b"PK\3\4", 20, m.flags, method, 0, 0x5821, *sizes, len(local), 0)
        out += local + packed + m.after
        fixed = (b"PK\1\2", 20, 3 if m.mode else 0, 20, m.flags, m.method, 0, 0x5821, crc, packed_size, size)
        records += struct.pack("<4s2B5H3I5H2I", *fixed, len(m.name), len(m.extra), 0, 0, 0, m.mode << 16, offset)
        records += m.name + m.extra
    out += between
    count = len(members) if count is None else count
    end = struct.pack("<4s4H2IH", b"PK\5\6", disk, disk, count, count, len(records), len(out) + shift, len(comment))
    return bytes(out + records + end + comment + suffix)


class Unpacker:
    """``opened(data)`` unpacks bytes into a folder of its own and checks that nothing else was touched."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.number = folder, 0

    def __call__(self, data: bytes, budget: Budget | None = None) -> Archive:
        self.number += 1
        place = self.folder / str(self.number)
        into = place / "x" / "into"
        into.mkdir(parents=True)
        source = place / "source.zip"
        source.write_bytes(data)
        made = unpack(source, into, budget or Budget())
        written = {str(p) for p in place.rglob("*") if p.is_file() and p != source}
        assert written == {e.path for e in made.entries if e.path}, "exactly the good entries are written"
        assert all(Path(path).parent == into for path in written)
        return made


GOOD = Member(b"buono.pdf")


def check_refused(opened, data, problem, budget=None):
    made = opened(data, budget)
    assert made.problem is problem, (made.problem, made.detail)
    assert not made.taken
    return made


def check_entry(opened, bad, problem, budget=None, **lies):
    """The bad member ends with its problem, a good one beside it is taken."""
    made = opened(archive(GOOD, bad, **lies), budget)
    assert made.problem is None, made
    assert [e.problem for e in made.entries] == [None, problem]
    assert [e.index for e in made.taken] == [0]
    return made.entries[1]
