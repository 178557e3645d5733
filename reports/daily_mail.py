"""The message that carries the daily report to the operator's PEC (rule book PEC-01 to PEC-03, AMB-21).

It is an ordinary message: the envelope and the receipts are the PEC provider's (facts F-07).
"""

from __future__ import annotations

import re
from hashlib import sha256

from domain.daily import DailyReport
from reports.mail import letter_mail, message_id
from reports.text import day

#: Text of figure 17.
BODY = (
    "Si trasmette, in allegato, quanto in oggetto.\nCordiali Saluti\nSportello per il consumatore Energia e Ambiente\n"
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


def _plain(code: str) -> str:
    """Return a code that is safe in a file name; what is replaced is told apart by a short hash."""
    plain = re.sub(r"[^A-Za-z0-9-]", "-", code)[:40]
    return plain if plain == code else f"{plain}-{sha256(code.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
