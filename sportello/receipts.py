"""Mail in: the provider's receipts, taken from an IMAP folder or a drop folder, and how far each message has come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from io import BytesIO
from typing import Any

from sqlalchemy import Row

from domain.pec import (
    Delivery,
    Dispatch,
    Firma,
    NotAReceipt,
    PecPolicy,
    Ricevuta,
    Tipo,
    delivery,
    refers_to,
)
from extractors.isolation import Done, Failed, Task, Workshop
from sportello.app import App
from sportello.policies import worker_limits
from sportello.receipt_work import READ, WARM
from sportello.settings import WrongSettingError
from storage import outbox
from storage.mail_in import Waiting, mails_from_folder, mails_from_imap
from storage.mail_server import parse_server


def take_receipts(app: App) -> dict[str, int]:
    """Take whatever waits, raw bytes durable before anything else; returns how many of each kind are new."""
    counts: dict[str, int] = {}
    authorities = app.settings.pec_ca_file.read_bytes() if app.settings.pec_ca_file else None
    waiting = list(_waiting(app))
    if not waiting:
        return counts
    with Workshop(1, worker_limits(app.settings), WARM) as shop:
        tasks = [Task(number, READ, (mail.raw, authorities)) for number, mail in enumerate(waiting)]
        for number, outcome in shop.run(tasks):
            mail = waiting[number]
            read = outcome.value if isinstance(outcome, Done) else _unread(outcome)
            kind = _keep(app, mail, read)
            if kind is not None:
                counts[kind] = counts.get(kind, 0) + 1
            mail.done()
    return counts


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


def _keep(app: App, mail: Waiting, read: Ricevuta | NotAReceipt) -> str | None:
    """Keep the raw bytes and what they say; returns the kind when it is new."""
    stored = app.blobs.put(BytesIO(mail.raw))
    receipt = read if isinstance(read, Ricevuta) else None
    kind = receipt.tipo.value if receipt else f"altro: {read.kind.value}" if isinstance(read, NotAReceipt) else ""
    with app.database.write() as connection:
        message = None
        if receipt is not None:
            ids = [row.message_id for row in outbox.every(connection)]
            message = next((i for i in ids if refers_to(receipt, i)), None)
        new = outbox.add_receipt(
            connection,
            sha256=stored.sha256,
            message_id=message,
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
    """Return every message with how far it has come: queued, sent, accepted, delivered, failed or overdue."""
    policy = PecPolicy(signed_only=app.settings.pec_ca_file is not None)
    with app.database.read() as connection:
        messages, came = outbox.every(connection), outbox.all_receipts(connection)
    by_message: dict[str, list[Ricevuta]] = {}
    for row in came:
        if row.message_id is not None:
            by_message.setdefault(row.message_id, []).append(_receipt_of(row))
    return [
        {
            "message_id": row.message_id,
            "kind": row.kind,
            "operator": row.operator,
            "file": row.file_name,
            "state": _state(row, tuple(by_message.get(row.message_id, ())), app.now(), policy).value,
            "tries": row.tries,
            "sent_at": row.sent_at,
            "last_error": row.last_error,
        }
        for row in messages
    ]


def _state(row: Row[Any], came: tuple[Ricevuta, ...], now: datetime, policy: PecPolicy) -> Delivery:
    if row.state == outbox.FAILED:
        return Delivery.FAILED
    if row.sent_at is None:
        return Delivery.QUEUED
    return delivery(Dispatch(row.message_id, tuple(row.recipients), row.sent_at, came), now, policy)
