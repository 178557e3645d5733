"""Receipts of certified mail from foreign bytes (facts F-07; RFC 6109).

Told by headers and by ``daticert.xml``, never by the subject. Only the outer message speaks: the mail that a
receipt returns (``postacert.eml``) may hold a ``daticert.xml`` of anybody's making. Where header and certificate
disagree there is no receipt: such a mail waits for a person.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from email.message import Message
from email.utils import parsedate_to_datetime

from domain.pec import Firma, NotAReceipt, Other, Ricevuta, Tipo, local_part
from extractors.daticert import BadDaticert, Daticert, read_daticert
from extractors.mime import BROKEN, content, file_name, header, headers, outer_parts, parse_mail
from extractors.smime import Trust, check_signature, signed_bytes

_CERTIFIED = {t.value: t for t in Tipo if t is not Tipo.RIMBALZO}


def read_receipt(raw: bytes, trust: Trust | None = None) -> Ricevuta | NotAReceipt:
    """Read a mail as a receipt; never raises, whatever the bytes.

    With ``trust`` (the CA certificates) the provider's signature is verified, and ``firma`` says how it went.
    """
    message = parse_mail(raw)
    if message is None:
        return NotAReceipt("Il messaggio non è leggibile.", Other.ILLEGGIBILE)
    try:
        read = _read(message)
    except BROKEN as broken:  # the library's parsers on broken headers: one boundary for all of them
        return NotAReceipt(f"Il messaggio non è leggibile ({type(broken).__name__}).", Other.ILLEGGIBILE)
    if isinstance(read, NotAReceipt) or read.tipo is Tipo.RIMBALZO:
        return read
    signed = check_signature(raw, message, trust, read.when)
    if signed.firma is Firma.VALIDA and not _was_signed(raw, message):
        return replace(read, firma=Firma.NON_VALIDA, firma_reason="daticert.xml non è nella parte firmata")
    return replace(read, firma=signed.firma, firma_reason=signed.reason)


def _was_signed(raw: bytes, message: Message) -> bool:
    """Read the certificate once more from the signed bytes alone: two parsers may disagree on where they begin."""
    inner = parse_mail(signed_bytes(raw, message) or b"")
    return inner is not None and _certificate(inner) == _certificate(message)


def _read(message: Message) -> Ricevuta | NotAReceipt:
    said = {value.lower() for value in headers(message, "X-Ricevuta")}
    if said:
        return _certified(message, said)
    transport = header(message, "X-Trasporto").lower()
    if transport == "posta-certificata":
        return NotAReceipt("È un messaggio di posta certificata in arrivo, non una ricevuta.", Other.POSTA_CERTIFICATA)
    if transport == "errore":
        return NotAReceipt("È un messaggio ordinario in busta di anomalia, non una ricevuta.", Other.ANOMALIA)
    if message.get_content_type() == "multipart/report":
        return _bounce(message) or NotAReceipt("È una notifica che non segnala una mancata consegna.")
    return NotAReceipt("È un messaggio di posta ordinaria, non una ricevuta.")


def _certified(message: Message, said: set[str]) -> Ricevuta | NotAReceipt:
    if len(said) > 1:
        return _doubt("più intestazioni X-Ricevuta diverse fra loro")
    kind = said.pop()
    tipo = _CERTIFIED.get(kind)
    if tipo is None:
        return _doubt(f"X-Ricevuta ha il valore sconosciuto '{kind[:60]}'")
    certificate = _certificate(message)
    if isinstance(certificate, BadDaticert):
        return _doubt(certificate.reason)
    if certificate.tipo.lower() != kind:
        return _doubt(f"X-Ricevuta dice '{kind}' ma daticert.xml dice '{certificate.tipo[:60]}'")
    reference = _reference(message, certificate)
    if isinstance(reference, NotAReceipt):
        return reference
    if len(set(certificate.consegna)) > 1:
        return _doubt("daticert.xml nomina più destinatari in 'consegna'")
    error = certificate.errore.lower()
    return Ricevuta(
        tipo=tipo,
        reference=reference,
        recipient=certificate.consegna[0] if certificate.consegna else None,
        when=certificate.when or _date(message),
        gestore=certificate.gestore,
        error="" if error == "nessuno" else error,
        detail=certificate.errore_esteso,
        recipients=certificate.recipients,
        message_id=_bare(header(message, "Message-ID")),
        identificativo=certificate.identificativo,
    )


def _doubt(reason: str) -> NotAReceipt:
    return NotAReceipt(f"Si presenta come ricevuta ma non è attendibile: {reason}.", Other.DUBBIO)


def _certificate(message: Message) -> Daticert | BadDaticert:
    found = [p for p in outer_parts(message) if file_name(p).lower() == "daticert.xml"]
    if len(found) != 1:
        return BadDaticert("manca daticert.xml" if not found else "più di un daticert.xml")
    raw = content(found[0])
    return read_daticert(raw) if raw is not None else BadDaticert("daticert.xml non decodificabile")


def _reference(message: Message, certificate: Daticert) -> str | NotAReceipt:
    """Return the Message-ID answered; the header is outside the signature, so it may not contradict the certificate."""
    outside = _bare(header(message, "X-Riferimento-Message-ID"))
    inside = _bare(certificate.msgid)
    if not outside and not inside:
        return _doubt("manca il riferimento al messaggio inviato")
    if outside and inside and local_part(outside) != local_part(inside):
        return _doubt("X-Riferimento-Message-ID e daticert.xml si riferiscono a messaggi diversi")
    return inside or outside


def _bare(message_id: str) -> str:
    return "".join(message_id.split()).removeprefix("<").removesuffix(">")


def _date(message: Message) -> datetime | None:
    """Read the mail's own ``Date``; one without an offset says nothing."""
    try:
        when = parsedate_to_datetime(header(message, "Date"))
    except BROKEN:
        return None
    return when if when.tzinfo is not None else None


_ADDRESS = re.compile(r"(?:rfc822|utf-8)\s*;\s*<?([^\s<>]+@[^\s<>]+?)>?\s*", re.IGNORECASE)


def _bounce(message: Message) -> Ricevuta | None:
    """Read a delivery status notification that says ``failed`` (RFC 3464), for messages sent to no PEC."""
    parts = message.get_payload()
    if not isinstance(parts, list):
        return None
    status = next(
        (p for p in parts if isinstance(p, Message) and p.get_content_type() == "message/delivery-status"), None
    )
    blocks = status.get_payload() if status is not None else None
    reference = _returned_id(parts)
    if not isinstance(blocks, list) or not reference:
        return None
    for block in blocks:
        if isinstance(block, Message) and header(block, "Action").lower() == "failed":
            address = _ADDRESS.fullmatch(header(block, "Original-Recipient") or header(block, "Final-Recipient"))
            return Ricevuta(
                Tipo.RIMBALZO,
                reference,
                recipient=address[1] if address else None,
                when=_date(message),
                error=header(block, "Status"),
                detail=header(block, "Diagnostic-Code"),
                message_id=_bare(header(message, "Message-ID")),
                firma=Firma.ASSENTE,
            )
    return None


def _returned_id(parts: list[Message | str]) -> str:
    """Return the Message-ID of the mail, or of its headers alone, that the notification gives back."""
    for part in parts:
        if not isinstance(part, Message):
            continue
        inside = part.get_payload()
        if part.get_content_type() == "message/rfc822" and isinstance(inside, list):
            return next((_bare(header(mail, "Message-ID")) for mail in inside if isinstance(mail, Message)), "")
        if part.get_content_type() == "text/rfc822-headers":
            returned = parse_mail(content(part) or b"")
            return _bare(header(returned, "Message-ID")) if returned is not None else ""
    return ""
