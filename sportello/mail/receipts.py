"""Mail in: the provider's receipts, taken from an IMAP folder or a drop folder, and how far each message has come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any

from sqlalchemy import Connection, Row

from domain.pec import (
    Delivery,
    Dispatch,
    Firma,
    NotAReceipt,
    PecPolicy,
    Ricevuta,
    Tipo,
    counting,
    delivery,
    local_part,
    why_undelivered,
)
from extractors.isolation import Done, Failed, Task, Workshop
from sportello.app import App
from sportello.mail.receipt_work import READ, WARM
from sportello.policies import pec_policy, worker_limits
from sportello.settings import WrongSettingError
from storage import outbox
from storage.mail_in import MailboxError, Waiting, mails_from_folder, mails_from_imap
from storage.mail_server import parse_server
from storage.owners import is_dead


@dataclass
class Taken:
    """What a look at the mailboxes brought: new mails by kind, and why a mailbox could not be read (Italian)."""

    counts: dict[str, int] = field(default_factory=dict)
    trouble: str | None = None


def take_receipts(app: App) -> Taken:
    """Take whatever waits, raw bytes durable before anything else; a mailbox that is away is told, not raised."""
    taken = Taken()
    try:
        _take(app, taken)
    except MailboxError as away:
        taken.trouble = str(away)
    _note_proofs(app)
    return taken


def _take(app: App, taken: Taken) -> None:
    """Take one mail after the other: the mailbox stays open until each is kept and may be let go."""
    authorities = app.settings.pec_ca_file.read_bytes() if app.settings.pec_ca_file else None
    with ExitStack() as stack:
        shop: Workshop | None = None
        for mail in _waiting(app):
            if shop is None:
                shop, sent = stack.enter_context(Workshop(1, worker_limits(app.settings), WARM)), _sent(app)
            ((_, outcome),) = shop.run([Task(mail.source, READ, (mail.raw, authorities))])
            kind = _keep(app, mail, outcome.value if isinstance(outcome, Done) else _unread(outcome), sent)
            if kind is not None:
                taken.counts[kind] = taken.counts.get(kind, 0) + 1
            mail.done()


def _sent(app: App) -> dict[str, str]:
    """Return the Message-IDs of the outbox by what a receipt quotes of them."""
    with app.database.read() as connection:
        return {local_part(row.message_id): row.message_id for row in outbox.every(connection)}


def _waiting(app: App) -> Iterator[Waiting]:
    folder = app.home / "ricevute"
    if folder.is_dir():
        yield from mails_from_folder(folder)
    if app.settings.imap_url:
        try:
            server = parse_server(app.settings.imap_url, "imap")
        except ValueError as wrong:
            raise WrongSettingError(f"SPORTELLO_IMAP_URL: {wrong}.") from None
        yield from mails_from_imap(server)


def _unread(outcome: Any) -> NotAReceipt:
    assert isinstance(outcome, Failed)
    return NotAReceipt(f"La lettura si è interrotta ({outcome.kind.value}).")


def _keep(app: App, mail: Waiting, read: Ricevuta | NotAReceipt, sent: Mapping[str, str]) -> str | None:
    """Keep the raw bytes and what they say; returns the kind when it is new."""
    stored = app.blobs.put(BytesIO(mail.raw))
    receipt = read if isinstance(read, Ricevuta) else None
    kind = receipt.tipo.value if receipt else f"altro: {read.kind.value}" if isinstance(read, NotAReceipt) else ""
    with app.database.write() as connection:
        new = outbox.add_receipt(
            connection,
            sha256=stored.sha256,
            message_id=sent.get(local_part(receipt.reference)) if receipt else None,
            kind=kind[:40],
            recipient=receipt.recipient if receipt else None,
            at=receipt.when if receipt else None,
            taken_at=app.now(),
            data=_as_json(read),
        )
    return kind if new else None


def _as_json(read: Ricevuta | NotAReceipt) -> dict[str, Any]:
    return {key: value.isoformat() if isinstance(value, datetime) else value for key, value in asdict(read).items()}


def _receipt_of(row: Row[Any]) -> Ricevuta:
    said = dict(row.data)
    when = said.get("when")
    said.update(
        tipo=Tipo(said["tipo"]),
        when=datetime.fromisoformat(when) if when else None,
        recipients=tuple(said.get("recipients") or ()),
        firma=Firma(said["firma"]),
    )
    return Ricevuta(**said)


def deliveries(app: App) -> list[dict[str, Any]]:
    """Return every message with how far it has come: queued, sent, accepted, delivered, failed or overdue.

    ``why`` says what keeps it from its end: the server's last answer while it waits, then what the receipts say.
    """
    policy = pec_policy(app.settings)
    with app.database.read() as connection:
        messages, by_message = outbox.every(connection), _by_message(connection)
    return [
        {
            "message_id": row.message_id,
            "kind": row.kind,
            "operator": row.operator,
            "file": row.file_name,
            "state": _state(row, _dispatch(row, by_message), app.now(), policy).value,
            "tries": row.tries,
            "sent_at": row.sent_at,
            "last_error": row.last_error,
            "why": _why(row, _dispatch(row, by_message), app.now(), policy),
        }
        for row in messages
    ]


def _state(row: Row[Any], message: Dispatch, now: datetime, policy: PecPolicy) -> Delivery:
    if not _tried(row):
        return Delivery.QUEUED  # what was never handed over has no receipt
    found = delivery(message, now, policy)
    if row.state == outbox.FAILED and found is not Delivery.DELIVERED:
        return Delivery.FAILED
    return found


def _why(row: Row[Any], message: Dispatch, now: datetime, policy: PecPolicy) -> str:
    if row.state != outbox.SENT:
        return row.last_error or ""
    return why_undelivered(message, now, policy)


def _tried(row: Row[Any]) -> bool:
    return bool(row.tries) or row.state != outbox.QUEUED


def _by_message(connection: Connection) -> dict[str, list[Ricevuta]]:
    found: dict[str, list[Ricevuta]] = {}
    for row in outbox.all_receipts(connection):
        if row.message_id is not None:
            found.setdefault(row.message_id, []).append(_receipt_of(row))
    return found


def _dispatch(row: Row[Any], by_message: Mapping[str, list[Ricevuta]]) -> Dispatch:
    return Dispatch(row.message_id, tuple(row.recipients), row.sent_at, tuple(by_message.get(row.message_id, ())))


def _note_proofs(app: App) -> None:
    """Note as sent what a receipt proves to be: the server's answer, or our note of it, was lost; never send it twice."""
    with app.database.read() as connection:
        doubtful = [row.message_id for row in outbox.waiting(connection) if _unknown_end(row)]
    if not doubtful:
        return
    with app.database.write() as connection:
        by_message, policy = _by_message(connection), pec_policy(app.settings)
        for row in outbox.waiting(connection):
            proofs = counting(_dispatch(row, by_message), policy)
            if row.message_id in doubtful and _unknown_end(row) and proofs:
                said = [receipt.when for receipt in proofs if receipt.when]
                at = max(row.created_at, min([app.now(), *said]))  # the provider's clock may be anywhere
                outbox.mark(connection, row.message_id, state=outbox.SENT, sent_at=at, owner=None)
                outbox.told(connection, app.now(), row, "message.sent", proved_by=proofs[0].tipo.value)


def _unknown_end(row: Row[Any]) -> bool:
    """Tell whether a message was handed over at least once and nobody is at it now."""
    return _tried(row) and (row.state != outbox.SENDING or is_dead(row.owner or ""))
