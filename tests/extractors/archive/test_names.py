"""Names of any age and origin are shown as their sender wrote them."""

from __future__ import annotations

import struct
import unicodedata
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from raw_zip import Member, archive

from domain.archives import Budget
from extractors.archive.names import collision_key, judge_name, shown_name

NAMES = ("Perché_è_così.pdf", "Società_Città.pdf", "Già_più_né.pdf", "modulo n° 3.pdf")
CAPITALS = "ATTIVITÀ PERCHÉ.pdf"


@pytest.mark.parametrize("page", ["cp850", "cp437", "cp1252", "mac_roman", "utf-8"])
@pytest.mark.parametrize("name", NAMES)
def test_italian_accents_without_the_flag(opened, page, name):
    [entry] = opened(archive(Member(name.encode(page)))).entries
    assert entry.name == entry.safe_name == name


@pytest.mark.parametrize("page", ["cp850", "cp1252", "mac_roman", "utf-8"])
def test_capital_accents_are_read_by_the_company_they_keep(opened, page):
    """One archive, one program: the small letters tell the page for the capitals too."""
    made = opened(archive(*(Member(name.encode(page)) for name in (*NAMES, CAPITALS))))
    assert [e.name for e in made.entries] == [*NAMES, CAPITALS]


def test_the_flag_and_the_extra_are_believed(opened):
    raw = "Societ\u00e0.pdf".encode()
    field = struct.pack("<BI", 1, zlib.crc32(b"Societ_.pdf")) + raw
    extra = struct.pack("<HH", 0x7075, len(field)) + field
    stale = struct.pack("<HH", 0x7075, len(field)) + struct.pack("<BI", 1, 7) + raw
    made = opened(archive(Member(raw, flags=0x800), Member(b"Societ_.pdf", extra=extra)))
    assert [e.name for e in made.entries] == ["Società.pdf"] * 2
    assert opened(archive(Member(b"Societ_.pdf", extra=stale))).entries[0].name == "Societ_.pdf"


@given(st.text(), st.binary(max_size=20))
def test_what_people_see_has_nothing_invisible(name, raw):
    for shown in (shown_name(name, raw), shown_name(None, raw)):
        assert shown.strip()
        assert len(shown) <= 200
        assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
        assert not {c for c in shown if unicodedata.category(c) == "Zs"} - {" "}


def test_a_space_that_does_not_break_is_shown_as_a_space():
    """Found by the fuzzer: an entry named in one code page and shown in another."""
    assert shown_name("n\xa03\u2003.pdf", b"") == "n 3 .pdf"


@given(st.text(max_size=30))
def test_a_name_without_problem_is_one_plain_part(name):
    if judge_name(name, Budget()) is None:
        assert "/" not in name
        assert "\\" not in name
        assert name not in {".", ".."}
        assert name.isprintable() or any(unicodedata.category(c) in {"Cn", "Co", "Zs"} for c in name)


@given(st.text(max_size=20))
def test_collision_is_blind_to_case_and_composition(name):
    key = collision_key(name)
    assert collision_key(unicodedata.normalize("NFD", name)) == key
    assert collision_key(name + ".") == key
