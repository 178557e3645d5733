"""The words of a paper that was issued or came with the mail: PDF, Excel, message. Runs in a worker."""

from __future__ import annotations

import io

from extractors.mime import content, parse_mail
from extractors.text import page_texts

#: Messages in messages that are looked into: a receipt holds the mail, the mail its report.
_DEEPEST = 5


def paper_text(data: bytes) -> str:
    """Return all text of ``data``, whatever of the three it is."""
    if data.startswith(b"%PDF-"):
        return "\n".join(page_texts(data))
    if data.startswith(b"PK\x03\x04"):
        return _cells(data)
    return "\n".join(_mail_texts(data, 0))


def _cells(data: bytes) -> str:
    import openpyxl  # noqa: PLC0415 - 0.2 s that only Excel needs

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
    return "\n".join(str(cell) for row in rows for cell in row if cell is not None)


def _mail_texts(raw: bytes, depth: int) -> list[str]:
    message = parse_mail(raw)
    if message is None or depth > _DEEPEST:
        return [raw.decode("utf-8", "replace")]
    found = [str(value) for _, value in message.items()]
    for part in message.walk():
        inner = content(part)
        if inner is None:
            continue  # a container: its parts follow
        if inner.startswith((b"%PDF-", b"PK\x03\x04")):
            found.append(paper_text(inner))
        elif part.get_filename("").lower().endswith(".eml"):
            found += _mail_texts(inner, depth + 1)
        else:
            found.append(inner.decode(part.get_content_charset() or "utf-8", "replace"))
    return found
