"""Forms in XFA: their fields live in an XML packet that no open reader shows; the finding says so."""

from __future__ import annotations

import io

import pikepdf

from domain.findings import Finding, Severity, Source

_SOURCE = Source("Lettura dei moduli", "formato XFA")
#: What an operator is told where an XFA form has no pages of its own.
ONLY_XFA = (
    "il modulo è in formato XFA dinamico: i dati non stanno nelle pagine e non si possono leggere; aprirlo con il "
    "programma che lo ha creato, stamparlo in PDF e inviarlo di nuovo"
)


def has_xfa(pdf: bytes) -> bool:
    """Tell whether the AcroForm of a file carries an XFA packet."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            form = document.Root.get("/AcroForm")
            return isinstance(form, pikepdf.Dictionary) and "/XFA" in form
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return False


def xfa_finding() -> Finding:
    """Return the finding on a form whose pages were read beside its XFA packet."""
    return Finding(
        "MOD-05",
        Severity.WARNING,
        "Il modulo contiene anche dati in formato XFA, che non sono letti: valgono i campi e le pagine del PDF.",
        _SOURCE,
        cure="Stampare il modulo in PDF e inviare la stampa, perché valga ciò che si vede.",
    )
