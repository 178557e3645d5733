"""Length-prefixed messages over a stream socket: four bytes big-endian, then the message."""

from __future__ import annotations

import socket
import struct

_LENGTH = struct.Struct(">I")


def send_frame(sock: socket.socket, message: bytes) -> None:
    """Send one message; raises ``OSError`` when the other side is gone."""
    sock.sendall(_LENGTH.pack(len(message)))
    sock.sendall(message)


def receive_frame(sock: socket.socket) -> bytes | None:
    """Return the next message, or None when the other side is gone (also in the middle of a message)."""
    head = _receive(sock, _LENGTH.size)
    if head is None:
        return None
    return _receive(sock, _LENGTH.unpack(head)[0])


def _receive(sock: socket.socket, size: int) -> bytes | None:
    got = bytearray()
    while len(got) < size:
        try:
            piece = sock.recv(min(size - len(got), 1 << 20))
        except ConnectionError:
            return None
        if not piece:
            return None
        got += piece
    return bytes(got)
