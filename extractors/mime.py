"""Foreign mail taken apart with the standard library, as far as it holds (RFC 5322, RFC 2045).

The old (compat32) parser on purpose: the new one raises on broken headers. Whatever still raises is turned into
None here, at the one boundary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import Header, decode_header
from email.message import Message

#: Levels of parts inside parts that are looked at; a PEC receipt has three.
MAX_DEPTH = 10
#: PEC allows 30 MB and base64 is within it; the rest is no receipt.
MAX_BYTES = 64 * 1024 * 1024

#: What the library raises on broken mail: bad charsets, bad base64, absurd nesting.
BROKEN = (ValueError, LookupError, TypeError, AttributeError, MessageError, RecursionError)

_FOLD = re.compile(r"\r?\n[ \t]?|\r")


def parse_mail(raw: bytes) -> Message | None:
    """Return the parsed mail, None when it cannot be taken apart at all."""
    if len(raw) > MAX_BYTES:
        return None
    try:
        return message_from_bytes(raw)
    except BROKEN:
        return None


def headers(message: Message, name: str) -> tuple[str, ...]:
    """Return all values of a header (name in any case), unfolded; a folded Message-ID has no blank in it."""
    return tuple(_FOLD.sub("", str(value)).strip() for value in message.get_all(name, []))


def header(message: Message, name: str) -> str:
    """Return the value of a header that must be there once; empty when it is missing or ambiguous."""
    values = set(headers(message, name))
    return values.pop() if len(values) == 1 else ""


def outer_parts(message: Message, depth: int = 0) -> Iterator[Message]:
    """Walk the parts of the mail itself: what lies in an enclosed message is another's word, not the provider's."""
    yield message
    if depth >= MAX_DEPTH or message.get_content_maintype() != "multipart" or not message.is_multipart():
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from outer_parts(part, depth + 1)


def content(part: Message) -> bytes | None:
    """Return the decoded bytes of a leaf part, None when it is no leaf or cannot be decoded."""
    try:
        decoded = part.get_payload(decode=True)
    except BROKEN:
        return None
    return decoded if isinstance(decoded, bytes) else None


def file_name(part: Message) -> str:
    """Return the name of an attachment, from ``Content-Disposition`` or ``Content-Type``; empty if none."""
    try:
        found = part.get_filename()
        if found is None:
            return ""
        return "".join(_text(*pair) for pair in decode_header(Header(found) if not found.isascii() else found)).strip()
    except BROKEN:
        return ""


def _text(value: str | bytes, charset: str | None) -> str:
    return value if isinstance(value, str) else value.decode(charset or "ascii", "replace")
