"""What a worker process says of one upload: everything the judges need, nothing that must be parsed again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.archives import Archive
from domain.companions import FoundPaper
from domain.completeness import CompletenessJudgement
from domain.file_kinds import FileKind
from domain.forms import Reading
from domain.pdf_facts import PdfFacts


@dataclass(frozen=True, slots=True)
class Opened:
    """The content of one upload.

    ``kind``: what the bytes are. ``text``: the text of each page, where it was asked for; ``scanned`` pages had none
    of their own. ``reading``, ``papers`` (the documents that accompany a form) and ``case`` (what else its pages
    tell) belong to forms, ``completeness`` to replies. ``pixels``: how many scanned pages were read by their pixels in
    this run; ``scans`` what to keep of them (empty: nothing new), so that no later run reads them again.
    """

    kind: FileKind
    pdf: PdfFacts | None = None
    archive: Archive | None = None
    text: tuple[str, ...] = ()
    scanned: int = 0
    reading: Reading | None = None
    papers: tuple[FoundPaper, ...] = ()
    case: Mapping[str, Any] = field(default_factory=dict)
    completeness: CompletenessJudgement | None = None
    pixels: int = 0
    scans: bytes = b""
