"""Signing what the desk sends: the content is untouched, the key must be the certificate's."""

from email import message_from_bytes
from email.policy import default

import pytest
from pec_kit import DESK, key_pem, mail_name, pem, receipt

from storage.mail_sign import sign_mail, to_crlf


@pytest.fixture(scope="module")
def desk(authority):
    return authority.issue(mail_name(DESK))


def test_headers_outside_content_inside(desk):
    raw = receipt("accettazione", headers=[("Auto-Submitted", "auto-generated")])
    signed = message_from_bytes(sign_mail(raw, pem(desk[0]), key_pem(desk[1])), policy=default)
    plain = message_from_bytes(raw, policy=default)
    assert signed.get_content_type() == "multipart/signed"
    for name in ("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Ricevuta"):
        assert signed.get_all(name) == plain.get_all(name)
    inner = signed.get_payload(0)
    assert inner["Subject"] is None
    assert [p.get_content() for p in inner.iter_parts()] == [p.get_content() for p in plain.iter_parts()]


def test_a_mail_without_content_headers(desk):
    signed = message_from_bytes(sign_mail(b"Subject: x\n\nciao\n", pem(desk[0]), key_pem(desk[1])), policy=default)
    assert signed.get_payload(0).get_content_type() == "text/plain"
    assert signed.get_payload(0).get_content().strip() == "ciao"


def test_a_key_of_another_is_refused(desk, authority):
    other = authority.issue(mail_name(DESK))
    with pytest.raises(ValueError, match="non corrisponde"):
        sign_mail(b"Subject: x\n\n", pem(desk[0]), key_pem(other[1]))


def test_line_ends():
    assert to_crlf(b"a\nb\rc\r\nd\n\r\n") == b"a\r\nb\r\nc\r\nd\r\n\r\n"
