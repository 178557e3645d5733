"""What kind of file it is, told by its first and last bytes; the name decides only where bytes cannot.

Own, short and strict: general guessers call a zip a Word document, and what counts here is what a sender
understands ("il file è un documento Word") and what must never pass (programs, archives in archives).
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from domain.file_kinds import FileKind

#: Bytes wanted from either end. ``%PDF-`` may begin within the first 1,024 (UPL-08); a zip's directory is at the end.
HEAD_BYTES = 4096
TAIL_BYTES = 66_000

_PDF_WITHIN = 1024

_STARTS: tuple[tuple[bytes, FileKind], ...] = (
    (b"Rar!\x1a\x07", FileKind.RAR),
    (b"RE\x7e\x5e", FileKind.RAR),
    (b"7z\xbc\xaf\x27\x1c", FileKind.SEVEN_ZIP),
    (b"\x1f\x8b", FileKind.GZIP),
    (b"BZh", FileKind.BZIP2),
    (b"\xfd7zXZ\x00", FileKind.XZ),
    (b"\x28\xb5\x2f\xfd", FileKind.OTHER_ARCHIVE),
    (b"MSCF\x00\x00\x00\x00", FileKind.OTHER_ARCHIVE),
    (b"\x60\xea", FileKind.OTHER_ARCHIVE),
    (b"\x1f\x9d", FileKind.OTHER_ARCHIVE),
    (b"LZIP", FileKind.OTHER_ARCHIVE),
    (b"xar!", FileKind.OTHER_ARCHIVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.DOC),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"II*\x00", FileKind.TIFF),
    (b"MM\x00*", FileKind.TIFF),
    (b"II+\x00", FileKind.TIFF),
    (b"MM\x00+", FileKind.TIFF),
    (b"GIF87a", FileKind.GIF),
    (b"GIF89a", FileKind.GIF),
    (b"ID3", FileKind.MP3),
    (b"OggS", FileKind.VIDEO),
    (b"\x1a\x45\xdf\xa3", FileKind.VIDEO),
    (b"{\\rtf", FileKind.RTF),
    (b"MZ", FileKind.EXECUTABLE),
    (b"\x7fELF", FileKind.EXECUTABLE),
    (b"\xca\xfe\xba\xbe", FileKind.EXECUTABLE),
    (b"\xfe\xed\xfa", FileKind.EXECUTABLE),
    (b"\xcf\xfa\xed\xfe", FileKind.EXECUTABLE),
    (b"L\x00\x00\x00\x01\x14\x02\x00", FileKind.EXECUTABLE),
    (b"#!", FileKind.SCRIPT),
)

_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04", b"PK00PK\x03\x04")
_OFFICE: tuple[tuple[bytes, FileKind], ...] = (
    (b"word/", FileKind.DOCX),
    (b"xl/", FileKind.XLSX),
    (b"ppt/", FileKind.PPTX),
)
#: id-signedData 1.2.840.113549.1.7.2: what a .p7m holds.
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_SCRIPT_NAMES = frozenset({".bat", ".cmd", ".js", ".jse", ".vbs", ".vbe", ".wsf", ".ps1", ".sh", ".hta", ".lnk"})
_MAIL = re.compile(
    rb"(?:received|return-path|from|to|subject|message-id|mime-version|x-[a-z-]+|delivered-to):", re.IGNORECASE
)
_BOMS = (b"\xff\xfe", b"\xfe\xff")


def sniff(head: bytes, tail: bytes, name: str = "") -> FileKind:
    """Return the kind of a file from its first ``HEAD_BYTES`` and last ``TAIL_BYTES`` (they may overlap)."""
    if not head:
        return FileKind.EMPTY
    # Before all else: a PDF may hide behind other bytes, and readers open it all the same. Not behind the first
    # header of a zip or tar, where an embedded, merely stored PDF begins within the same 1,024 bytes.
    if head.startswith(_ZIP_STARTS):
        return _zip_kind(head, tail)
    if head[257:262] == b"ustar" and not head.startswith(b"%PDF-"):
        return FileKind.TAR
    if b"%PDF-" in head[: _PDF_WITHIN + 4] and not head.startswith((b"Rar!", b"7z\xbc\xaf", b"MZ")):
        return FileKind.PDF
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    return _structured(head) or _textual(head, name)


def sniff_file(path: Path, name: str = "") -> FileKind:
    """Return the kind of the file at ``path``; ``name`` is what the sender called it."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        size = file.seek(0, 2)
        file.seek(max(0, size - TAIL_BYTES))
        return sniff(head, file.read(TAIL_BYTES), name or path.name)


def _zip_kind(head: bytes, tail: bytes) -> FileKind:
    """Tell Office files from archives by the names in the directory (they stand in the clear)."""
    seen = head + tail
    if b"mimetypeapplication/vnd.oasis.opendocument" in head or b"mimetypeapplication/vnd.sun.xml" in head:
        return FileKind.ODF
    if b"[Content_Types].xml" in seen:
        for folder, kind in _OFFICE:
            if folder in seen:
                return kind
    return FileKind.ZIP


def _structured(head: bytes) -> FileKind | None:
    """Kinds that need more than a fixed start."""
    if head[:4] == b"RIFF":
        return FileKind.WAV if head[8:12] == b"WAVE" else FileKind.VIDEO
    if head[4:8] == b"ftyp":
        return FileKind.HEIC if head[8:12] in {b"heic", b"heix", b"mif1", b"heif"} else FileKind.VIDEO
    if head[0] == 0x30 and _SIGNED_DATA in head[:64]:
        return FileKind.P7M
    if head[0] == 0xFF and len(head) > 2 and head[1] & 0xE6 in {0xE2, 0xE4} and head[2] >> 4 not in {0, 15}:
        return FileKind.MP3
    if head[:2] == b"BM" and head[6:10] == bytes(4):
        return FileKind.BMP
    if head[2:7] in {b"-lh0-", b"-lh5-", b"-lh6-", b"-lh7-"} or head[7:14] == b"**ACE**":
        return FileKind.OTHER_ARCHIVE
    return None


def _textual(head: bytes, name: str) -> FileKind:
    text = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith(_BOMS):
        text = head.decode("utf-16", "replace").encode()
    elif any(byte < 32 and byte not in {9, 10, 12, 13, 27} for byte in text):
        return FileKind.UNKNOWN
    start = text.lstrip()[:512].lower()
    if start.startswith((b"<!doctype html", b"<html")) or b"<html" in start:
        return FileKind.HTML
    if start.startswith(b"<?xml") or re.match(rb"<[a-z][\w.:-]*[\s>/]", start):
        return FileKind.XML
    if start.startswith((b"-----begin pkcs7", b"-----begin cms")):
        return FileKind.P7M
    if PurePosixPath(name.lower()).suffix in _SCRIPT_NAMES:
        return FileKind.SCRIPT
    if PurePosixPath(name.lower()).suffix == ".p7m" and re.fullmatch(rb"[A-Za-z0-9+/=\s]+", text):
        return FileKind.P7M
    return FileKind.MAIL if _MAIL.match(text.lstrip()) else FileKind.TEXT
