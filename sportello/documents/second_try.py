"""A document whose worker died twice, the second time with twice the room, is unreadable: rejected, the page named.

The page is looked for by halving: each half is made a PDF of its own and read as the whole was, in a worker of its
own. A few forks and a few minutes at most; where that is not enough the smallest range found is named.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, select

from domain.archives import Archive
from domain.documents import State
from domain.file_kinds import FileKind
from domain.opened import Opened
from domain.pdf_facts import PdfFacts
from domain.problems import ArchiveProblem, PdfProblem
from extractors.isolation import Done, Failed, FailureKind, Limits, Outcome, Task, Workshop
from sportello.documents.work import Job, warm_for, work
from storage.tables import attempts

COUNT = "sportello.documents.second_try:count_pages"
READ = "sportello.documents.second_try:read_pages"
#: Forks spent on one document; 2,000 pages are halved eleven times, each time one or two forks.
MAX_LOOKS = 24
#: Of the wall time of a first try, how many may go into the search.
PATIENCE = 3.0
#: Ends of a worker that are the document's doing; a bug is ours and stays an error.
DEATHS = frozenset({FailureKind.MEMORY, FailureKind.TIMEOUT, FailureKind.CRASH, FailureKind.OUTPUT})


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The end of a document that killed its worker twice: ``detail`` for the sender, ``diagnosis`` for analysts."""

    detail: str
    diagnosis: str
    archive: bool = False

    @property
    def opened(self) -> Opened:
        """The document as the judges see it: with a structural problem of its own code."""
        if self.archive:
            return Opened(FileKind.ZIP, archive=Archive(ArchiveProblem.UNREADABLE, self.detail))
        return Opened(FileKind.PDF, pdf=PdfFacts(PdfProblem.UNREADABLE, self.detail))


def died_before(connection: Connection, document: str) -> bool:
    """Tell whether an earlier attempt ended because the worker died over the document."""
    query = select(attempts.c.diagnosis).where(attempts.c.document == document, attempts.c.outcome == State.ERROR.value)
    return any((row.diagnosis or "").partition(":")[0] in DEATHS for row in connection.execute(query))


def given_up(task: Task, outcome: Outcome, scratch: Path, limits: Limits) -> Outcome | Unreadable:
    """Return ``outcome``, or that the document is unreadable when its worker died once more; finds the page then."""
    if not isinstance(outcome, Failed) or outcome.kind not in DEATHS:
        return outcome
    job: Job = task.args[0]
    diagnosis = f"{outcome.kind.value}: {outcome.diagnosis}"
    if job.may_be_archive and job.name.lower().endswith(".zip"):
        return Unreadable("", diagnosis, archive=True)
    return Unreadable(culprit(job, scratch, limits), diagnosis)


def culprit(job: Job, scratch: Path, limits: Limits) -> str:
    """Name the page, or the smallest range of pages, that ends a worker; says so when no page does it by itself."""
    scratch.mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + PATIENCE * limits.wall_seconds
    with Workshop(1, limits, warm_for([job.channel])) as shop:

        def ask(function: str, *args: object) -> Outcome:
            for _, outcome in shop.run([Task(0, function, (job, *args), (scratch,))]):
                return outcome
            raise AssertionError("a workshop gives one outcome for one task")

        counted = ask(COUNT)
        if not isinstance(counted, Done):
            return "già nell'aprirlo"
        return _narrow(lambda first, last: _dies(ask(READ, first, last, str(scratch))), int(counted.value), end)


def _dies(outcome: Outcome) -> bool:
    return isinstance(outcome, Failed) and outcome.kind in DEATHS


def _narrow(dies: Callable[[int, int], bool], pages: int, end: float) -> str:
    """Halve ``[first, last)`` while one half dies by itself, within the forks and the time given."""
    first, last, looks = 0, pages, 0
    while last - first > 1:
        middle = (first + last) // 2
        found = None
        for half in ((first, middle), (middle, last)):
            if looks >= MAX_LOOKS or time.monotonic() >= end:
                break
            looks += 1
            if dies(*half):
                found = half
                break
        if found is None:
            break
        first, last = found
    if last - first == pages > 1:
        return "nessuna pagina da sola"
    return f"pagina {first + 1}" if last - first == 1 else f"pagine da {first + 1} a {last}"


def count_pages(job: Job) -> int:
    """Return the number of pages of the job's PDF. In a worker."""
    import pypdfium2  # noqa: PLC0415 - only workers load the reading room

    document = pypdfium2.PdfDocument(job.path)
    try:
        return len(document)
    finally:
        document.close()


def read_pages(job: Job, first: int, last: int, into: str) -> None:
    """Make a PDF of the pages from ``first`` to before ``last`` (from 0) and read it as the whole is read. In a worker."""
    import pikepdf  # noqa: PLC0415

    part_path = Path(into) / "part.pdf"
    with pikepdf.open(job.path) as whole, pikepdf.new() as part:
        part.pages.extend(whole.pages[first:last])
        part.save(part_path)
    work(replace(job, path=str(part_path)))
