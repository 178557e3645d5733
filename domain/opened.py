"""What a worker process says of one upload: everything the judges need, nothing that must be parsed again."""

from __future__ import annotations

from dataclasses import dataclass

from domain.archives import Archive
from domain.completeness import CompletenessJudgement
from domain.file_kinds import FileKind
from domain.findings import Finding
from domain.forms import Reading
from domain.pdf_facts import PdfFacts


@dataclass(frozen=True, slots=True)
class Opened:
    """The content of one upload.

    ``kind``: what the bytes are. ``text``: the text of each page, where it was asked for; ``scanned`` pages had none
    of their own. ``reading`` and ``form_findings`` belong to forms, ``completeness`` to replies.
    """

    kind: FileKind
    pdf: PdfFacts | None = None
    archive: Archive | None = None
    text: tuple[str, ...] = ()
    scanned: int = 0
    reading: Reading | None = None
    form_findings: tuple[Finding, ...] = ()
    completeness: CompletenessJudgement | None = None
