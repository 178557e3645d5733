"""Mail out: every queued message lies in ``<home>/outbox`` until a server has taken it.

A message is claimed and committed before it is handed over, and its end is committed right after: a kill in between
leaves it claimed by a dead owner, and the same bytes with the same Message-ID go out again. SMTP allows no better.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Row

from domain.pec import fits_pec, retry_at
from sportello.app import App
from sportello.settings import WrongSettingError
from storage import outbox
from storage.blobs import read_all
from storage.durable import write_file
from storage.mail_out import Permanent, Sent, Temporary
from storage.mail_out import send as hand_over
from storage.mail_server import MailServer, parse_server
from storage.mail_sign import sign_mail


@dataclass
class Posted:
    """What a run of the outbox did: Message-IDs by result, with the reason where something went wrong."""

    sent: list[str] = field(default_factory=list)
    later: list[tuple[str, str]] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    waiting: int = 0

    def summary(self) -> dict[str, Any]:
        """Return the run as JSON values."""
        return {
            "inviati": len(self.sent),
            "da_ritentare": [{"message_id": m, "motivo": why} for m, why in self.later],
            "falliti": [{"message_id": m, "motivo": why} for m, why in self.failed],
            "in_attesa": self.waiting,
        }


def lay_out(app: App) -> list[Path]:
    """Write the messages that wait; those already there stay. Returns every waiting message's file."""
    with app.database.read() as connection:
        rows = outbox.waiting(connection)
    files = []
    for row in rows:
        place = _place(app, row)
        if not place.exists():
            write_file(place, [read_all(app.blobs, row.sha256)])
        files.append(place)
    return files


def _place(app: App, row: Row[Any]) -> Path:
    return app.home / "outbox" / str(row.file_name)


def send(app: App) -> Posted:
    """Hand the waiting messages to the mail server; without one they wait as files in the outbox."""
    posted = Posted()
    server = mail_server(app)
    while server is not None:
        with app.database.write() as connection:
            row = outbox.claim(connection, app.owner, app.now())
        if row is None:
            break
        if not _send_one(app, row, server, posted):
            break  # the trouble is the server's: the others need not be tried now
    _take_away(app)
    posted.waiting = len(lay_out(app))
    return posted


def _take_away(app: App) -> None:
    """Remove the files of messages that went out: a run killed right after its note left one that looks waiting."""
    there = {place.name: place for place in (app.home / "outbox").glob("*.eml")}
    if not there:
        return
    with app.database.read() as connection:
        gone = {row.file_name for row in outbox.every(connection) if row.state == outbox.SENT}
    for name in there.keys() & gone:
        there[name].unlink(missing_ok=True)


def mail_server(app: App) -> MailServer | None:
    """Return the server of the settings, None when there is none. Raises ``WrongSettingError``."""
    if not app.settings.smtp_url:
        return None
    try:
        return parse_server(app.settings.smtp_url, "smtp")
    except ValueError as wrong:
        raise WrongSettingError(f"SPORTELLO_SMTP_URL: {wrong}.") from None


def _send_one(app: App, row: Row[Any], server: MailServer, posted: Posted) -> bool:
    """Send one message and record its end; returns whether the server can be asked for more."""
    raw = _signed(app, read_all(app.blobs, row.sha256))
    recipients = tuple(row.recipients)
    if not fits_pec(len(raw), len(recipients)):
        result: Sent | Temporary | Permanent = Permanent("il messaggio supera 30 MB per destinatario")
    else:
        result = hand_over(raw, app.settings.pec_sender, recipients, server)
    with app.database.write() as connection:
        now, tries = app.now(), row.tries + 1
        if isinstance(result, Sent) and not result.refused:
            outbox.mark(connection, row.message_id, state=outbox.SENT, tries=tries, sent_at=now, owner=None)
            outbox.told(connection, now, row, "message.sent")
            posted.sent.append(row.message_id)
        elif isinstance(result, Temporary) and (again := retry_at(tries, now)) is not None:
            outbox.mark(
                connection,
                row.message_id,
                state=outbox.QUEUED,
                tries=tries,
                next_try_at=again,
                owner=None,
                last_error=result.reason,
            )
            posted.later.append((row.message_id, result.reason))
        else:
            why = _why(result)
            outbox.mark(connection, row.message_id, state=outbox.FAILED, tries=tries, owner=None, last_error=why)
            outbox.told(connection, now, row, "message.failed", why=why)
            posted.failed.append((row.message_id, why))
    if isinstance(result, Sent):
        _place(app, row).unlink(missing_ok=True)
    return not (isinstance(result, Temporary) and result.server)


def _why(result: Sent | Temporary | Permanent) -> str:
    if isinstance(result, Sent):
        return "rifiutato per " + ", ".join(f"{who} ({answer})" for who, answer in result.refused.items())
    return result.reason


def _signed(app: App, raw: bytes) -> bytes:
    """Sign the message where a certificate is set (optional S/MIME signature)."""
    settings = app.settings
    if settings.smime_certificate is None or settings.smime_key is None:
        return raw
    try:
        return sign_mail(raw, settings.smime_certificate.read_bytes(), settings.smime_key.read_bytes())
    except (OSError, ValueError, TypeError) as trouble:
        raise WrongSettingError(f"SPORTELLO_SMIME_CERTIFICATE e SPORTELLO_SMIME_KEY: {trouble}.") from None
