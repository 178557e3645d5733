"""What a form field shows, read from its appearance stream: drawing the page for it costs more than reading the page."""

from __future__ import annotations

import re
from typing import Any

import pikepdf

from extractors.pages.annotations import Annotation

_LONGEST = 20_000
_STRING = re.compile(rb"\(((?:[^()\\]|\\.)*)\)\s*Tj", re.DOTALL)
_SHOWS = re.compile(rb"(?:^|[\s)\]>])(?:Tj|TJ|'|\"|Do|sh|BI)(?=\s|$)")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r\n": b"", b"\r": b""}


def is_told(annotation: Annotation, kind: str, value: str | None) -> bool:
    """Tell whether a field shows just its value, or nothing where it holds none; False = only drawing it tells."""
    if kind in ("check", "radio") or not annotation.looks:
        return True
    if kind not in ("text", "choice"):
        return False
    content = _content(annotation.look())
    if content is None:
        return False
    strings = _STRING.findall(content)
    if len(_SHOWS.findall(content)) != len(strings):
        return False  # arrays, hexadecimal strings or pictures: the fonts decide what they mean
    shown = b"".join(_ESCAPE.sub(_unescaped, s) for s in strings).decode("cp1252", "replace")
    return "".join(shown.split()) == "".join((value or "").split())


def _content(normal: Any) -> bytes | None:
    if not isinstance(normal, pikepdf.Stream):
        return b"" if normal is None else None
    try:
        content = normal.read_bytes()
    except pikepdf.PdfError:
        return None  # a broken stream: PDFium may still make something of it
    return content if len(content) <= _LONGEST else None


def _unescaped(found: re.Match[bytes]) -> bytes:
    said = found.group(1)
    return bytes([int(said, 8) & 255]) if said.isdigit() else _LETTERS.get(said, said)
