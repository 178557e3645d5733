"""Places and side-cars of the inbox: read for any name and any bytes, never raising."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.documents import Channel
from domain.inbox_path import MAX_USER, NOBODY, place_of, read_sidecar

NOW = datetime(2025, 3, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("parts", "channel", "letter", "request_id", "known"),
    [
        (("acme", "risposte", "lotto.zip"), Channel.RISPOSTE, None, None, True),
        (("acme", "risposte", "L-P-25-0001234_01", "x.pdf"), Channel.RISPOSTE, "L-P-25-0001234_01", None, True),
        (("acme", "risposte", "l-p-25-0001234", "x.pdf"), Channel.RISPOSTE, "L-P-25-0001234", None, True),
        (("acme", "risposte", "altro", "x.pdf"), Channel.RISPOSTE, None, None, False),
        (("acme", "risposte", "L-P-25-0001234", "b", "x.pdf"), Channel.RISPOSTE, None, None, False),
        (("acme", "comunicazioni", "x.pdf"), Channel.COMUNICAZIONI, None, None, True),
        (("acme", "comunicazioni", "2025", "x.pdf"), Channel.COMUNICAZIONI, None, None, False),
        (("acme", "moduli", "x.pdf"), Channel.MODULI, None, None, True),
        (("acme", "connessioni", "PR-7", "x.pdf"), Channel.CONNESSIONI, None, "PR-7", True),
        (("acme", "connessioni", "x.pdf"), Channel.CONNESSIONI, None, None, False),
        (("acme", "x.pdf"), Channel.SCONOSCIUTO, None, None, False),
        (("acme", "risposte"), Channel.SCONOSCIUTO, None, None, False),
        (("acme", "sconosciuto", "x.pdf"), Channel.SCONOSCIUTO, None, None, False),
    ],
)
def test_places_of_the_contract(parts, channel, letter, request_id, known) -> None:
    place = place_of(parts)
    assert (place.channel, place.letter, place.request, place.known) == (channel, letter, request_id, known)
    assert (place.operator, place.path, place.name) == (parts[0], "/".join(parts[1:]), parts[-1])


def test_a_file_in_no_operators_folder_is_nobodys() -> None:
    place = place_of(("x.pdf",))
    assert (place.operator, place.channel, place.known) == (NOBODY, Channel.SCONOSCIUTO, False)


NAME = st.one_of(
    st.sampled_from([c.value for c in Channel] + ["L-P-25-0001234", "L-P-25-0001234_01.PDF", "-", "..", "a!"]),
    st.text(st.characters(blacklist_characters="/\0"), min_size=1, max_size=12),
)


@given(st.lists(NAME, min_size=1, max_size=6))
def test_any_names_have_a_place(parts: list[str]) -> None:
    place = place_of(tuple(parts))
    assert place.name == parts[-1]
    assert place.path.endswith(parts[-1])
    assert place.operator in {parts[0], NOBODY}
    assert not (place.known and place.channel is Channel.SCONOSCIUTO)


def said(**content: object) -> bytes:
    return json.dumps(content).encode()


def test_a_whole_sidecar_is_read() -> None:
    found = read_sidecar(said(utente=" Anna ", caricato_il="2025-03-10T09:00:00+01:00"), NOW)
    assert (found.user, found.notices) == ("Anna", ())
    assert found.uploaded_at == datetime(2025, 3, 10, 8, tzinfo=UTC)


def test_nothing_said_is_nothing_wrong() -> None:
    assert read_sidecar(b"{}", NOW).notices == ()


@pytest.mark.parametrize(
    "when",
    [
        "2025-03-10T09:00:00",
        "ieri",
        5,
        "2025-03-10T12:00:01+00:00",
        "9999-12-31T23:59:59-14:00",
        "0001-01-01T00:00:00+14:00",
        "1999-12-31T23:59:59+00:00",
        [],
    ],
)
def test_an_instant_that_cannot_be_is_left_out_and_told(when: object) -> None:
    found = read_sidecar(said(utente="Anna", caricato_il=when), NOW)
    assert (found.user, found.uploaded_at) == ("Anna", None)
    assert [n.code for n in found.notices] == ["INT-01"]


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b"\xef\xbb\xbf", b'{"utente": 1}']
)
def test_a_broken_sidecar_is_told(data: bytes) -> None:
    found = read_sidecar(data, NOW)
    assert (found.user, found.uploaded_at) == (None, None)
    assert len(found.notices) == 1


def test_a_byte_order_mark_does_no_harm() -> None:
    assert read_sidecar(b'\xef\xbb\xbf{"utente": "Anna"}', NOW).user == "Anna"


def test_a_user_is_short_and_printable() -> None:
    found = read_sidecar(said(utente="a\x1b[31m\ud800" + "x" * 500), NOW)
    assert found.user is not None
    assert len(found.user) <= MAX_USER
    assert found.user.isprintable()
    found.user.encode()


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(), lambda inner: st.lists(inner, max_size=3), max_leaves=4
)


@given(
    st.one_of(
        st.binary(max_size=60),
        st.builds(
            lambda u, w: said(utente=u, caricato_il=w), JSON, JSON | st.datetimes(timezones=st.timezones()).map(str)
        ),
    )
)
def test_no_bytes_ever_raise(data: bytes) -> None:
    found = read_sidecar(data, NOW)
    if found.uploaded_at is not None:
        assert found.uploaded_at <= NOW
        assert found.uploaded_at.astimezone(UTC) + timedelta(0) == found.uploaded_at
