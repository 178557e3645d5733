"""Digital signatures: good, by an unknown authority, altered after signing."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import keys, x509
from cryptography import x509 as cx509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko_certvalidator.registry import SimpleCertificateStore

from extractors.forms.signing.digital_signatures import altered, read_signatures


@pytest.fixture(scope="module")
def signer():
    key = ec.generate_private_key(ec.SECP256R1())
    name = cx509.Name([cx509.NameAttribute(NameOID.COMMON_NAME, "Rosa Lo Verde")])
    now = datetime.now(UTC)
    usage = cx509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False, key_agreement=False,
        key_cert_sign=True, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    builder = (
        cx509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
    )
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=30))
    cert = builder.add_extension(usage, critical=True).sign(key, hashes.SHA256())
    der = cert.public_bytes(serialization.Encoding.DER)
    private = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    loaded = x509.Certificate.load(der)
    store = SimpleCertificateStore()
    return SimpleSigner(signing_cert=loaded, signing_key=keys.PrivateKeyInfo.load(private), cert_registry=store), der


@pytest.fixture
def signed(signer, page_of) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(page_of(lambda c: c.drawString(100, 700, "Regolamento di Esercizio"))))
    return sign_pdf(writer, PdfSignatureMetadata(field_name="Firma1"), signer=signer[0]).getvalue()


def test_a_trusted_root_makes_it_valid(signed, signer):
    (found,) = read_signatures(signed, [signer[1]])
    assert (found.field, found.state) == ("Firma1", "valida")
    assert "Rosa Lo Verde" in found.signer


def test_without_its_root_the_authority_is_unknown(signed):
    (found,) = read_signatures(signed)
    assert found.state == "autorita_sconosciuta"
    assert altered([found]) == []


def test_changed_bytes_are_an_alteration(signed):
    at = signed.index(b"/MediaBox") + 12
    changed = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
    (found,) = read_signatures(changed)
    assert found.state in ("alterata", "illeggibile")
    clean = signed.replace(b"/Rotate 0", b"/Rotate 9", 1)
    assert clean != signed
    (found,) = read_signatures(clean)
    assert found.state == "alterata"
    assert [f.code for f in altered([found])] == ["MOD-04"]


def test_an_unsigned_file_has_none(page_of):
    assert read_signatures(page_of(lambda c: c.drawString(100, 700, "Nome"))) == ()
