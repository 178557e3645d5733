"""What the first gate learns of a PDF without rendering or running anything (rule book UPL-08, COM-03)."""

from __future__ import annotations

from dataclasses import dataclass

from domain.file_kinds import FileKind
from domain.problems import PdfProblem


@dataclass(frozen=True, slots=True)
class PdfPolicy:
    """Limits of the first gate; policy with defaults of ours (issue 7, point 2).

    ``max_pages``; ``max_side_mm``: longest side of a page (A0 is 1,189 mm; PDF itself ends at 5,080 mm without
    UserUnit); ``max_pixels``: of one page rendered at ``render_dpi`` (a page larger than that is refused before
    anybody renders it). ``max_attachments``, ``max_attachment_bytes`` (all together, unpacked), ``max_depth`` of
    PDFs within PDFs. ``sizes_of_first``: page sizes reported.
    """

    max_pages: int = 2_000
    max_side_mm: float = 5_080.0
    render_dpi: int = 200
    max_pixels: int = 200_000_000
    max_attachments: int = 200
    max_attachment_bytes: int = 256 * 1024 * 1024
    max_depth: int = 3
    sizes_of_first: int = 50


@dataclass(frozen=True, slots=True)
class Embedded:
    """A file inside a PDF. ``name`` is fit to be shown (no invisible characters). ``where``: ``names`` (attachments), ``annotation`` (paper clip) or ``associated``.

    ``depth`` is 1 in the PDF itself, 2 inside an embedded PDF, and so on; ``parent`` is the position in the list
    of the embedded PDF that holds it, None at depth 1. ``kind`` and ``sha256`` are of the bytes; both None when
    the bytes could not be read within the limits, and ``detail`` says why.
    """

    name: str
    size: int
    kind: FileKind | None
    sha256: str | None
    depth: int = 1
    where: str = "names"
    parent: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """The gate's answer: ``problem`` is None for a PDF that may go on; the other facts hold either way as far as known.

    ``sizes_mm``: width and height of the first pages as displayed. ``owner_encrypted``: opens without a password,
    but carries usage restrictions (a warning, not a reason to refuse). ``active``: what could act when opened
    (``javascript``, ``launch``, ``open-action``, ``additional-actions``, ``xfa``, ``rich-media``, ``submit``,
    ``remote``): facts, never run. ``repairs``: what the parser had to mend. ``header_offset``: bytes before
    ``%PDF-``; ``trailing_bytes``: after the last ``%%EOF``.
    """

    problem: PdfProblem | None
    detail: str = ""
    pages: int = 0
    sizes_mm: tuple[tuple[float, float], ...] = ()
    owner_encrypted: bool = False
    active: tuple[str, ...] = ()
    embedded: tuple[Embedded, ...] = ()
    embedded_bytes: int = 0
    signatures: int = 0
    acroform_fields: int = 0
    xfa: bool = False
    repairs: tuple[str, ...] = ()
    header_offset: int = 0
    trailing_bytes: int = 0
    polyglot: FileKind | None = None
    version: str = ""
