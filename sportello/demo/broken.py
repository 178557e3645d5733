"""Files that the gate must refuse: each is broken in one way, as real senders break them."""

from __future__ import annotations

from io import BytesIO

import pikepdf

from sportello.demo.archives import zipped

#: First bytes of a RAR 5 archive, then nothing useful.
RAR = b"Rar!\x1a\x07\x01\x00" + bytes(range(64)) * 8


def without_pages() -> bytes:
    """Return a well-formed PDF of zero pages."""
    out = BytesIO()
    with pikepdf.new() as document:
        document.save(out, deterministic_id=True)
    return out.getvalue()


def locked(pdf: bytes, *, user: str = "", owner: str = "gestore-2026") -> bytes:
    """Return ``pdf`` under AES-256; with ``user`` it cannot be opened, with ``owner`` alone it opens but is protected."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(out, encryption=pikepdf.Encryption(user=user, owner=owner, R=6))
    return out.getvalue()


def beheaded(pdf: bytes) -> bytes:
    """Return only the first bytes of ``pdf``, as after a broken transfer: no page tree is left to repair."""
    return pdf[:600]


def as_docx(text: str) -> bytes:
    """Return a minimal Word document."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{word}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{office}" Target="word/document.xml"/></Relationships>'
    )
    parts = {"[Content_Types].xml": types, "_rels/.rels": links, "word/document.xml": body}
    return zipped({name: part.encode() for name, part in parts.items()})
