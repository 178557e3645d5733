"""The message that carries the daily report to the operator's PEC (rule book PEC-01 to PEC-03, AMB-21).

It is an ordinary message: the envelope and the receipts are the PEC provider's (facts F-07).
"""

from __future__ import annotations

import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from domain.daily import DailyReport
from reports.text import day, local

#: Text of figure 17.
BODY = (
    "Si trasmette, in allegato, quanto in oggetto.\nCordiali Saluti\nSportello per il consumatore Energia e Ambiente\n"
)
#: Dot-atoms of RFC 5322 in ASCII: what a PEC address is made of; no quotes, comments, lists or line breaks.
_ADDRESS = re.compile(
    r"(?P<user>(?=.{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*)"
    r"@(?P<domain>[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+)"
)
_XLSX = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def daily_subject(report: DailyReport) -> str:
    """Return the subject (AMB-21); a day issued again says its version."""
    again = f" (versione {report.version})" if report.version > 1 else ""
    return f"Portale Operatori-Gestori - Report giornaliero del {day(report.day)}{again}"


def daily_name(report: DailyReport, extension: str) -> str:
    """Return the file name of the report, for instance ``report-giornaliero_acme_2026-11-21.pdf``."""
    again = f"_v{report.version}" if report.version > 1 else ""
    return f"report-giornaliero_{_plain(report.operator_code)}_{report.day.isoformat()}{again}.{extension}"


def daily_message_id(report: DailyReport, sender: str) -> str:
    """Return the Message-ID: one for each operator, day and version, so a repeated build is the same message.

    The local part alone identifies the report, because some providers rewrite the domain of the reference.
    """
    return message_id("report", (report.operator_code, report.day.isoformat(), str(report.version)), sender)


def daily_mail(report: DailyReport, pdf: bytes, xlsx: bytes, sender: str) -> bytes:
    """Return the RFC 5322 message with both files attached; the same input gives the same bytes.

    ``ValueError`` when an address is none (a line break in it, no domain).
    """
    return letter_mail(
        subject=daily_subject(report),
        body=BODY,
        sender=sender,
        recipient=report.pec,
        message_id=daily_message_id(report, sender),
        sent_at=report.issued_at,
        attachments=(
            (daily_name(report, "pdf"), "pdf", pdf),
            (daily_name(report, "xlsx"), _XLSX, xlsx),
        ),
    )


def message_id(kind: str, key: tuple[str, ...], sender: str) -> str:
    """Return ``<kind.hash@domain of the sender>``, the hash taken over the whole key."""
    digest = sha256("\x00".join((kind, *key)).encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return f"<{kind}.{digest}@{address(sender).domain}>"


def address(spec: str) -> Address:
    """Return a plain mail address (no display name), or ``ValueError`` with the reason in Italian."""
    parts = _ADDRESS.fullmatch(spec)
    if parts is None or len(spec) > 254:
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


def _plain(code: str) -> str:
    """Return a code that is safe in a file name; what is replaced is told apart by a short hash."""
    plain = re.sub(r"[^A-Za-z0-9-]", "-", code)[:40]
    return plain if plain == code else f"{plain}-{sha256(code.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
