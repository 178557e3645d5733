"""One mail handed to an SMTP server, and what became of it: sent, try again, or never.

The outbox decides when and how often (``domain.pec.retry_at``); here is one attempt. A 4xx and a server that is
away or misconfigured are temporary, a 5xx about this sender, recipient or message is permanent. When the line
drops after the last byte and before the answer nobody can know: ``maybe_sent`` says so, and the same bytes with
the same Message-ID may go again.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from storage.mail_server import MailServer
from storage.mail_sign import to_crlf


@dataclass(frozen=True, slots=True)
class Sent:
    """The server took it, for all recipients but those in ``refused`` (address: its answer)."""

    refused: Mapping[str, str] = field(default_factory=dict)
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Temporary:
    """Try again later. ``server``: the trouble is with the server, so other messages need not be tried now."""

    reason: str
    server: bool = False
    maybe_sent: bool = False


@dataclass(frozen=True, slots=True)
class Permanent:
    """It will never go like this; a person has to look."""

    reason: str


Result = Sent | Temporary | Permanent

#: How trouble with the connection shows: no route, refused, dropped, silent, no TLS, wrong certificate.
_AWAY = (OSError, smtplib.SMTPServerDisconnected)


#: Bytes a second that a line must carry at least.
_SLOWEST = 20_000


class _EndedError(Exception):
    """Carries the result out of a conversation that ends early."""

    def __init__(self, result: Temporary | Permanent) -> None:
        super().__init__(result.reason)
        self.result = result


def send(raw: bytes, sender: str, recipients: tuple[str, ...], server: MailServer) -> Result:
    """Hand ``raw`` over once. ``sender`` and ``recipients`` are plain addresses of the envelope."""
    if not recipients:
        return Permanent("Il messaggio non ha destinatari.")
    wrong = next((a for a in (sender, *recipients) if not _plain(a)), None)
    if wrong is not None:
        return Permanent(f"L'indirizzo {wrong!r} non può stare nella busta del messaggio.")
    try:
        with _connected(server) as smtp:
            return _converse(smtp, to_crlf(raw), sender, recipients, server)
    except _EndedError as ended:
        return ended.result


def _plain(address: str) -> bool:
    return address.isascii() and address.isprintable() and "@" in address and not set(address) & set(" <>\"'")


@contextmanager
def _connected(server: MailServer) -> Iterator[smtplib.SMTP]:
    """Connect, encrypt, log in. All trouble on this way is the server's, none the message's."""
    try:
        smtp = _open(server)
    except ssl.SSLError as bad:
        raise _EndedError(Temporary(f"TLS con {server} non riuscito: {bad.reason or bad}.", server=True)) from bad
    except (*_AWAY, smtplib.SMTPException) as away:
        raise _EndedError(Temporary(f"Il server {server} non è raggiungibile: {_said(away)}.", server=True)) from away
    try:
        _log_in(smtp, server)
        yield smtp
    finally:
        _close(smtp)


def _open(server: MailServer) -> smtplib.SMTP:
    if server.implicit_tls:
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=server.timeout, context=server.tls())
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
    try:
        _encrypt(smtp, server)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _encrypt(smtp: smtplib.SMTP, server: MailServer) -> None:
    smtp.ehlo_or_helo_if_needed()
    if server.implicit_tls or server.starttls is False:
        return
    if smtp.has_extn("starttls"):
        smtp.starttls(context=server.tls())
        smtp.ehlo()
    elif server.starttls:
        raise smtplib.SMTPNotSupportedError("STARTTLS richiesto e non offerto")


def _log_in(smtp: smtplib.SMTP, server: MailServer) -> None:
    if not server.user:
        return
    if not isinstance(smtp.sock, ssl.SSLSocket) and not server.is_local:
        reason = f"La connessione a {server} non è cifrata: la password non viene inviata."
        raise _EndedError(Temporary(reason, server=True))
    try:
        smtp.login(server.user, server.password)
    except (*_AWAY, smtplib.SMTPException) as refused:
        reason = f"Accesso a {server} non riuscito: {_said(refused)}."
        raise _EndedError(Temporary(reason, server=True)) from refused


def _close(smtp: smtplib.SMTP) -> None:
    """Say goodbye; a server that has already gone changes nothing."""
    try:
        smtp.quit()
    except (*_AWAY, smtplib.SMTPException):
        smtp.close()


def _converse(smtp: smtplib.SMTP, raw: bytes, sender: str, recipients: tuple[str, ...], server: MailServer) -> Result:
    too_big = _beyond_size(smtp, raw)
    if too_big is not None:
        return too_big
    try:
        code, answer = smtp.mail(sender, _options(smtp, raw))
        if code != 250:
            return _judge(code, answer, "il mittente")
        refused = {address: said for address in recipients if (said := smtp.rcpt(address))[0] not in {250, 251}}
        if len(refused) == len(recipients):
            return _all_refused(refused)
    except (*_AWAY, smtplib.SMTPException) as lost:
        return Temporary(f"La connessione è caduta prima dell'invio: {_said(lost)}.", server=True)
    if smtp.sock is not None:  # a socket's time-out is for the whole message, not for each piece of it
        smtp.sock.settimeout(server.timeout + len(raw) / _SLOWEST)
    return _hand_over(smtp, raw, {address: _answer(*said) for address, said in refused.items()})


def _hand_over(smtp: smtplib.SMTP, raw: bytes, refused: Mapping[str, str]) -> Result:
    try:
        code, answer = smtp.data(raw)
    except smtplib.SMTPDataError as refused_data:  # the answer to DATA itself, before any byte of the message
        return _judge(refused_data.smtp_code, refused_data.smtp_error, "il messaggio")
    except (*_AWAY, smtplib.SMTPException) as lost:
        reason = f"La connessione è caduta durante l'invio, l'esito non è noto: {_said(lost)}."
        return Temporary(reason, server=True, maybe_sent=True)
    return Sent(refused, _answer(code, answer)) if code == 250 else _judge(code, answer, "il messaggio")


def _beyond_size(smtp: smtplib.SMTP, raw: bytes) -> Permanent | None:
    """Compare with the size that the server announces (RFC 1870): sending 30 MB to hear no helps nobody."""
    limit = smtp.esmtp_features.get("size", "")
    if limit.isdecimal() and 0 < int(limit) < len(raw):
        return Permanent(f"Il messaggio ha {len(raw)} byte e il server ne accetta {limit}.")
    return None


def _options(smtp: smtplib.SMTP, raw: bytes) -> list[str]:
    options = [f"SIZE={len(raw)}"] if smtp.has_extn("size") else []
    if not raw.isascii() and smtp.has_extn("8bitmime"):
        options.append("BODY=8BITMIME")
    return options


def _all_refused(refused: Mapping[str, tuple[int, bytes]]) -> Temporary | Permanent:
    """Try again as long as one recipient may yet be taken."""
    code, answer = next((said for said in refused.values() if said[0] < 500), next(iter(refused.values())))
    return _judge(code, answer, "i destinatari" if len(refused) > 1 else "il destinatario")


def _judge(code: int, answer: bytes | str, what: str) -> Temporary | Permanent:
    reason = f"Il server ha rifiutato {what}: {_answer(code, answer)}."
    if code == 421 or code < 0:  # 421: the service is closing; below zero: no code could be read
        return Temporary(reason, server=True)
    return Permanent(reason) if 500 <= code < 600 else Temporary(reason)


def _answer(code: int, answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(f"{code} {text}".split()).rstrip(".")[:300]


def _said(trouble: BaseException) -> str:
    """Return the server's words or the system's, on one line."""
    if isinstance(trouble, smtplib.SMTPResponseException):
        return _answer(trouble.smtp_code, trouble.smtp_error)
    if isinstance(trouble, TimeoutError) or isinstance(trouble.__context__, TimeoutError):
        return "tempo scaduto"
    if isinstance(trouble, smtplib.SMTPServerDisconnected):
        return "connessione chiusa dal server"
    if isinstance(trouble, ConnectionRefusedError):
        return "connessione rifiutata"
    return " ".join(str(trouble).split()).rstrip(".")[:300] or type(trouble).__name__
