"""Receipts from foreign bytes: told by headers and daticert.xml, never by the subject, and never raising."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pec_kit import daticert, receipt

from domain.pec import Firma, NotAReceipt, Other, Ricevuta, Tipo
from extractors.pec import read_receipt

CERTIFIED = [t for t in Tipo if t is not Tipo.RIMBALZO]
SAMPLES = Path(__file__).parents[4] / "shared" / "data" / "pec"


@pytest.mark.parametrize("tipo", CERTIFIED)
def test_every_kind_of_receipt(tipo):
    read = read_receipt(receipt(tipo.value))
    assert isinstance(read, Ricevuta)
    assert (read.tipo, read.reference) == (tipo, "abc.1@pec.desk.example")
    assert read.when == datetime(2025, 2, 18, 0, 30, 5, tzinfo=UTC)
    assert (read.gestore, read.identificativo) == ("Gestore di prova", "g.1@gestore.example")
    assert read.recipients == ("acme@pec.example",)
    assert (read.recipient is None) is (tipo in {Tipo.ACCETTAZIONE, Tipo.NON_ACCETTAZIONE})
    assert (read.error, read.firma) == ("", Firma.ASSENTE)


def test_an_error_says_why():
    read = read_receipt(receipt("errore-consegna", error="no-dest", detail="5.1.1 - indirizzo non valido"))
    assert (read.error, read.detail) == ("no-dest", "5.1.1 - indirizzo non valido")


@pytest.mark.parametrize(
    "change",
    [
        (b"X-Ricevuta:", b"x-RICEVUTA:"),
        (
            b"X-Riferimento-Message-ID: <abc.1@pec.desk.example>",
            b"X-Riferimento-Message-ID:\r\n <abc.1@pec.desk.example>",
        ),
        (b"X-Riferimento-Message-ID: <abc.1@", b"X-Riferimento-Message-ID: <abc\r\n .1@"),
        (b"X-Riferimento-Message-ID: <abc.1@pec.desk.example>", b"X-Riferimento-Message-ID: <abc.1@riscritto.example>"),
        (b"X-Riferimento-Message-ID: <abc.1@pec.desk.example>", b"X-Altro: niente"),
        (b"X-Ricevuta: avvenuta-consegna", b"X-Ricevuta: Avvenuta-Consegna"),
        (b"X-Ricevuta: avvenuta-consegna", b"X-Ricevuta: avvenuta-consegna\r\nX-TipoRicevuta: breve"),
        (b"\r\n", b"\n"),
    ],
)
def test_traps_of_the_trade(change):
    raw = receipt("avvenuta-consegna")
    assert change[0] in raw
    read = read_receipt(raw.replace(*change))
    assert isinstance(read, Ricevuta), read
    assert (read.tipo, read.reference) == (Tipo.AVVENUTA_CONSEGNA, "abc.1@pec.desk.example")


def enclosed(raw):
    return message_from_bytes(raw, policy=EmailMessage().policy)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (receipt("avvenuta-consegna", xml=b""), "manca daticert.xml"),
        (receipt("mancata-consegna"), "valore sconosciuto 'mancata-consegna'"),
        (receipt("avvenuta-consegna", xml=daticert("accettazione")), "ma daticert.xml dice 'accettazione'"),
        (receipt("accettazione", headers=[("X-Ricevuta", "avvenuta-consegna")]), "più intestazioni X-Ricevuta"),
        (receipt("accettazione", reference="altro.9@pec.desk.example"), "messaggi diversi"),
        (receipt("accettazione", reference="", header_reference=""), "manca il riferimento"),
        (receipt("accettazione", xml=b"<postacert"), "non è XML ben formato"),
        (receipt("accettazione", xml=b"<altro/>"), "elemento radice 'altro'"),
        (receipt("avvenuta-consegna", xml=b"", postacert=enclosed(receipt("avvenuta-consegna"))), "manca daticert.xml"),
        (receipt("avvenuta-consegna", xml=daticert("avvenuta-consegna").replace(
            b"<consegna>", b"<consegna>altri@pec.example</consegna><consegna>")), "più destinatari"),
    ],
)  # fmt: skip
def test_what_does_not_hold_together_is_no_receipt(raw, says):
    read = read_receipt(raw)
    assert isinstance(read, NotAReceipt)
    assert read.kind is Other.DUBBIO
    assert says in read.reason


def test_only_the_outer_message_speaks():
    """A delivered mail may hold a daticert.xml of its sender's making: it is returned inside postacert.eml."""
    forged = enclosed(receipt("avvenuta-consegna", recipient="altri@pec.example"))
    read = read_receipt(receipt("avvenuta-consegna", postacert=forged))
    assert read.recipient == "acme@pec.example"


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        (b"X-Trasporto: posta-certificata\r\nSubject: ACCETTAZIONE: x\r\n", Other.POSTA_CERTIFICATA),
        (b"X-Trasporto: errore\r\nSubject: ANOMALIA MESSAGGIO: x\r\n", Other.ANOMALIA),
        (b"Subject: CONSEGNA: x\r\nX-TipoRicevuta: completa\r\n", Other.MESSAGGIO),
    ],
)
def test_other_mail(headers, kind):
    read = read_receipt(headers + b"\r\ntesto\r\n")
    assert isinstance(read, NotAReceipt)
    assert read.kind is kind


BOUNCE = b"""From: MAILER-DAEMON@mx.example\r
Date: Tue, 18 Feb 2025 01:31:00 +0100\r
Content-Type: multipart/report; report-type=delivery-status; boundary=b\r
\r
--b\r
Content-Type: message/delivery-status\r
\r
Reporting-MTA: dns; mx.example\r
\r
Final-Recipient: rfc822; acme@pec.example\r
Action: failed\r
Status: 5.1.1\r
Diagnostic-Code: smtp; 550 unknown user\r
\r
--b\r
Content-Type: text/rfc822-headers\r
\r
Message-ID: <abc.1@pec.desk.example>\r
\r
--b--\r
"""


def test_an_ordinary_bounce_counts_as_failed():
    read = read_receipt(BOUNCE)
    assert isinstance(read, Ricevuta)
    assert (read.tipo, read.reference, read.recipient) == (Tipo.RIMBALZO, "abc.1@pec.desk.example", "acme@pec.example")
    assert (read.error, read.detail) == ("5.1.1", "smtp; 550 unknown user")


def test_a_delay_is_no_failure():
    assert isinstance(read_receipt(BOUNCE.replace(b"Action: failed", b"Action: delayed")), NotAReceipt)


def nested(levels):
    head = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(levels))
    return b"X-Ricevuta: accettazione\r\n" + head


GOOD = receipt("avvenuta-consegna")


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400))
@example(nested(3000))
@example(b"Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n\xff\n--b--")
@example(b"X-Ricevuta: \xff\xfe\nX-Riferimento-Message-ID: =?x?q?=\n\n")
def test_any_bytes_end_in_a_value(raw):
    assert isinstance(read_receipt(raw), Ricevuta | NotAReceipt)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(max_size=6), st.integers(0, 40))
def test_broken_receipts_end_in_a_value(at, put, cut):
    assert isinstance(read_receipt(GOOD[:at] + put + GOOD[at + cut :]), Ricevuta | NotAReceipt)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the larger set of public samples lies beside the project only")
def test_public_samples_end_in_a_value():
    read = {path.name: read_receipt(path.read_bytes()) for path in SAMPLES.iterdir()}
    assert len(read) >= 71
    kinds = {name: r.tipo for name, r in read.items() if isinstance(r, Ricevuta)}
    assert sorted(kinds.values()) == sorted([Tipo.ACCETTAZIONE] * 2 + [Tipo.ERRORE_CONSEGNA] * 2
                                            + [Tipo.AVVENUTA_CONSEGNA, Tipo.RIMBALZO])  # fmt: skip
