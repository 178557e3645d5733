"""PAdES signatures of a file: valid, altered, or of an unknown authority (pyHanko)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError

from domain.findings import Finding, Severity, Source
from domain.forms import DigitalSignature

_SOURCE = Source("Regolamento (UE) n. 910/2014", "art. 26", "firma elettronica avanzata")
#: What broken or foreign structures make pyHanko and asn1crypto raise; each ends as ``illeggibile``.
_FOREIGN = (
    PdfError,
    PathError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    NotImplementedError,
    OSError,
    RecursionError,
)


def read_signatures(pdf: bytes, roots: Sequence[bytes] = ()) -> tuple[DigitalSignature, ...]:
    """Return the digital signatures of a PDF; ``roots`` are trusted CA certificates (DER).

    Nothing is fetched: without the signer's root among ``roots`` an intact signature is ``autorita_sconosciuta``.
    """
    if b"/ByteRange" not in pdf and b"/Sig" not in pdf:
        return ()
    trusted = [x509.Certificate.load(root) for root in roots]
    try:
        embedded = PdfFileReader(io.BytesIO(pdf), strict=False).embedded_regular_signatures
    except _FOREIGN as error:
        return (DigitalSignature("", "illeggibile", detail=type(error).__name__),) if b"/ByteRange" in pdf else ()
    return tuple(_judged(signature, trusted) for signature in embedded)


def altered(signatures: Sequence[DigitalSignature]) -> list[Finding]:
    """Return a finding for each signature that does not hold."""
    return [
        Finding(
            "MOD-04",
            Severity.WARNING,
            "La firma digitale non corrisponde al documento: il contenuto è stato modificato dopo la firma.",
            _SOURCE,
            (s.field,) if s.field else (),
            observed=s.signer or s.field,
            cure="Firmare di nuovo il documento definitivo.",
        )
        for s in signatures
        if s.state == "alterata"
    ]


def _judged(signature: Any, trusted: list[x509.Certificate]) -> DigitalSignature:
    name = str(signature.field_name)
    try:
        context = ValidationContext(trust_roots=trusted, allow_fetching=False)
        status = validate_pdf_signature(signature, context)
        signer = str(status.signing_cert.subject.human_friendly)
        if not status.intact or not status.valid or not status.docmdp_ok:
            return DigitalSignature(name, "alterata", signer, str(status.coverage))
        return DigitalSignature(name, "valida" if status.trusted else "autorita_sconosciuta", signer)
    except _FOREIGN as error:
        return DigitalSignature(name, "illeggibile", detail=type(error).__name__)
