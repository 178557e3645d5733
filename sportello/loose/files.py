"""Files that are only looked at, never stored: one PDF, or an archive with a file per annex or per reply."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from domain.archives import Entry
from domain.assembly import assembled
from domain.documents import Channel
from domain.opened import Opened
from extractors.isolation import Failed, Outcome, Task, Workshop, run_here
from sportello.app import App
from sportello.documents.work import WORK, Ask, Job, warm_for
from sportello.forms.upload import Content
from sportello.policies import archive_budget, worker_limits

#: What a reply of this name must answer, None where nobody asks.
Asking = Callable[[str], Ask | None]


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an archive: its place in the directory, what was read in it or why not, its bytes for who looks."""

    entry: Entry
    opened: Opened | None = None
    trouble: str | None = None
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that was looked at, or the ``trouble`` that a worker met; an archive has ``parts``, in their order."""

    opened: Opened | None
    trouble: str | None = None
    parts: tuple[Part, ...] = ()


def may_be_zip(file: Path) -> bool:
    """Tell by its name and its first bytes whether a file is a zip."""
    with file.open("rb") as stream:
        return file.suffix.lower() == ".zip" or stream.read(4) == b"PK\x03\x04"


def look_into(
    app: App, file: Path, channel: Channel, ask: Asking, *, may_be_archive: bool, keep_bytes: bool = False
) -> Looked:
    """Look at one file, and where it is an archive at every file in it."""
    budget, limits = archive_budget(app.settings, folders=channel is Channel.MODULI), worker_limits(app.settings)
    with TemporaryDirectory(prefix="sportello-") as into:
        job = Job(str(file.resolve()), file.name, channel, may_be_archive, into, ask(file.name), budget=budget)
        opened, trouble = _said(run_here(WORK, (job,), limits, (Path(into),) if may_be_archive else ()))
        if opened is None or opened.archive is None:
            return Looked(opened, trouble)
        entries = [e for e in opened.archive.entries if not e.folder]
        tasks = [Task(e.index, WORK, (_inner(e, channel, ask),)) for e in entries if e.path is not None]
        found: dict[int, tuple[Opened | None, str | None]] = {}
        if tasks:
            with Workshop(min(app.settings.workers, len(tasks)), limits, warm_for([channel])) as shop:
                found = {key: _said(outcome) for key, outcome in shop.run(tasks)}
        parts = (Part(e, *found.get(e.index, (None, None)), _bytes(e) if keep_bytes else b"") for e in entries)
        return Looked(opened, None, tuple(parts))


def _inner(entry: Entry, channel: Channel, ask: Asking) -> Job:
    assert entry.path is not None
    return Job(entry.path, entry.safe_name, channel, may_be_archive=False, into="", ask=ask(entry.safe_name), part=True)


def _bytes(entry: Entry) -> bytes:
    return Path(entry.path).read_bytes() if entry.path is not None else b""


def _said(outcome: Outcome) -> tuple[Opened | None, str | None]:
    """Return what a worker says of one upload, or why it could not."""
    if isinstance(outcome, Failed):
        return None, f"{outcome.kind.value}: {outcome.diagnosis}"
    return outcome.value, None


def together(parts: tuple[Part, ...]) -> Content:
    """Return what the files of an archive bring, as one form with its companions."""
    opened = [p.opened for p in parts if p.opened is not None]
    readings = [o.reading for o in opened if o.reading is not None]
    papers = tuple(paper for o in opened for paper in o.papers)
    case = {key: value for o in opened for key, value in o.case.items()}
    return Content(assembled(readings) if readings else None, papers, case)
