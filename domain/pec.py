"""Certified mail: receipts as values, and how far an outgoing message has come (facts F-07; RFC 6109).

A message counts as delivered only with its ``avvenuta-consegna``, one for each recipient. The state is never
stored: it follows from what was sent and from the receipts, in whatever order they came and however often.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Tipo(StrEnum):
    """What a receipt says: the values of ``X-Ricevuta`` and of ``daticert.xml``, and an ordinary bounce."""

    ACCETTAZIONE = "accettazione"
    NON_ACCETTAZIONE = "non-accettazione"
    PRESA_IN_CARICO = "presa-in-carico"
    AVVENUTA_CONSEGNA = "avvenuta-consegna"
    ERRORE_CONSEGNA = "errore-consegna"
    PREAVVISO_ERRORE_CONSEGNA = "preavviso-errore-consegna"
    RILEVAZIONE_VIRUS = "rilevazione-virus"
    NON_PEC = "non-pec"
    RIMBALZO = "rimbalzo"  # ours: a delivery status notification of ordinary mail (RFC 3464), "failed"


class Firma(StrEnum):
    """What is known of the provider's S/MIME signature."""

    ASSENTE = "assente"
    NON_VERIFICATA = "non verificata"  # no CA file is set
    VALIDA = "valida"
    NON_VALIDA = "non valida"


@dataclass(frozen=True, slots=True)
class Ricevuta:
    """One receipt. ``reference`` is the Message-ID to which it belongs, without angle brackets.

    ``recipient``: the address of ``consegna``, None where the receipt is about the whole message. ``when`` is the
    provider's time. ``error`` is the short code (``no-dest``, ``no-dominio``, ``virus``, ``altro`` or empty),
    ``detail`` its text. ``message_id``: that of the receipt itself.
    """

    tipo: Tipo
    reference: str
    recipient: str | None = None
    when: datetime | None = None
    gestore: str = ""
    error: str = ""
    detail: str = ""
    recipients: tuple[str, ...] = ()
    message_id: str = ""
    identificativo: str = ""
    firma: Firma = Firma.NON_VERIFICATA
    firma_reason: str = ""


class Other(StrEnum):
    """What a mail that is no receipt is."""

    MESSAGGIO = "messaggio"  # ordinary mail
    POSTA_CERTIFICATA = "posta-certificata"  # somebody's PEC to us (transport envelope)
    ANOMALIA = "anomalia"  # ordinary mail in an anomaly envelope
    DUBBIO = "dubbio"  # calls itself a receipt and does not hold together
    ILLEGGIBILE = "illeggibile"


@dataclass(frozen=True, slots=True)
class NotAReceipt:
    """Why a mail is no receipt (Italian); it is kept and shown, never dropped."""

    reason: str
    kind: Other = Other.MESSAGGIO


class Delivery(StrEnum):
    """How far an outgoing message, or one recipient's copy, has come."""

    QUEUED = "in coda"
    SENT = "inviato"
    ACCEPTED = "accettato"
    DELIVERED = "consegnato"
    FAILED = "non consegnato"
    OVERDUE = "in ritardo"


@dataclass(frozen=True)
class PecPolicy:
    """Numbers of certified mail; status A but for ``limit`` (RFC 6109, 3.1.1) and the provider's 24 hours.

    ``limit``: size x recipients, binary megabytes, base64 included. ``accept_within``, ``deliver_within``: after
    sending, before the missing receipt is overdue (a provider gives its last word within 24 hours, notice 12).
    ``signed_only``: count only receipts with a valid signature (set it where a CA file is set).
    ``back_off``: waits between attempts; when they are used up a person has to look.
    """

    limit: int = 30 * 1024 * 1024
    accept_within: timedelta = timedelta(hours=2)
    deliver_within: timedelta = timedelta(hours=26)
    signed_only: bool = False
    back_off: tuple[timedelta, ...] = (
        timedelta(minutes=5),
        timedelta(minutes=15),
        timedelta(hours=1),
        timedelta(hours=4),
        timedelta(hours=12),
    )


DEFAULT_PEC = PecPolicy()


@dataclass(frozen=True, slots=True)
class Dispatch:
    """An outgoing message: ``sent_at`` None until the server took it; ``receipts`` all that refer to it.

    A repeated attempt at handing over keeps the Message-ID; sending again what ended badly is a new message with
    an ID of its own, or the receipts of the first would speak of the second.
    """

    message_id: str
    recipients: tuple[str, ...]
    sent_at: datetime | None = None
    receipts: tuple[Ricevuta, ...] = ()


def local_part(message_id: str) -> str:
    """Return what is compared of a Message-ID: some providers rewrite its domain, so ours is random before the @."""
    bare = message_id.strip().removeprefix("<").removesuffix(">")
    local, at, _ = bare.rpartition("@")
    return local if at else bare


def refers_to(receipt: Ricevuta, message_id: str) -> bool:
    """Tell whether a receipt belongs to a sent message; an empty reference belongs to none."""
    wanted = local_part(message_id)
    return bool(wanted) and local_part(receipt.reference) == wanted


def delivery(message: Dispatch, now: datetime, policy: PecPolicy = DEFAULT_PEC) -> Delivery:
    """Return the state of the whole message: the worst of its recipients."""
    states = set(delivery_of_each(message, now, policy).values())
    if not states:
        return Delivery.QUEUED if message.sent_at is None else Delivery.SENT
    order = (Delivery.FAILED, Delivery.OVERDUE, Delivery.QUEUED, Delivery.SENT, Delivery.ACCEPTED, Delivery.DELIVERED)
    return next(state for state in order if state in states)


def delivery_of_each(message: Dispatch, now: datetime, policy: PecPolicy = DEFAULT_PEC) -> dict[str, Delivery]:
    """Return the state for each recipient."""
    counted = counting(message, policy)
    return {address: _state(address, message, counted, now, policy) for address in message.recipients}


def counting(message: Dispatch, policy: PecPolicy = DEFAULT_PEC) -> tuple[Ricevuta, ...]:
    """Return the receipts that speak of this message and may be believed; any of them proves that a server took it."""
    return tuple(r for r in message.receipts if _counts(r, message, policy))


_ENDS_BADLY = frozenset({Tipo.NON_ACCETTAZIONE, Tipo.ERRORE_CONSEGNA, Tipo.RILEVAZIONE_VIRUS, Tipo.RIMBALZO})


def _counts(receipt: Ricevuta, message: Dispatch, policy: PecPolicy) -> bool:
    good = receipt.firma is Firma.VALIDA or not policy.signed_only or receipt.tipo is Tipo.RIMBALZO
    return good and receipt.firma is not Firma.NON_VALIDA and refers_to(receipt, message.message_id)


def _state(address: str, message: Dispatch, receipts: Iterable[Ricevuta], now: datetime, policy: PecPolicy) -> Delivery:
    mine = {r.tipo for r in receipts if _concerns(r, address, message)}
    if Tipo.AVVENUTA_CONSEGNA in mine:  # the proof stands, whatever a later notice says
        return Delivery.DELIVERED
    if mine & _ENDS_BADLY:
        return Delivery.FAILED
    if message.sent_at is None:
        return Delivery.QUEUED
    accepted = bool(mine & {Tipo.ACCETTAZIONE, Tipo.PRESA_IN_CARICO, Tipo.PREAVVISO_ERRORE_CONSEGNA})
    within = policy.deliver_within if accepted else policy.accept_within
    if now - message.sent_at > within:
        return Delivery.OVERDUE
    return Delivery.ACCEPTED if accepted else Delivery.SENT


def why_undelivered(message: Dispatch, now: datetime, policy: PecPolicy = DEFAULT_PEC) -> str:
    """Say in Italian why a message is ``FAILED`` or ``OVERDUE`` by its receipts; empty where it is neither."""
    receipts = counting(message, policy)
    state = delivery(message, now, policy)
    if state is Delivery.FAILED:
        bad = [r for r in receipts if r.tipo in _ENDS_BADLY]
        return "; ".join(f"{r.tipo.value} {r.recipient or ''}".strip() + _because(r) for r in bad)
    if state is not Delivery.OVERDUE:
        return ""
    late = {a for a, each in delivery_of_each(message, now, policy).items() if each is Delivery.OVERDUE}
    accepted = any(r.tipo is Tipo.ACCETTAZIONE and _concerns(r, a, message) for r in receipts for a in late)
    what, within = ("avvenuta-consegna", policy.deliver_within) if accepted else ("accettazione", policy.accept_within)
    return f"la ricevuta di {what} non è arrivata entro {within // timedelta(hours=1)} ore dall'invio"


def _because(receipt: Ricevuta) -> str:
    said = receipt.detail or receipt.error
    return f" ({said})" if said else ""


def _concerns(receipt: Ricevuta, address: str, message: Dispatch) -> bool:
    # Without a recipient it is about all of them; a delivery has to name whom, unless there is only one.
    if receipt.recipient is not None:
        return receipt.recipient.casefold() == address.casefold()
    return receipt.tipo is not Tipo.AVVENUTA_CONSEGNA or len(message.recipients) == 1


def fits_pec(raw_size: int, recipients: int, policy: PecPolicy = DEFAULT_PEC) -> bool:
    """Tell whether a message of ``raw_size`` bytes as sent may go to so many recipients at once."""
    return recipients >= 1 and raw_size * recipients <= policy.limit


def retry_at(attempts: int, last: datetime, policy: PecPolicy = DEFAULT_PEC) -> datetime | None:
    """Return when to try again after ``attempts`` failed ones (1 or more); None: a person has to look."""
    if not 1 <= attempts <= len(policy.back_off):
        return None
    return last + policy.back_off[attempts - 1]
