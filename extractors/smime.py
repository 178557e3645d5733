"""S/MIME signature of a received mail: over the raw bytes, by a certificate that leads to a CA we were given.

Detached signatures in ``multipart/signed`` (RFC 8551), as PEC providers make them. Verified at the receipt's own
time: their certificates end after a few years and receipts are kept longer. Revocation is not asked (no network).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parseaddr
from typing import Any

from asn1crypto import cms
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.verification import ExtensionPolicy, PolicyBuilder, Store, VerificationError

from domain.pec import Firma
from extractors.mime import content, header

#: SHA-1 proves nothing any more.
_HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
#: What asn1crypto and cryptography raise on broken structures.
_BROKEN = (ValueError, TypeError, KeyError, AttributeError, IndexError, UnsupportedAlgorithm, OverflowError)


@dataclass(frozen=True)
class Trust:
    """Certificates of the authorities that we believe."""

    authorities: tuple[x509.Certificate, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """How the check went, and why not (Italian)."""

    firma: Firma
    reason: str = ""


class _NoGood(Exception):  # noqa: N818 - an end of the check, told to nobody outside
    """Carries the reason from the depth of a check to its one end."""


def trust_from_pem(pem: bytes) -> Trust:
    """Read a CA file; ValueError when it holds no certificate."""
    return Trust(tuple(x509.load_pem_x509_certificates(pem)))


def check_signature(raw: bytes, message: Message, trust: Trust | None, when: datetime | None) -> Checked:
    """Verify the signature of ``raw`` (of which ``message`` is the parsed form); never raises on any bytes."""
    if message.get_content_type() != "multipart/signed":
        return Checked(Firma.ASSENTE, "il messaggio non è firmato")
    if trust is None:
        return Checked(Firma.NON_VERIFICATA, "nessuna autorità di certificazione impostata")
    try:
        _verify(raw, message, trust, when)
    except _NoGood as why:
        return Checked(Firma.NON_VALIDA, str(why))
    except InvalidSignature:
        return Checked(Firma.NON_VALIDA, "la firma non corrisponde al contenuto")
    except VerificationError:
        return Checked(Firma.NON_VALIDA, "il certificato non risale a un'autorità riconosciuta e valida a quella data")
    except _BROKEN as broken:
        return Checked(Firma.NON_VALIDA, f"firma illeggibile ({type(broken).__name__})")
    return Checked(Firma.VALIDA)


def _verify(raw: bytes, message: Message, trust: Trust, when: datetime | None) -> None:
    if when is None:
        raise _NoGood("la ricevuta non ha una data")
    signed = signed_bytes(raw, message)
    if signed is None:
        raise _NoGood("la parte firmata non si trova")
    data = _signed_data(message)
    (info,) = data["signer_infos"]
    certificates = [x509.load_der_x509_certificate(c.dump()) for c in data["certificates"]]
    leaf = _signer(info, certificates)
    _check_digest(info, signed)
    _check_key(info, leaf)
    _check_address(leaf, message)
    policy = PolicyBuilder().store(Store(list(trust.authorities))).time(when.astimezone(UTC).replace(tzinfo=None))
    policy = policy.extension_policies(
        ca_policy=ExtensionPolicy.webpki_defaults_ca(), ee_policy=ExtensionPolicy.permit_all()
    )
    policy.build_client_verifier().verify(leaf, [c for c in certificates if c != leaf])


def signed_bytes(raw: bytes, message: Message) -> bytes | None:
    """Return the first part exactly as it was sent: parsing and writing it anew would change it."""
    boundary = message.get_boundary()
    if not boundary:
        return None
    line = rb"(?:\A|\r?\n)--" + re.escape(boundary.encode("ascii", "replace")) + rb"(?:--)?[ \t]*(?=\r?\n|\Z)"
    marks = re.finditer(line, raw)
    first, second = next(marks, None), next(marks, None)
    if first is None or second is None:
        return None
    newline = 2 if raw[first.end() : first.end() + 2] == b"\r\n" else 1
    return raw[first.end() + newline : second.start()]


def _signed_data(message: Message) -> Any:
    parts = message.get_payload()
    if not isinstance(parts, list) or len(parts) != 2 or not isinstance(parts[1], Message):
        raise _NoGood("il messaggio firmato non ha due parti")
    envelope = cms.ContentInfo.load(content(parts[1]) or b"")
    if envelope["content_type"].native != "signed_data":
        raise _NoGood("la seconda parte non è una firma")
    data = envelope["content"]
    if len(data["signer_infos"]) != 1:
        raise _NoGood("la firma non ha un solo firmatario")
    return data


def _signer(info: Any, certificates: list[x509.Certificate]) -> x509.Certificate:
    sid = info["sid"]
    if sid.name != "issuer_and_serial_number":
        raise _NoGood("il firmatario non è indicato da emittente e numero di serie")
    issuer, serial = sid.chosen["issuer"].dump(), sid.chosen["serial_number"].native
    for certificate in certificates:
        if certificate.serial_number == serial and certificate.issuer.public_bytes() == issuer:
            return certificate
    raise _NoGood("manca il certificato del firmatario")


def _check_digest(info: Any, signed: bytes) -> None:
    """Compare the signed digest; a copy kept with bare line feeds is read with the CRLF that were signed."""
    name = info["digest_algorithm"]["algorithm"].native
    if name not in _HASHES:
        raise _NoGood(f"algoritmo di impronta non ammesso: {name}")
    attributes = {a["type"].native: a["values"] for a in info["signed_attrs"]}
    wanted = attributes["message_digest"][0].native
    forms = (signed, re.sub(rb"\r?\n", b"\r\n", signed))
    if not any(hashlib.new(name, form).digest() == wanted for form in forms):
        raise _NoGood("il contenuto è stato modificato dopo la firma")


def _check_key(info: Any, leaf: x509.Certificate) -> None:
    algorithm = _HASHES[info["digest_algorithm"]["algorithm"].native]
    signature, key = info["signature"].native, leaf.public_key()
    attributes = info["signed_attrs"].untag().dump()  # signed as SET OF, sent under a tag of its own
    scheme = info["signature_algorithm"].signature_algo
    if isinstance(key, rsa.RSAPublicKey) and scheme == "rsassa_pkcs1v15":
        key.verify(signature, attributes, padding.PKCS1v15(), algorithm)
    elif isinstance(key, rsa.RSAPublicKey) and scheme == "rsassa_pss":
        key.verify(signature, attributes, padding.PSS(padding.MGF1(algorithm), padding.PSS.AUTO), algorithm)
    elif isinstance(key, ec.EllipticCurvePublicKey) and scheme == "ecdsa":
        key.verify(signature, attributes, ec.ECDSA(algorithm))
    else:
        raise _NoGood(f"algoritmo di firma non ammesso: {scheme}")


def _check_address(leaf: x509.Certificate, message: Message) -> None:
    """Hold the certificate against the sender: anybody may have one (RFC 8551, section 3)."""
    sender = parseaddr(header(message, "From"))[1].casefold()
    owned = [a.value for a in leaf.subject.get_attributes_for_oid(x509.NameOID.EMAIL_ADDRESS)]
    try:
        names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        owned += names.get_values_for_type(x509.RFC822Name)
    except x509.ExtensionNotFound:
        pass
    if not sender or sender not in {str(address).casefold() for address in owned}:
        raise _NoGood("il certificato non è intestato al mittente della ricevuta")
