"""S/MIME signature of an outgoing mail (RFC 8551): ``multipart/signed``, detached, SHA-256.

The content's headers move into the signed part, the others stay outside; bytes that were signed are bytes that
are sent, so the body is taken as it stands and never parsed.
"""

from __future__ import annotations

import base64
import hashlib
import re

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs7

_CRLF = b"\r\n"


def sign_mail(raw: bytes, certificates: bytes, key: bytes, password: bytes | None = None) -> bytes:
    """Return ``raw`` signed.

    ``certificates``: PEM, the signer's first and then those between it and its authority. ``key``: PEM, RSA or
    elliptic curve. Raises ``ValueError`` when they cannot be read or do not belong together.
    """
    chain = x509.load_pem_x509_certificates(certificates)
    private = serialization.load_pem_private_key(key, password)
    usable = (rsa.RSAPrivateKey, ec.EllipticCurvePrivateKey)
    if not isinstance(private, usable) or private.public_key() != chain[0].public_key():
        raise ValueError("la chiave della firma (RSA o a curva ellittica) non corrisponde al certificato")
    outside, inside = _split(to_crlf(raw))
    builder = pkcs7.PKCS7SignatureBuilder().set_data(inside).add_signer(chain[0], private, hashes.SHA256())
    for other in chain[1:]:
        builder = builder.add_certificate(other)
    options = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]
    signature = builder.sign(serialization.Encoding.DER, options)
    return _assemble(outside, inside, signature)


def to_crlf(raw: bytes) -> bytes:
    """Return the mail with CRLF at every line end, as it must travel; a lone CR or LF would smuggle commands."""
    return re.sub(rb"\r\n|\r|\n", _CRLF, raw)


def _split(raw: bytes) -> tuple[bytes, bytes]:
    """Part the headers of the whole from the headers of the content and the body."""
    head, _, body = raw.partition(_CRLF * 2)
    fields = re.split(rb"\r\n(?![ \t])", head)
    content = [f for f in fields if f.lower().startswith(b"content-")]
    others = [f for f in fields if f not in content and not f.lower().startswith(b"mime-version")]
    if not content:
        content = [b"Content-Type: text/plain; charset=us-ascii"]
    return _CRLF.join(others), _CRLF.join(content) + _CRLF * 2 + body


def _assemble(outside: bytes, inside: bytes, signature: bytes) -> bytes:
    boundary = b"=-firma-" + hashlib.sha256(inside).hexdigest()[:40].encode()
    # encodebytes breaks lines with a bare LF.
    armoured = base64.encodebytes(signature).replace(b"\n", _CRLF)
    lines = [
        outside,
        b"MIME-Version: 1.0",
        b'Content-Type: multipart/signed; protocol="application/pkcs7-signature";',
        b' micalg=sha-256; boundary="' + boundary + b'"',
        b"",
        b"--" + boundary,
        inside,
        b"--" + boundary,
        b'Content-Type: application/pkcs7-signature; name="smime.p7s"',
        b"Content-Transfer-Encoding: base64",
        b'Content-Disposition: attachment; filename="smime.p7s"',
        b"",
        armoured + b"--" + boundary + b"--",
        b"",
    ]
    return _CRLF.join(lines)
