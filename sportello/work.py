"""What one worker does with one upload, from bytes to values. Runs in an expendable process, never in the caller's.

The function is named by a string (``sportello.work:work``) so that the caller imports none of the heavy libraries.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from domain.archives import Budget
from domain.documents import Channel
from domain.file_kinds import ARCHIVES, FileKind
from domain.opened import Opened
from domain.pdf_facts import PdfPolicy

WORK = "sportello.work:work"
#: Libraries that a supervisor imports once; forms and scans bring more.
WARM = ("sportello.work", "pikepdf", "pypdfium2", "extractors.pdf_gate", "extractors.archive", "extractors.text")


@dataclass(frozen=True, slots=True)
class Job:
    """One upload to look at. ``into``: folder for an archive's entries; ``may_be_archive`` by its place and name."""

    path: str
    name: str
    channel: Channel
    may_be_archive: bool
    into: str
    budget: Budget = field(default_factory=Budget)
    pdf_policy: PdfPolicy = field(default_factory=PdfPolicy)


def work(job: Job) -> Opened:
    """Open the upload of ``job`` and read what its channel needs."""
    from extractors.kinds import sniff_file  # noqa: PLC0415 - only workers load the reading room

    kind = sniff_file(Path(job.path), job.name)
    if is_archive(job, kind):
        return _unpack(job, kind)
    if kind is not FileKind.PDF:
        return Opened(kind)
    return _read_pdf(job, kind)


def is_archive(job: Job, kind: FileKind) -> bool:
    """Tell an archive from a document: the name says .zip, or the bytes are some archive's."""
    return job.may_be_archive and (job.name.lower().endswith(".zip") or kind in ARCHIVES)


def _unpack(job: Job, kind: FileKind) -> Opened:
    from extractors.archive import unpack  # noqa: PLC0415

    return Opened(kind, archive=unpack(Path(job.path), Path(job.into), job.budget))


def _read_pdf(job: Job, kind: FileKind) -> Opened:
    from extractors.pdf_gate import inspect_pdf  # noqa: PLC0415

    facts = inspect_pdf(Path(job.path), job.pdf_policy)
    if facts.problem is not None or job.channel not in {Channel.RISPOSTE, Channel.COMUNICAZIONI}:
        return Opened(kind, pdf=facts)
    from extractors.text import page_texts  # noqa: PLC0415

    text = page_texts(Path(job.path))
    return Opened(kind, pdf=facts, text=text, scanned=sum(not page.strip() for page in text))
