"""daticert.xml: what is read, and what is refused before it can do harm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pec_kit import daticert

from extractors.daticert import MAX_BYTES, BadDaticert, Daticert, read_daticert

GOOD = daticert("errore-consegna", error="no-dest", detail="è pieno")
BILLION = b"""<!DOCTYPE postacert [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><postacert tipo="&c;"/>"""
OUTSIDE = (
    b'<!DOCTYPE postacert [<!ENTITY x SYSTEM "file:///etc/passwd">]><postacert tipo="accettazione">&x;</postacert>'
)
PARAMETER = b'<!DOCTYPE postacert [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x">%x;]><postacert/>'


def test_everything_is_read():
    read = read_daticert(GOOD)
    assert isinstance(read, Daticert)
    assert (read.tipo, read.errore, read.errore_esteso) == ("errore-consegna", "no-dest", "è pieno")
    assert (read.consegna, read.msgid) == (("acme@pec.example",), "<abc.1@pec.desk.example>")


@pytest.mark.parametrize("raw", [BILLION, OUTSIDE, PARAMETER])
def test_entities_are_refused(raw):
    assert read_daticert(raw) == BadDaticert("daticert.xml: dichiarazione di entità non ammessa")


def test_a_document_type_without_entities_is_harmless():
    read = read_daticert(b'<!DOCTYPE postacert SYSTEM "postacert.dtd"><postacert tipo="accettazione"/>')
    assert isinstance(read, Daticert)
    assert read.tipo == "accettazione"


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "ben formato"),
        (b"<postacert>", "ben formato"),
        (b'<?xml version="1.0" encoding="inventato"?><postacert/>', "ben formato"),
        (b"<a>" * 30, "annidati"),
        (b" " * (MAX_BYTES + 1), "supera"),
        (b"<ricevuta/>", "radice"),
    ],
)
def test_what_is_refused(raw, says):
    read = read_daticert(raw)
    assert isinstance(read, BadDaticert)
    assert says in read.reason


@pytest.mark.parametrize("change", [(b"+0100", b"CET"), (b"18/02/2025", b"31/02/2025"), (b"01:30:05", b""),
                                    (b"+0100", b"+9900")])  # fmt: skip
def test_a_wrong_time_is_no_time(change):
    assert read_daticert(GOOD.replace(*change)).when is None


@given(st.binary(max_size=300))
def test_any_bytes_end_in_a_value(raw):
    assert isinstance(read_daticert(raw), Daticert | BadDaticert)


@given(st.integers(0, len(GOOD) - 1), st.binary(max_size=4))
def test_broken_certificates_end_in_a_value(at, put):
    assert isinstance(read_daticert(GOOD[:at] + put + GOOD[at + 1 :]), Daticert | BadDaticert)
