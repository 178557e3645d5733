"""Messages that leave the desk: plain addresses, one Message-ID for one purpose, the same bytes for the same input."""

from __future__ import annotations

import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from reports.text import local

#: Dot-atoms of RFC 5322 in ASCII: what a PEC address is made of; no quotes, comments, lists or line breaks.
_ADDRESS = re.compile(
    r"(?P<user>(?=.{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*)"
    r"@(?P<domain>[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+)"
)


def message_id(kind: str, key: tuple[str, ...], sender: str) -> str:
    """Return ``<kind.hash@domain of the sender>``, the hash taken over the whole key."""
    digest = sha256("\x00".join((kind, *key)).encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return f"<{kind}.{digest}@{address(sender).domain}>"


def address(spec: str) -> Address:
    """Return a plain mail address (no display name), or ``ValueError`` with the reason in Italian."""
    parts = _ADDRESS.fullmatch(spec) if len(spec) <= 254 else None
    if parts is None:
        raise ValueError(f"L'indirizzo di posta {spec!r} non è valido.")
    return Address(username=parts["user"], domain=parts["domain"])


def letter_mail(
    *,
    subject: str,
    body: str,
    sender: str,
    recipient: str,
    message_id: str,
    sent_at: datetime,
    attachments: tuple[tuple[str, str, bytes], ...],
) -> bytes:
    """Return a message with attachments ``(file name, subtype of application/, bytes)``, CRLF line ends."""
    message = EmailMessage(policy=SMTP)
    message["From"] = address(sender)
    message["To"] = address(recipient)
    message["Subject"] = subject
    message["Date"] = format_datetime(local(sent_at).replace(microsecond=0))
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body, charset="utf-8", cte="quoted-printable")
    for name, subtype, content in attachments:
        message.add_attachment(content, maintype="application", subtype=subtype, filename=name)
    if message.is_multipart():
        # A boundary drawn at random would change the bytes of the same message.
        message.set_boundary(f"=-{sha256(message_id.encode()).hexdigest()[:40]}")
    return message.as_bytes()
