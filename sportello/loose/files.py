"""Files that are only looked at, never stored: one PDF, or a zip with one file per annex."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from domain.assembly import assembled
from domain.documents import Channel
from domain.opened import Opened
from extractors.isolation import Failed, run_here
from sportello.app import App
from sportello.documents.work import WORK, Job
from sportello.forms.upload import Content
from sportello.policies import archive_budget, worker_limits


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a zip and what was read in it; ``data`` are its bytes, for who wants to look at its pages."""

    name: str
    opened: Opened
    data: bytes


def may_be_zip(file: Path) -> bool:
    """Tell by its name and its first bytes whether a file is a zip."""
    with file.open("rb") as stream:
        return file.suffix.lower() == ".zip" or stream.read(4) == b"PK\x03\x04"


def opened_here(app: App, job: Job, writes: tuple[Path, ...] = ()) -> tuple[Opened | None, str | None]:
    """Return what a worker says of one upload, or why it could not."""
    outcome = run_here(WORK, (job,), worker_limits(app.settings), writes)
    if isinstance(outcome, Failed):
        return None, f"{outcome.kind.value}: {outcome.diagnosis}"
    return outcome.value, None


def open_zip(app: App, file: Path) -> tuple[Opened | None, list[Part], str | None]:
    """Return the archive, the files in it that could be read, and the trouble, if any."""
    budget = archive_budget(app.settings, folders=True)
    with TemporaryDirectory(prefix="sportello-") as into:
        job = Job(
            str(file.resolve()), file.name, Channel.MODULI, may_be_archive=True, into=str(Path(into)), budget=budget
        )
        opened, trouble = opened_here(app, job, (Path(into),))
        if opened is None or opened.archive is None:
            return opened, [], trouble
        parts: list[Part] = []
        for entry in opened.archive.entries:
            if entry.path is None:
                continue
            inner = Job(entry.path, entry.safe_name, Channel.MODULI, may_be_archive=False, into="", part=True)
            found, wrong = opened_here(app, inner)
            if found is None:
                return opened, parts, wrong
            parts.append(Part(entry.safe_name, found, Path(entry.path).read_bytes()))
    return opened, parts, None


def together(parts: list[Part]) -> Content:
    """Return what the files of a zip bring, as one form with its companions."""
    readings = [p.opened.reading for p in parts if p.opened.reading is not None]
    papers = tuple(paper for p in parts for paper in p.opened.papers)
    case = {key: value for p in parts for key, value in p.opened.case.items()}
    return Content(assembled(readings) if readings else None, papers, case)
