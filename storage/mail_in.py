"""Mails that wait in an IMAP folder or in a drop folder: taken one by one, let go only when the caller says so.

Each mail comes with ``done``: call it after its bytes and what was read of them are committed. Until then the
mail stays where it is and comes again next time, so a caller that was killed loses nothing and may see a mail
twice: the hash of ``raw`` tells.
"""

from __future__ import annotations

import contextlib
import imaplib
import re
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from domain.os_words import in_words
from storage.durable import sync_folder
from storage.mail_server import MailServer

#: Keyword set on mails already taken: they stay where they are, and what a person reads or not does not matter.
TAKEN = "$SportelloPreso"
#: Unfinished files, as in the inbox (design contract, section 3).
_UNFINISHED = (".part", ".tmp", ".crdownload")


class MailboxError(Exception):
    """The mailbox cannot be read now (Italian): away, refused, or set wrongly."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mail as it came. ``source`` names it for messages; ``raw`` is untouched; ``done`` lets it go."""

    source: str
    raw: bytes
    done: Callable[[], None]


def mails_from_folder(folder: Path) -> Iterator[Waiting]:
    """Yield the mails dropped in ``folder``, oldest name first; ``done`` removes the file."""
    try:
        paths = sorted(p for p in folder.iterdir() if p.is_file() and not _unfinished(p.name))
    except OSError as trouble:
        raise MailboxError(f"La cartella {folder} non è leggibile: {in_words(trouble)}.") from trouble
    for path in paths:
        try:
            raw = path.read_bytes()
        except FileNotFoundError:  # taken away meanwhile: somebody else's
            continue
        except OSError as trouble:
            raise MailboxError(f"Il file {path} non è leggibile: {in_words(trouble)}.") from trouble
        yield Waiting(path.name, raw, lambda path=path: _remove(path))  # type: ignore[misc]


def _unfinished(name: str) -> bool:
    return name.startswith(".") or name.lower().endswith(_UNFINISHED)


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    sync_folder(path.parent)


def mails_from_imap(server: MailServer) -> Iterator[Waiting]:
    """Yield the mails of the server's folder that were not taken yet, oldest first.

    ``done`` marks a mail with the keyword ``TAKEN``; with ``?done=Folder`` in the address it is moved there.
    Raises ``MailboxError`` when the server is away, refuses the login or keeps no keywords.
    """
    with _session(server) as box:
        validity = _select(box, server)
        for uid in _numbers(box, server):
            raw = _fetch(box, uid)
            if raw is not None:
                yield Waiting(f"{server.folder}/{validity}/{uid}", raw, lambda uid=uid: _let_go(box, server, uid))  # type: ignore[misc]


@contextlib.contextmanager
def _session(server: MailServer) -> Iterator[imaplib.IMAP4]:
    """Connect, log in, log out; everything that goes wrong on the line becomes ``MailboxError``."""
    try:
        box = _open(server)
    except (OSError, imaplib.IMAP4.error) as trouble:
        raise MailboxError(f"La casella {server} non è raggiungibile: {_said(trouble)}.") from trouble
    try:
        _log_in(box, server)
        yield box
    except (OSError, imaplib.IMAP4.error) as trouble:
        raise MailboxError(f"La casella {server} non risponde come dovrebbe: {_said(trouble)}.") from trouble
    finally:
        with contextlib.suppress(OSError, imaplib.IMAP4.error):
            box.logout()


def _open(server: MailServer) -> imaplib.IMAP4:
    if server.implicit_tls:
        return imaplib.IMAP4_SSL(server.host, server.port, ssl_context=server.tls(), timeout=server.timeout)
    box = imaplib.IMAP4(server.host, server.port, timeout=server.timeout)
    if server.starttls or (server.starttls is None and "STARTTLS" in box.capabilities):
        box.starttls(server.tls())
    return box


def _log_in(box: imaplib.IMAP4, server: MailServer) -> None:
    if not isinstance(box.socket(), ssl.SSLSocket) and not server.is_local:
        raise MailboxError(f"La connessione a {server} non è cifrata: la password non viene inviata.")
    box.login(server.user, server.password)


def _select(box: imaplib.IMAP4, server: MailServer) -> str:
    _ask(box.select(_quoted(server.folder)), f"La cartella {server.folder} non si apre")
    flags = b" ".join(line or b"" for line in box.response("PERMANENTFLAGS")[1])
    if not server.done and rb"\*" not in flags and TAKEN.encode() not in flags:
        raise MailboxError(
            f"La casella {server} non conserva parole chiave: indicare ?done=Cartella nell'indirizzo della casella."
        )
    if server.done:
        box.create(_quoted(server.done))  # NO when it is there already, which is as good
    validity = box.response("UIDVALIDITY")[1][0] or b"0"
    return validity.decode("ascii", "replace")


def _numbers(box: imaplib.IMAP4, server: MailServer) -> list[str]:
    wanted = ["UNDELETED"] if server.done else ["UNDELETED", "UNKEYWORD", TAKEN]
    found = _ask(box.uid("SEARCH", *wanted), "La ricerca dei messaggi non riesce")
    numbers = b" ".join(line for line in found if isinstance(line, bytes)).split()
    return sorted((n.decode("ascii") for n in numbers), key=int)


def _fetch(box: imaplib.IMAP4, uid: str) -> bytes | None:
    """Return the bytes without marking the mail as read; None when it was deleted meanwhile."""
    lines = _ask(box.uid("FETCH", uid, "(BODY.PEEK[])"), f"Il messaggio {uid} non si legge")
    return next((line[1] for line in lines if isinstance(line, tuple)), None)


def _let_go(box: imaplib.IMAP4, server: MailServer, uid: str) -> None:
    try:
        if server.done:
            _move(box, server, uid)
        else:
            _ask(box.uid("STORE", uid, "+FLAGS.SILENT", f"({TAKEN})"), f"Il messaggio {uid} non si può contrassegnare")
    except (OSError, imaplib.IMAP4.error) as trouble:
        raise MailboxError(f"La casella {server} non risponde come dovrebbe: {_said(trouble)}.") from trouble


def _move(box: imaplib.IMAP4, server: MailServer, uid: str) -> None:
    """Move in one step where the server can (RFC 6851), else copy first and only then remove."""
    # Asked again after the login: before it a server shows less, and imaplib remembers that.
    able = b" ".join(_ask(box.capability(), "Le capacità della casella non si leggono")).upper().split()
    if b"MOVE" in able:
        _ask(box.uid("MOVE", uid, _quoted(server.done)), f"Il messaggio {uid} non si può spostare")
        return
    _ask(box.uid("COPY", uid, _quoted(server.done)), f"Il messaggio {uid} non si può copiare")
    _ask(box.uid("STORE", uid, "+FLAGS.SILENT", r"(\Deleted)"), f"Il messaggio {uid} non si può togliere")
    if b"UIDPLUS" in able:  # a plain EXPUNGE would also remove what others marked
        _ask(box.uid("EXPUNGE", uid), f"Il messaggio {uid} non si può togliere")


def _ask(answer: tuple[str, list[Any]], failed: str) -> list[Any]:
    """Return the lines of an OK answer: bytes, or (head, literal) where a literal came."""
    kind, lines = answer
    if kind != "OK":
        said = b" ".join(line for line in lines if isinstance(line, bytes)).decode("utf-8", "replace")
        raise MailboxError(f"{failed}: {said or kind}.")
    return lines


def _quoted(folder: str) -> str:
    """Write a folder name as IMAP wants it: modified UTF-7 inside quotes (RFC 3501, 5.1.3)."""
    coded = re.sub(r"[^\x20-\x7e]+|&", _utf7, folder)
    return '"' + coded.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _utf7(found: re.Match[str]) -> str:
    if found[0] == "&":
        return "&-"
    return found[0].encode("utf-7").decode("ascii").replace("+", "&").replace("/", ",")


def _said(trouble: BaseException) -> str:
    if isinstance(trouble, TimeoutError):
        return "tempo scaduto"
    if isinstance(trouble, OSError) and not isinstance(trouble, ssl.SSLError) and trouble.errno:
        return in_words(trouble)
    return " ".join(str(trouble).split()).rstrip(".")[:300] or type(trouble).__name__
