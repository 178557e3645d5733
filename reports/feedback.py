"""The *richiesta di rettifica*: what is wrong with a form and how to put it right, for the person who sent it."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import date, datetime

from domain.findings import Severity
from reports.paper import typeset
from reports.text import day, name_units, printable, stamp, units

_PNG = b"\x89PNG\r\n\x1a\n"
#: Largest size of a picture, in points.
_CROP_WIDTH, _CROP_HEIGHT = 440, 300
_WEIGHTS = {
    Severity.BLOCKING: "Da correggere",
    Severity.WARNING: "Avvertenza",
    Severity.UNVERIFIABLE: "Non verificabile",
}
_CHECK = (
    "Prima del nuovo invio è possibile una verifica preventiva del file: applica gli stessi controlli, "
    "senza registrare il documento."
)


@dataclass(frozen=True, slots=True)
class FeedbackItem:
    """One finding in plain words; empty texts are left out.

    ``source`` is the citation (act, article); ``page`` counts from 1 in the file that was sent; ``crop_png`` shows the
    place on that page and ``crop_dpi`` is the resolution at which it was cut.
    """

    code: str
    severity: Severity
    message: str
    observed: str = ""
    expected: str = ""
    cure: str = ""
    source: str = ""
    page: int | None = None
    crop_png: bytes | None = None
    crop_dpi: int = 150


@dataclass(frozen=True, slots=True)
class FeedbackGroup:
    """The findings of one part of the form, for instance ``Allegato 2``."""

    title: str
    items: tuple[FeedbackItem, ...]


@dataclass(frozen=True, slots=True)
class Feedback:
    """One letter to the sender of one form; ``document`` is the file name as sent, ``reference`` our number for it."""

    operator_code: str
    recipient: str
    document: str
    reference: str
    received_at: datetime
    issued_at: datetime
    groups: tuple[FeedbackGroup, ...]
    pec: str = ""
    form: str = "Regolamento di Esercizio MT"
    pod: str = ""
    deadline: date | None = None
    signature: str = "Sportello per il consumatore Energia e Ambiente"


def feedback_pdf(feedback: Feedback) -> bytes:
    """Return the letter as a tagged PDF; the same values give the same bytes. ``ValueError`` for a crop that is no PNG."""
    return typeset("feedback", _content(feedback), feedback.issued_at)


def _content(feedback: Feedback) -> dict[str, object]:
    return {
        "title": f"Richiesta di rettifica - {printable(feedback.document)}",
        "document": units(feedback.document),
        "foot": f"Riferimento {printable(feedback.reference)[:60]} · emessa il {stamp(feedback.issued_at)}",
        "issued": day(feedback.issued_at),
        "recipient": units(feedback.recipient),
        "pec": name_units(feedback.pec),
        "facts": _facts(feedback),
        "opening": units(_opening(feedback)),
        "deadline": day(feedback.deadline) if feedback.deadline else None,
        "groups": _groups(feedback.groups),
        "steps": [units(step) for step in _steps(feedback)],
        "closing": [units(_CHECK)],
        "signature": units(feedback.signature),
    }


def _facts(feedback: Feedback) -> list[dict[str, object]]:
    facts = (
        ("Documento:", "code", feedback.document),
        ("POD:", "code", feedback.pod),
        ("Riferimento:", "code", feedback.reference),
        ("Modulo:", "text", feedback.form),
        ("Ricevuto il:", "text", stamp(feedback.received_at)),
    )
    return [
        {"caption": caption, "kind": kind, "value": name_units(value) if kind == "code" else units(value)}
        for caption, kind, value in facts
        if value
    ]


def _opening(feedback: Feedback) -> str:
    items = [item for group in feedback.groups for item in group.items]
    stops = sum(item.severity is Severity.BLOCKING for item in items)
    found = "un rilievo" if len(items) == 1 else f"{len(items)} rilievi"
    if stops == 0:
        weight = "Nessuno impedisce l'accettazione, ma chiediamo di verificarli."
    elif stops == len(items) == 1:
        weight = "Il documento non può essere accettato finché non è corretto."
    else:
        weight = f"{_of_them(stops)} l'accettazione del documento finché non {'è corretto' if stops == 1 else 'sono corretti'}."
    return f"L'esame del documento ha dato {found}, elencati per parte del modulo. {weight}"


def _of_them(stops: int) -> str:
    return "Uno impedisce" if stops == 1 else f"Di questi, {stops} impediscono"


def _steps(feedback: Feedback) -> tuple[str, ...]:
    until = f" entro il {day(feedback.deadline)}" if feedback.deadline else ""
    again = (
        f"Caricare di nuovo{until} il modulo completo, o i soli allegati corretti, con lo stesso POD: la nuova versione "
        "completa o sostituisce la precedente, che resta agli atti."
    )
    return "Correggere i punti segnati «Da correggere» e verificare gli altri.", again


def _groups(groups: tuple[FeedbackGroup, ...]) -> list[dict[str, object]]:
    shown: list[dict[str, object]] = []
    number = 0
    for group in groups:
        items = []
        for item in group.items:
            number += 1
            items.append(_item(item, number))
        shown.append({"title": units(group.title), "items": items})
    return shown


def _item(item: FeedbackItem, number: int) -> dict[str, object]:
    lines = (
        ("Rilevato", item.observed),
        ("Atteso", item.expected),
        ("Cosa fare", item.cure),
        ("Riferimento", item.source),
        ("Pagina", "" if item.page is None else str(item.page)),
    )
    shown = [{"caption": caption, "value": units(value)} for caption, value in lines if value]
    return {
        "number": str(number),
        "weight": _WEIGHTS[item.severity],
        "blocking": item.severity is Severity.BLOCKING,
        "code": name_units(item.code),
        "message": units(item.message),
        "lines": shown,
        "crop": _crop(item),
        # A block that may fill a page must be allowed to break; the others stay whole.
        "long": sum(len(value) for _, value in lines) + len(item.message) > 1500,
    }


def _crop(item: FeedbackItem) -> dict[str, object] | None:
    """Return the picture with its natural width in points and its description for readers who cannot see it."""
    png = item.crop_png
    if png is None:
        return None
    if not png.startswith(_PNG) or len(png) < 24:
        raise ValueError(f"finding {item.code}: the crop is no PNG")
    width, height = struct.unpack(">II", png[16:24])
    if not width or not height:
        raise ValueError(f"finding {item.code}: the crop is empty")
    scale = min(72 / item.crop_dpi, _CROP_WIDTH / width, _CROP_HEIGHT / height)
    where = f" della pagina {item.page}" if item.page is not None else ""
    return {
        "bytes": list(png),
        "width": width * scale,
        "alt": f"Ritaglio{where} del documento esaminato: {printable(item.message)}",
    }
