"""A form as data (its field catalogue) and a form as read (values with provenance)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from domain.findings import Finding
from domain.geometry import Box

#: What a field can hold: text, number (unit of the catalogue), list of options, or None = on the page and blank.
Value = str | float | int | list[str] | None


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One line of a field catalogue, for instance ``regolamento_mt_fields.csv``.

    ``kind`` is one of text, number, date, bool, choice, multichoice, signature, presence, codice_fiscale,
    partita_iva, pod, censimp, cap, provincia, pec, email, phone, time ...; ``unit`` is the unit of numbers;
    ``required`` is the catalogue's condition in words.
    """

    id: str
    section: str
    label: str
    kind: str
    unit: str = ""
    options: tuple[str, ...] = ()
    required: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One value as read.

    ``confidence`` is calibrated: of the values given with 0.8 or more at most one in a hundred is wrong.
    ``source`` is ``acroform``, ``text``, ``ocr`` or ``mark``; ``repair`` tells what OCR repair was made, if any;
    ``written`` is the text as it stands on the page where it differs from the typed value.
    """

    value: Value
    confidence: float
    page: int | None = None
    box: Box | None = None
    source: str = "text"
    repair: str | None = None
    written: str | None = None


@dataclass(frozen=True, slots=True)
class DigitalSignature:
    """A PAdES signature in the file, reported apart from signatures in ink.

    ``state`` is ``valida``, ``alterata`` (the bytes were changed after signing), ``autorita_sconosciuta`` (intact,
    but no trusted root leads to the signer) or ``illeggibile``; ``signer`` is the subject of the certificate.
    """

    field: str
    state: str
    signer: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A form as read: a field absent from ``fields`` was not found, one with value ``None`` is blank."""

    form: str
    pages: int
    fields: Mapping[str, FieldValue] = field(default_factory=lambda: MappingProxyType({}))
    missing_pages: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    signatures: tuple[DigitalSignature, ...] = ()
