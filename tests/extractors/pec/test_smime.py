"""The provider's signature: over the bytes, by the sender, from an authority that we know, valid that day."""

import subprocess
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pec_kit import Authority, daticert, key_pem, mail_name, pem, receipt

from domain.pec import Firma, Ricevuta
from extractors.pec import read_receipt
from extractors.smime import trust_from_pem
from storage.mail_sign import sign_mail


@pytest.fixture(scope="module")
def provider(authority):
    return authority.issue(mail_name(), rsa_key=True)


@pytest.fixture(scope="module")
def trust(authority):
    return trust_from_pem(pem(authority.certificate))


@pytest.fixture(scope="module")
def signed(provider):
    return sign_mail(receipt("avvenuta-consegna"), pem(provider[0]), key_pem(provider[1]))


def read(raw, trust):
    found = read_receipt(raw, trust)
    assert isinstance(found, Ricevuta), found
    return found


def test_valid(signed, trust):
    assert read(signed, trust).firma is Firma.VALIDA
    assert read(signed, trust).recipient == "acme@pec.example"


def test_valid_with_an_elliptic_key(authority, trust):
    certificate, key = authority.issue(mail_name())
    raw = sign_mail(receipt("accettazione"), pem(certificate), key_pem(key))
    assert read(raw, trust).firma is Firma.VALIDA


def test_valid_though_kept_with_bare_line_feeds(signed, trust):
    assert read(signed.replace(b"\r\n", b"\n"), trust).firma is Firma.VALIDA


def test_openssl_agrees(signed, authority, tmp_path):
    (tmp_path / "ca.pem").write_bytes(pem(authority.certificate))
    command = ["openssl", "cms", "-verify", "-CAfile", tmp_path / "ca.pem", "-purpose", "any", "-out", "/dev/null"]
    done = subprocess.run(command, input=signed, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_without_authorities_nothing_is_claimed(signed):
    assert read(signed, None).firma is Firma.NON_VERIFICATA


def test_unsigned(trust):
    assert read(receipt("accettazione"), trust).firma is Firma.ASSENTE


def refused(raw, trust):
    found = read(raw, trust)
    assert found.firma is Firma.NON_VALIDA
    return found.firma_reason


def test_changed_after_signing(signed, trust):
    assert "modificato" in refused(signed.replace(b"Ricevuta di prova", b"Ricevuta di altro"), trust)


def test_another_authority(signed):
    other = trust_from_pem(pem(Authority.make("Altra").certificate))
    assert "autorità riconosciuta" in refused(signed, other)


def test_a_name_alone_makes_no_authority(signed):
    """Same name, another key."""
    assert "autorità riconosciuta" in refused(signed, trust_from_pem(pem(Authority.make().certificate)))


def test_another_sender(authority, trust):
    certificate, key = authority.issue(mail_name("chiunque@gestore.example"))
    raw = sign_mail(receipt("avvenuta-consegna"), pem(certificate), key_pem(key))
    assert "mittente" in refused(raw, trust)


def test_expired_on_the_day_of_the_receipt(authority, trust):
    certificate, key = authority.issue(mail_name(), until=datetime(2025, 1, 1, tzinfo=UTC))
    raw = sign_mail(receipt("avvenuta-consegna"), pem(certificate), key_pem(key))
    assert "valida a quella data" in refused(raw, trust)


def test_a_signature_of_something_else(signed, provider, trust):
    """The signature of one receipt under the body of another."""
    other = sign_mail(
        receipt("avvenuta-consegna", recipient="beta@pec.example"), pem(provider[0]), key_pem(provider[1])
    )
    mixed = signed.partition(b"application/pkcs7-signature; name=")[0] + b"application/pkcs7-signature; name=" + (
        other.partition(b"application/pkcs7-signature; name=")[2].replace(
            other.split(b'boundary="=-firma-')[1][:40], signed.split(b'boundary="=-firma-')[1][:40]))  # fmt: skip
    assert "modificato" in refused(mixed, trust)


def test_a_certificate_put_outside_the_signed_part_is_no_receipt(provider, trust):
    """A signed mail of the provider wrapped together with a daticert.xml of somebody's making."""
    plain = sign_mail(receipt("avvenuta-consegna", xml=b""), pem(provider[0]), key_pem(provider[1]))
    boundary = plain.split(b'boundary="=-firma-')[1][:40]
    extra = (b"--=-firma-" + boundary + b'\r\nContent-Type: application/xml; name="daticert.xml"\r\n\r\n'
             + daticert("avvenuta-consegna") + b"\r\n")  # fmt: skip
    forged = plain.replace(b"--=-firma-" + boundary + b"--", extra + b"--=-firma-" + boundary + b"--")
    assert "due parti" in refused(forged, trust)


def test_a_truncated_signature(signed, trust):
    at = signed.index(b'filename="smime.p7s"') + 30
    assert refused(signed[:at] + signed[at + 400 :], trust)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_no_changed_byte_inside_passes(signed, trust, data):
    """Whatever is changed in the signed part, the receipt is refused or not a receipt at all."""
    first = signed.index(b"--=-firma-", signed.index(b"\r\n\r\n")) + 60
    last = signed.rindex(b"\r\n--=-firma-", 0, signed.rindex(b"application/pkcs7-signature; name="))
    at = data.draw(st.integers(first, last - 1))
    new = data.draw(st.binary(min_size=1, max_size=1).filter(lambda b: b != signed[at : at + 1]))
    found = read_receipt(signed[:at] + new + signed[at + 1 :], trust)
    assert not (isinstance(found, Ricevuta) and found.firma is Firma.VALIDA) or {new, signed[at : at + 1]} <= {
        b"\r",
        b"\n",
    }
