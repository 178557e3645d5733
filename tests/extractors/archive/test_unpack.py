"""Every trick of the trade, each with its own code; good members are kept."""

from __future__ import annotations

import hashlib
import io
import os
import struct
import zipfile
from pathlib import Path

import pytest
from raw_zip import GOOD, PDF, Member, archive, check_refused, deflate

from domain.archives import Budget
from domain.file_kinds import FileKind
from domain.problems import ArchiveProblem, EntryProblem
from extractors.archive import unpack


def test_a_plain_archive(opened):
    made = opened(archive(Member(b"a.pdf"), Member(b"b.pdf", PDF + b"x", method=0)))
    assert made.problem is None
    first, second = made.entries
    assert (first.name, first.size, first.kind) == ("a.pdf", len(PDF), FileKind.PDF)
    assert first.sha256 == hashlib.sha256(PDF).hexdigest()
    assert Path(first.path).read_bytes() == PDF
    assert Path(first.path).name == "00000"
    assert Path(second.path).read_bytes() == PDF + b"x"


@pytest.mark.parametrize("streamed", [False, True])
def test_what_pythons_zipfile_writes(opened, streamed):
    class Pipe(io.RawIOBase):
        """Not seekable: zipfile then writes data descriptors."""

        def __init__(self):
            self.data = bytearray()

        def writable(self):
            return True

        def write(self, data):
            self.data += data
            return len(data)

    out = Pipe() if streamed else io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("è.pdf", PDF)
        made.writestr("b.pdf", PDF * 2)
        with made.open("c.pdf", "w", force_zip64=True) as wide:
            wide.write(PDF * 3)
    made = opened(bytes(out.data) if streamed else out.getvalue())
    assert [(e.name, e.size, e.problem) for e in made.entries] == [
        ("è.pdf", len(PDF), None),
        ("b.pdf", 2 * len(PDF), None),
        ("c.pdf", 3 * len(PDF), None),
    ]


def test_folders_are_listed_and_their_files_refused_unless_allowed(opened):
    data = archive(Member(b"pratica/", b"", 0), Member(b"pratica/a.pdf"), Member(b"pratica\\b.pdf"))
    made = opened(data)
    assert [(e.folder, e.problem) for e in made.entries] == [
        (True, None),
        (False, EntryProblem.FOLDER_IN_NAME),
        (False, EntryProblem.FOLDER_IN_NAME),
    ]
    assert len(opened(data, Budget(allow_folders=True)).taken) == 2


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", ArchiveProblem.EMPTY_FILE),
        (b"ciao", ArchiveProblem.NOT_A_ZIP),
        (PDF, ArchiveProblem.NOT_A_ZIP),
        (b"Rar!\x1a\x07\x01\x00" + bytes(100), ArchiveProblem.OTHER_FORMAT),
        (b"7z\xbc\xaf\x27\x1c" + bytes(100), ArchiveProblem.OTHER_FORMAT),
        (archive(), ArchiveProblem.NO_ENTRIES),
        (archive(GOOD)[:-1], ArchiveProblem.TRUNCATED),
        (archive(GOOD)[:-30], ArchiveProblem.TRUNCATED),
        (archive(GOOD, comment=b"nota")[:-1], ArchiveProblem.TRUNCATED),
        (archive(GOOD, disk=1), ArchiveProblem.SPLIT),
        (archive(GOOD, GOOD, count=1), ArchiveProblem.COUNT_LIES),
        (archive(GOOD, count=2), ArchiveProblem.COUNT_LIES),
        (archive(GOOD, shift=5), ArchiveProblem.DAMAGED),
        (archive(GOOD, shift=-5), ArchiveProblem.PREFIX),
        (b"MZ\x90\x00" + bytes(60) + archive(GOOD), ArchiveProblem.PREFIX),
        (archive(GOOD, prefix=b"MZ\x90\x00" + bytes(60)), ArchiveProblem.PREFIX),
        (PDF + archive(GOOD), ArchiveProblem.PREFIX),
        (archive(GOOD) + archive(Member(b"b.pdf")), ArchiveProblem.PREFIX),
        (archive(GOOD, suffix=b"altri dati"), ArchiveProblem.SUFFIX),
        (archive(GOOD, comment=archive()), ArchiveProblem.AMBIGUOUS),
        (archive(GOOD, comment=b"PK\5\6" + bytes(40)), ArchiveProblem.AMBIGUOUS),
        (archive(Member(b"b.pdf", flags=1 << 13)), ArchiveProblem.ENCRYPTED),
        (archive(GOOD, Member(b"b.pdf", offset=0)), ArchiveProblem.OVERLAP),
        (archive(Member(packed_size=10_000)), ArchiveProblem.OVERLAP),
        (archive(Member(size=2 << 30)), ArchiveProblem.TOO_LARGE),
        (archive(Member(data=bytes(3 << 20))), ArchiveProblem.BOMB),
    ],
    ids=lambda value: value.name if isinstance(value, ArchiveProblem) else None,
)
def test_archives_that_cannot_be_trusted(opened, data, problem):
    check_refused(opened, data, problem)


def test_padding_after_the_end_is_nobodys_data(opened):
    assert opened(archive(GOOD, suffix=b"\0" * 100 + b"\r\n")).problem is None


def test_a_hidden_entry_between_others_is_found(opened):
    hidden = archive(Member(b"nascosto.pdf"))
    inside = hidden[: hidden.index(b"PK\1\2")]
    check_refused(opened, archive(Member(after=inside), Member(b"b.pdf")), ArchiveProblem.AMBIGUOUS)
    check_refused(opened, archive(Member(), between=inside), ArchiveProblem.AMBIGUOUS)


def test_too_many_entries_are_refused_before_the_directory_is_read(opened):
    data = archive(*(Member(f"{n}.pdf".encode(), b"", 0) for n in range(11)))
    check_refused(opened, data, ArchiveProblem.TOO_MANY_ENTRIES, Budget(max_entries=10))
    assert len(opened(data, Budget(max_entries=11)).entries) == 11


def test_the_total_counts_limit_included(opened):
    data = archive(Member(b"a", b"x" * 500), Member(b"b", b"y" * 500))
    assert opened(data, Budget(max_total_bytes=1000)).problem is None
    check_refused(opened, data, ArchiveProblem.TOO_LARGE, Budget(max_total_bytes=999))


def test_overlap_by_quoting_is_found(opened):
    """Fifield's better bomb: each stored block quotes the next local header, all end in one kernel."""
    kernel = deflate(bytes(1 << 16))
    second = archive(Member(b"2", bytes(1 << 16), packed=kernel))
    header = second[: 30 + 1]
    quoted = b"\x00" + struct.pack("<HH", len(header), len(header) ^ 0xFFFF) + header + kernel
    full = header + bytes(1 << 16)
    first = Member(b"1", full, packed=quoted)
    data = archive(first, Member(b"2", bytes(1 << 16), packed=b"", packed_size=len(kernel), offset=31 + 5))
    check_refused(opened, data, ArchiveProblem.OVERLAP)


def test_zip64_that_tells_the_truth_and_that_lies(opened):
    def zip64(size: int, directory_shift: int = 0) -> bytes:
        packed = deflate(PDF)
        extra = struct.pack("<HHQQ", 1, 16, size, len(packed))
        wide = Member(extra=extra, size=0xFFFFFFFF, packed_size=0xFFFFFFFF, packed=packed)
        plain = archive(wide)
        end = plain.index(b"PK\5\6")
        start = plain.index(b"PK\1\2")
        record = struct.pack("<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, end - start, start + directory_shift)
        locator = struct.pack("<4sIQI", b"PK\6\7", 0, end, 1)
        short = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
        return plain[:end] + record + locator + short

    assert opened(zip64(len(PDF))).entries[0].size == len(PDF)
    check_refused(opened, zip64(1 << 40), ArchiveProblem.TOO_LARGE)
    check_refused(opened, zip64(len(PDF), 3), ArchiveProblem.DAMAGED)
    assert opened(zip64(len(PDF) + 1)).entries[0].problem in {EntryProblem.SIZE_LIES, EntryProblem.HEADER_DIFFERS}


def test_offsets_beyond_any_file(opened):
    """Found by fuzzing: a seek further than 2**63 is an error of the system, not a short read."""
    extra = struct.pack("<HHQ", 1, 8, (1 << 64) - 1)
    # Its true local header is then one that the directory does not know.
    check_refused(opened, archive(GOOD, Member(b"b.pdf", extra=extra, offset=0xFFFFFFFF)), ArchiveProblem.AMBIGUOUS)
    data = archive(GOOD)
    end = data.index(b"PK\5\6")
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, (1 << 64) - 1, 1)
    short = data[end:-6] + struct.pack("<I", 0xFFFFFFFF) + bytes(2)
    check_refused(opened, data[:end] + locator + short, ArchiveProblem.DAMAGED)


def test_memory_stays_small_for_a_large_entry(opened):
    import tracemalloc

    noise = os.urandom(1 << 16) * 320
    data = archive(Member(b"grande.bin", noise, method=0))
    source = opened.folder / "grande.zip"
    source.write_bytes(data)
    size = len(noise)
    del data, noise
    tracemalloc.start()
    made = unpack(source, opened.folder / "out", Budget())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert made.entries[0].size == size
    assert peak < 2 << 20
