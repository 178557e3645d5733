"""Values cross the wall unchanged; bytes that are no value never become anything else."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.archives import Archive, Entry
from domain.findings import Finding, Severity, Source
from domain.forms import FieldValue, Reading
from domain.geometry import Box
from domain.pages import Page, Word
from domain.problems import ArchiveProblem, EntryProblem
from extractors.isolation.codec import CodecError, decode, encode

NOUNS = [
    Page(1, 595.0, 842.0, (Word("perché", Box(1, 2.5, 3, 4)),), notes=("a",)),
    Archive(ArchiveProblem.BOMB, "x", (Entry(0, b"\xff\x00", "n\udcff", "n", 3, problem=EntryProblem.METHOD),)),
    Finding("E001", Severity.BLOCKING, "Il nome…", Source("003", "Fig.13"), box=Box(0, 0, 1, 1)),
    Reading("mt", 2, MappingProxyType({"a.b": FieldValue(["x", "y"], 0.5)})),
    datetime(2026, 11, 22, 1, tzinfo=UTC),
    date(2026, 11, 22),
    Decimal("1.50"),
    Path("/tmp/x"),
    {("a", 1): {b"b"}, None: frozenset({1.5})},
]


@pytest.mark.parametrize("noun", NOUNS, ids=lambda n: type(n).__name__)
def test_nouns_cross_unchanged(noun):
    back = decode(encode(noun))
    assert back == noun
    assert type(back) is type(noun)


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(plain)
def test_built_in_values_cross_unchanged(value):
    back = decode(encode(value))
    assert back == value
    assert type(back) is type(value)


@given(st.binary(max_size=200) | plain.map(lambda v: json.dumps(v, default=str).encode()))
def test_any_bytes_are_a_value_or_an_error(data):
    try:
        decode(data)
    except CodecError:
        return


@pytest.mark.parametrize(
    "name",
    [
        "os:system",
        "builtins:eval",
        "domain.pages:dataclass",
        "domain.geometry:annotations",
        "extractors.isolation.workshop:Workshop",
        "domain.forms:MappingProxyType",
        "sportello.app:App",
        "domain/../os:system",
        "domain..os:x",
        ":x",
        "domain",
        7,
    ],
)
def test_only_nouns_of_our_rooms_are_built(name):
    with pytest.raises(CodecError):
        decode(json.dumps([[name], [0]]).encode())


@pytest.mark.parametrize("body", ["[0]", "[]", "{}", "[-99]", '["x"]', "[true]", "[-3,1]", "[-6,7]", "[-3,[-1],1]"])
def test_malformed_bodies_are_refused(body):
    with pytest.raises(CodecError):
        decode(b'[["domain.pages:Word"],' + body.encode() + b"]")


def test_foreign_objects_do_not_leave():
    with pytest.raises(CodecError, match="may not leave"):
        encode(object())
