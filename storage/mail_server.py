"""Addresses of mail servers as settings write them: ``smtp://``, ``smtps://``, ``imap://``, ``imaps://``."""

from __future__ import annotations

import ipaddress
import ssl
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

PORTS = {"smtp": 25, "smtps": 465, "imap": 143, "imaps": 993}
#: Options after ``?``: what each may be is told in ``parse_server``.
_OPTIONS = {"smtp": {"starttls", "cafile", "timeout"}, "imap": {"starttls", "cafile", "timeout", "done"}}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where and how to connect. ``starttls``: True required, False never, None where offered."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = ""
    folder: str = ""
    starttls: bool | None = None
    cafile: str | None = None
    timeout: float = 30.0
    done: str = ""

    def __str__(self) -> str:
        """Return the address without the password, for messages and logs."""
        return f"{self.scheme}://{self.host}:{self.port}"

    def __repr__(self) -> str:
        """Keep the password out of tracebacks too."""
        return f"MailServer({self})"

    @property
    def implicit_tls(self) -> bool:
        """Whether the connection is encrypted from its first byte."""
        return self.scheme in {"smtps", "imaps"}

    @property
    def is_local(self) -> bool:
        """Whether the server is this machine: nothing can be overheard on the way."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    def tls(self) -> ssl.SSLContext:
        """Return a context that verifies name and chain."""
        return ssl.create_default_context(cafile=self.cafile)


def parse_server(url: str, family: str) -> MailServer:
    """Read a setting such as ``smtp://user:password@host:587?starttls=1``; ``family`` is ``smtp`` or ``imap``.

    Options: ``starttls`` 1 (required) or 0 (never), else where offered; ``cafile`` PEM of the authorities to
    believe; ``timeout`` seconds; ``done`` (imap) folder for receipts already taken. Special characters of user and
    password are percent-encoded. ValueError (Italian, without the password) when it makes no sense.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError(f"indirizzo del server di posta non valido (atteso {family}://host:porta)") from None
    if parts.scheme not in {family, f"{family}s"} or not parts.hostname:
        raise ValueError(f"indirizzo del server di posta non valido (atteso {family}://host o {family}s://host)")
    options = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
    unknown = sorted(options.keys() - _OPTIONS[family])
    if unknown:
        raise ValueError(f"opzione sconosciuta nell'indirizzo del server di posta: {', '.join(unknown)}")
    return MailServer(
        scheme=parts.scheme,
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        folder=unquote(parts.path.strip("/")) or "INBOX",
        starttls=_flag(options.get("starttls")),
        cafile=options.get("cafile"),
        timeout=_seconds(options.get("timeout", "30")),
        done=options.get("done", ""),
    )


def _flag(text: str | None) -> bool | None:
    if text not in {None, "0", "1"}:
        raise ValueError("starttls nell'indirizzo del server di posta vale 0 o 1")
    return None if text is None else text == "1"


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 600:
        raise ValueError("timeout nell'indirizzo del server di posta è un numero di secondi fino a 600")
    return seconds
