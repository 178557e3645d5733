"""Files inside a PDF, and inside PDFs inside it: listed with size, kind and hash; unpacked only as a count and a sum.

COM-03: list the embedded files, count them in the size. A file is inflated piece by piece under one budget for all,
so a bomb costs at most that budget in time and a few pieces in memory; a PDF among them is opened in turn.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

from domain.file_kinds import FileKind
from domain.pdf_facts import Embedded, PdfPolicy
from domain.problems import PdfProblem
from extractors.kinds import HEAD_BYTES, TAIL_BYTES, sniff
from extractors.pdf_gate.trouble import TROUBLE
from extractors.pdf_gate.walk import Found, number_of, stream_of, walk, where
from extractors.printable import printable

_PIECE = 1 << 16
#: An embedded PDF larger than this is listed but not opened for what it holds in turn.
_MAX_OPENED_BYTES = 64 << 20
#: Filters other than Flate cannot be stopped half-way: only small inputs are given to them.
_MAX_OTHER_FILTER_BYTES = 256 << 10


@dataclass(slots=True)
class Attachments:
    """The list so far and what is left of the budget."""

    policy: PdfPolicy
    files: list[Embedded] = field(default_factory=list)
    read: int = 0
    problem: PdfProblem | None = None


@dataclass(frozen=True, slots=True)
class _Content:
    size: int
    kind: FileKind
    sha256: str
    data: bytes | None


def list_attachments(found: Found, policy: PdfPolicy) -> Attachments:
    """Return every embedded file, depth first; stops with a problem when there are too many or too much."""
    listed = Attachments(policy)
    _add(found, listed, 1, None)
    return listed


def _add(found: Found, listed: Attachments, depth: int, parent: int | None) -> None:
    if depth > listed.policy.max_depth and found.files:
        listed.problem = PdfProblem.NESTED_TOO_DEEP
        return
    seen: set[tuple[int, int]] = set()
    for specification in found.files:
        stream = stream_of(specification)
        if stream is None or number_of(stream) in seen:
            continue
        seen.add(number_of(stream))
        if len(listed.files) >= listed.policy.max_attachments:
            listed.problem = listed.problem or PdfProblem.TOO_MANY_ATTACHMENTS
        if listed.problem is not None:
            return
        _add_one(_name(specification), stream, where(stream, found), listed, depth, parent)


def _add_one(
    name: str, stream: pikepdf.Object, place: str, listed: Attachments, depth: int, parent: int | None
) -> None:
    try:
        content = _read(stream, listed)
    except TROUBLE as error:
        listed.files.append(Embedded(name, 0, None, None, depth, place, parent, f"illeggibile: {type(error).__name__}"))
        return
    if content is None:
        listed.files.append(Embedded(name, 0, None, None, depth, place, parent, "oltre i limiti di lettura"))
        return
    position = len(listed.files)
    listed.files.append(Embedded(name, content.size, content.kind, content.sha256, depth, place, parent))
    if content.kind is FileKind.PDF and content.data is not None:
        _open_nested(content.data, listed, depth + 1, position)


def _open_nested(data: bytes, listed: Attachments, depth: int, parent: int) -> None:
    """List what an embedded PDF holds; one that cannot be opened holds nothing that could be listed."""
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True, inherit_page_attributes=False) as inner:
            _add(walk(inner), listed, depth, parent)
    except TROUBLE:
        return


def _read(stream: pikepdf.Object, listed: Attachments) -> _Content | None:
    """Hash and sniff the unpacked bytes; None when they do not fit in what is left of the budget."""
    digest, size, head, tail, kept = hashlib.sha256(), 0, b"", b"", bytearray()
    for piece in _pieces(stream):
        size += len(piece)
        if listed.read + size > listed.policy.max_attachment_bytes:
            listed.problem = PdfProblem.ATTACHMENTS_TOO_LARGE
            return None
        digest.update(piece)
        head = head if len(head) >= HEAD_BYTES else (head + piece)[:HEAD_BYTES]
        tail = (tail + piece)[-TAIL_BYTES:]
        if b"%PDF-" in head and size <= _MAX_OPENED_BYTES:
            kept += piece
    listed.read += size
    whole = bytes(kept) if len(kept) == size else None
    return _Content(size, sniff(head, tail), digest.hexdigest(), whole)


def _pieces(stream: pikepdf.Object) -> Iterator[bytes]:
    """Yield the unpacked bytes; Flate is ours to stop at any piece, other filters get small inputs only."""
    raw = stream.read_raw_bytes()
    filters = stream.get("/Filter", pikepdf.Array())
    names = [str(f) for f in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    if not names:
        yield from (raw[at : at + _PIECE] for at in range(0, len(raw), _PIECE))
    elif names == ["/FlateDecode"] and "/DecodeParms" not in stream:
        inflate = zlib.decompressobj()
        while raw and not inflate.eof:
            yield inflate.decompress(raw, _PIECE)
            raw = inflate.unconsumed_tail
    elif len(raw) > _MAX_OTHER_FILTER_BYTES or names.count("/FlateDecode") > 1:
        raise ValueError(f"filters {names}")
    else:
        yield stream.read_bytes()


def _name(specification: pikepdf.Object) -> str:
    for key in ("/UF", "/F", "/Unix", "/Mac", "/DOS"):
        if isinstance(specification.get(key), pikepdf.String):
            return printable(str(specification[key]))
    return printable("")
