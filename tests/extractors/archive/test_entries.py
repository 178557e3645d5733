"""A bad entry costs itself only, each with its own code."""

from __future__ import annotations

import io
import os
import stat
import tarfile
import zipfile
import zlib

import pytest
from raw_zip import GOOD, PDF, Member, archive, check_entry, deflate

from domain.archives import Budget
from domain.file_kinds import FileKind
from domain.problems import EntryProblem

ENTRIES = [
    (Member(b"b.pdf", flags=1), EntryProblem.ENCRYPTED),
    (Member(b"b.pdf", method=99), EntryProblem.METHOD),
    (Member(b"b.pdf", crc=1), EntryProblem.DAMAGED),
    (Member(b"b.pdf", packed=b"\xff" * 20), EntryProblem.DAMAGED),
    (Member(b"b.pdf", packed=deflate(PDF)[:-4]), EntryProblem.DAMAGED),
    (Member(b"b.pdf", packed=deflate(PDF) + b"coda"), EntryProblem.DAMAGED),
    (Member(b"b.pdf", size=10), EntryProblem.SIZE_LIES),
    (Member(b"b.pdf", size=len(PDF) + 1), EntryProblem.SIZE_LIES),
    (Member(b"b.pdf", method=0, size=10), EntryProblem.SIZE_LIES),
    (Member(b"b.pdf", local_name=b"c.pdf"), EntryProblem.NAME_DIFFERS),
    (Member(b"b.pdf", local_method=0), EntryProblem.HEADER_DIFFERS),
    (Member(b"b.pdf", mode=stat.S_IFLNK | 0o777), EntryProblem.NOT_A_FILE),
    (Member(b"b.pdf", mode=stat.S_IFBLK | 0o666), EntryProblem.NOT_A_FILE),
    (Member(b"b.zip", archive(GOOD)), EntryProblem.NESTED),
    (Member(b"b.pdf", archive(GOOD)), EntryProblem.NESTED),
    (Member(b"b.pdf", b"Rar!\x1a\x07\x00" + bytes(50)), EntryProblem.NESTED),
    (Member(b"b.pdf", b"\x1f\x8b\x08" + bytes(50)), EntryProblem.NESTED),
    (Member(b"", PDF), EntryProblem.EMPTY_NAME),
    (Member(b"  ", PDF), EntryProblem.EMPTY_NAME),
    (Member(b"x" * 256, PDF), EntryProblem.LONG_NAME),
    (Member(b"b.pdf\0.exe", PDF), EntryProblem.CONTROL_CHARACTER),
    (Member(b"b\r\nBcc: x.pdf", PDF), EntryProblem.CONTROL_CHARACTER),
    (Member("b\u202efdp.exe".encode(), PDF, flags=0x800), EntryProblem.HIDDEN_DIRECTION),
    (Member(b"\xc0\xae\xc0\xae/b.pdf", PDF, flags=0x800), EntryProblem.UNREADABLE_NAME),
    (Member(b"con.pdf"), EntryProblem.RESERVED_NAME),
    (Member(b"LPT1"), EntryProblem.RESERVED_NAME),
    (Member(b"b.pdf:nascosto"), EntryProblem.STREAM),
    (Member(b"c/b.pdf"), EntryProblem.FOLDER_IN_NAME),
]


@pytest.mark.parametrize(("bad", "problem"), ENTRIES, ids=lambda v: v.name if isinstance(v, EntryProblem) else None)
def test_a_bad_entry_costs_itself_only(opened, bad, problem):
    check_entry(opened, bad, problem)


@pytest.mark.parametrize(
    "name",
    [
        b"../b.pdf",
        b"..\\b.pdf",
        b"/tmp/b.pdf",
        b"//tmp/b.pdf",
        b"C:\\b.pdf",
        b"C:b.pdf",
        b"\\\\server\\share\\b.pdf",
        b"a/../../b.pdf",
        b"./b.pdf",
        b"a//b.pdf",
        b"..",
        b"b.pdf/..",
        b"../",
    ],
)
def test_no_path_leads_out(opened, name):
    allowing = Budget(allow_folders=True)
    check_entry(opened, Member(name), EntryProblem.UNSAFE_PATH, allowing)
    check_entry(opened, Member(name, b"", 0), EntryProblem.UNSAFE_PATH, allowing)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (b"a.pdf", b"a.pdf"),
        (b"a.pdf", b"A.PDF"),
        ("à.pdf".encode(), "a\u0300.pdf".encode()),
        ("stra\u00dfe.pdf".encode(), b"STRASSE.pdf"),
        (b"a.pdf", b"a.pdf."),
    ],
)
def test_names_that_collide_are_all_refused(opened, one, other):
    made = opened(archive(GOOD, Member(one), Member(other, PDF * 2)))
    assert [e.problem for e in made.entries] == [None, *[EntryProblem.DUPLICATE_NAME] * 2]


def test_one_entry_beyond_its_limit(opened):
    noise = os.urandom(2000)
    check_entry(opened, Member(b"b.pdf", noise), EntryProblem.TOO_LARGE, Budget(max_entry_bytes=1999))
    assert len(opened(archive(Member(b"b", noise)), Budget(max_entry_bytes=2000)).taken) == 1


def test_an_entry_without_its_local_header(opened):
    data = bytearray(archive(GOOD, Member(b"b.pdf")))
    data[data.index(b"PK\3\4", 4)] = 0
    made = opened(bytes(data))
    assert [e.problem for e in made.entries] == [None, EntryProblem.DAMAGED]


def test_a_tar_inside_is_an_archive_too(opened):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        tar.addfile(tarfile.TarInfo("x"))
    check_entry(opened, Member(b"b.pdf", out.getvalue()), EntryProblem.NESTED)


def test_office_files_inside_are_no_archives_but_keep_their_kind(opened):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as word:
        word.writestr("[Content_Types].xml", "<x/>")
        word.writestr("word/document.xml", "<x/>")
    [entry] = opened(archive(Member(b"b.docx", out.getvalue()))).entries
    assert (entry.kind, entry.problem) == (FileKind.DOCX, None)


def test_every_problem_of_archives_and_entries_is_tried_here():
    """A code without an example is a promise nobody keeps."""
    tried = {problem for _, problem in ENTRIES}
    elsewhere = {EntryProblem.UNSAFE_PATH, EntryProblem.DUPLICATE_NAME, EntryProblem.TOO_LARGE}
    assert tried | elsewhere == set(EntryProblem)


def test_crc_is_of_the_unpacked_bytes(opened):
    made = opened(archive(Member(b"b.pdf", PDF, crc=zlib.crc32(PDF))))
    assert made.entries[0].problem is None
