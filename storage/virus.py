"""Asking a virus scanner: clamd's INSTREAM over TCP or a local socket, bytes streamed, nothing parsed by us."""

from __future__ import annotations

import socket
import struct
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from domain.os_words import in_words

#: Bytes of one chunk, and seconds that the scanner may take for an answer: a large archive takes it a while.
CHUNK = 1 << 16
PATIENCE = 120.0
_LENGTH = struct.Struct(">I")
#: Longest answer that counts; what comes after is not read.
_ANSWER = 4096


class ScannerDownError(Exception):
    """The scanner cannot be asked; the message is one Italian line."""


@dataclass(frozen=True, slots=True)
class Infected:
    """The scanner knows these bytes as ``name``."""

    name: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The scanner would not look, for instance because the file is too large for its settings."""

    reason: str


@dataclass(frozen=True, slots=True)
class Scanner:
    """Where a clamd listens: ``host`` and ``port``, or the ``path`` of its socket."""

    host: str = ""
    port: int = 0
    path: str = ""

    def scan(self, stream: BinaryIO) -> Infected | Refused | None:
        """Return what the scanner says of the bytes, None when they are clean. Raises ``ScannerDownError``."""
        try:
            with self._connect() as line:
                answer = _ask(line, stream)
        except OSError as trouble:
            raise ScannerDownError(f"l'antivirus {self} non risponde ({in_words(trouble)})") from trouble
        return _read(answer, str(self))

    def ping(self) -> None:
        """Return if the scanner is there. Raises ``ScannerDownError``."""
        try:
            with self._connect() as line:
                line.sendall(b"zPING\0")
                answer = line.recv(_ANSWER)
        except OSError as trouble:
            raise ScannerDownError(f"l'antivirus {self} non risponde ({in_words(trouble)})") from trouble
        if not answer.startswith(b"PONG"):
            raise ScannerDownError(f"l'antivirus {self} non risponde come clamd")

    def _connect(self) -> socket.socket:
        if not self.path:
            return socket.create_connection((self.host, self.port), PATIENCE)
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(PATIENCE)
        try:
            line.connect(self.path)
        except OSError:
            line.close()
            raise
        return line

    def __str__(self) -> str:
        """Return the address as in the settings."""
        return f"unix://{self.path}" if self.path else f"tcp://{self.host}:{self.port}"


def _ask(line: socket.socket, stream: BinaryIO) -> bytes:
    line.sendall(b"zINSTREAM\0")
    try:
        while chunk := stream.read(CHUNK):
            line.sendall(_LENGTH.pack(len(chunk)) + chunk)
        line.sendall(_LENGTH.pack(0))
    except (BrokenPipeError, ConnectionResetError):
        pass  # beyond its limit clamd answers and hangs up while we still speak: the answer says which
    answer = b""
    while len(answer) < _ANSWER and b"\0" not in answer:
        piece = line.recv(_ANSWER)
        if not piece:
            break
        answer += piece
    return answer


def _read(answer: bytes, who: str) -> Infected | Refused | None:
    said = answer.partition(b"\0")[0].decode("utf-8", "replace").strip()
    words = said.removeprefix("stream: ")
    if words == "OK":
        return None
    if words.endswith(" FOUND"):
        return Infected("".join(c if c.isprintable() else "\ufffd" for c in words.removesuffix(" FOUND")))
    if words.endswith("ERROR") and "size limit" in words:
        return Refused("il file supera il limite dell'antivirus (StreamMaxLength)")
    raise ScannerDownError(f"l'antivirus {who} non ha dato un esito ({said[:200] or 'nessuna risposta'})")


def parse_scanner(url: str) -> Scanner:
    """Read ``tcp://host:port`` or ``unix:///path``; ``ValueError`` with an Italian line otherwise."""
    parts = urlsplit(url)
    if parts.scheme == "unix" and parts.path:
        return Scanner(path=unquote(parts.path))
    if parts.scheme == "tcp" and parts.hostname:
        return Scanner(host=parts.hostname, port=parts.port or 3310)
    raise ValueError(
        f"'{url}' non è un indirizzo di clamd, ad esempio tcp://127.0.0.1:3310 o unix:///run/clamav/clamd.ctl"
    )
