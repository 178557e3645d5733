"""What one worker does with one upload, from bytes to values. Runs in an expendable process, never in the caller's.

The functions are named by strings (``sportello.documents.work:work``) so that the caller imports none of the heavy libraries.
Judging what was read happens here too where it costs: it is pure, and the workers are many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from domain.archives import Budget
from domain.completeness import CompletenessJudgement
from domain.documents import Channel, Sector
from domain.file_kinds import ARCHIVES, FileKind
from domain.forms import Reading
from domain.opened import Opened
from domain.pdf_facts import PdfFacts, PdfPolicy
from domain.problems import PdfProblem

if TYPE_CHECKING:
    from sportello.forms.scan_memory import ScanMemory

WORK = "sportello.documents.work:work"
LETTER_REQUESTS = "sportello.documents.work:letter_requests"
READ_FORM = "sportello.documents.work:read_form_file"
#: What a supervisor imports once for every run, and what more for the channels that are waiting.
WARM = (
    "sportello.documents.work",
    "pikepdf",
    "pypdfium2",
    "extractors.pdf_gate",
    "extractors.archive",
    "extractors.text",
    "extractors.pages",
    "extractors.foreign",
)
WARM_FOR = {
    Channel.RISPOSTE: ("sportello.warm.replies",),
    Channel.MODULI: ("sportello.warm.forms", "sportello.forms.reading"),
}
#: Pages of a scanned reply that are read; the answers do not stand beyond them.
MAX_SCANNED = 30


@dataclass(frozen=True, slots=True)
class Ask:
    """What a reply must answer: the letter's requests, its PDF for the context, the operator's sector.

    ``threshold``, ``complete_threshold``: confidence (0..1) from which a proposal of *incomplete* or *complete* stands
    without an analyst; ``automatic`` False sends every proposal to one (QUA-06). Measured error: docs/completeness.md.
    """

    sector: Sector
    requests: tuple[str, ...]
    letter_path: str | None = None
    threshold: float = 0.5
    complete_threshold: float = 0.88
    automatic: bool = True


@dataclass(frozen=True, slots=True)
class Job:
    """One upload to look at.

    ``into``: folder for an archive's entries; ``may_be_archive`` by its place and name. ``ask``: judge the reply's
    completeness. ``part``: it may be one annex of several files. ``readings``: the file in which what is read of its
    scanned pages lies, if an earlier run read them; None: nothing of that is kept.
    """

    path: str
    name: str
    channel: Channel
    may_be_archive: bool
    into: str
    ask: Ask | None = None
    part: bool = False
    budget: Budget = field(default_factory=Budget)
    pdf_policy: PdfPolicy = field(default_factory=PdfPolicy)
    readings: str | None = None


def warm_for(channels: Iterable[Channel]) -> tuple[str, ...]:
    """Return the modules that a supervisor should import once before it forks for documents of ``channels``."""
    return WARM + tuple(name for channel in channels for name in WARM_FOR.get(channel, ()))


def work(job: Job) -> Opened:
    """Open the upload of ``job``, read what its channel needs, judge what was read."""
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
    if facts.problem is not None or job.channel is Channel.CONNESSIONI:
        return Opened(kind, pdf=facts)
    from extractors.foreign import FOREIGN  # noqa: PLC0415

    try:
        return _read_content(job, kind, facts)
    except FOREIGN as trouble:
        damaged = replace(facts, problem=PdfProblem.DAMAGED, detail=type(trouble).__name__)
        return Opened(kind, pdf=damaged)


def _read_content(job: Job, kind: FileKind, facts: PdfFacts) -> Opened:
    if job.channel is Channel.MODULI:
        return _read_form(job, kind, facts)
    memory = _memory(job) if job.ask is not None else None
    pages, scanned = read_texts(Path(job.path), ocr=memory)
    completeness = _judge_reply(job, pages) if job.ask is not None else None
    opened = Opened(kind, pdf=facts, text=pages, scanned=scanned, completeness=completeness)
    return opened if memory is None else _with_scans(opened, job, memory)


def _read_form(job: Job, kind: FileKind, facts: PdfFacts) -> Opened:
    from sportello.forms.reading import read_form_upload  # noqa: PLC0415

    memory = _memory(job)
    read = read_form_upload(Path(job.path), job.name, part=job.part, scanned=memory)
    opened = Opened(kind, pdf=facts, reading=read.reading, papers=read.papers, case=read.case)
    return _with_scans(opened, job, memory)


def _memory(job: Job) -> ScanMemory:
    from sportello.forms.scan_memory import ScanMemory  # noqa: PLC0415

    return ScanMemory(Path(job.readings) if job.readings else None)


def _with_scans(opened: Opened, job: Job, memory: ScanMemory) -> Opened:
    """Hand back what was read of scanned pages, where it is to be kept."""
    return replace(opened, pixels=memory.read, scans=memory.content() if job.readings else b"")


def read_texts(path: Path, *, ocr: ScanMemory | None) -> tuple[tuple[str, ...], int]:
    """Return the text of each page and how many pages had no text layer; with ``ocr`` those are read by their pixels."""
    from extractors.text import page_texts  # noqa: PLC0415

    pages = page_texts(path)
    blank = [number for number, text in enumerate(pages) if not text.strip()]
    if ocr is None or not blank:
        return pages, len(blank)
    from extractors.text import text_of  # noqa: PLC0415

    data, read = path.read_bytes(), list(pages)
    for number in blank[:MAX_SCANNED]:
        read[number] = text_of(ocr(data, number).page)
    return tuple(read), len(blank)


def _judge_reply(job: Job, pages: tuple[str, ...]) -> CompletenessJudgement | None:
    from validators.completeness import Attachment, CompletenessPolicy, judge_reply  # noqa: PLC0415

    ask = job.ask
    assert ask is not None
    letter = _letter_text(ask)
    if not ask.requests and not letter:
        return None
    attachments = tuple(Attachment(name, text) for name, text in _attached_texts(Path(job.path)))
    policy = CompletenessPolicy(threshold=ask.threshold, complete_threshold=ask.complete_threshold)
    judged = judge_reply(ask.requests, pages, ask.sector, attachments=attachments, letter_text=letter, policy=policy)
    return _with_places(Path(job.path), judged if ask.automatic else replace(judged, review=True))


def _with_places(path: Path, judged: CompletenessJudgement) -> CompletenessJudgement:
    """Say where on its page each piece of evidence stands, so that an analyst can be shown it."""
    from extractors.finding_text import locate  # noqa: PLC0415

    boxes = locate(path, [(r.page or 0, r.evidence) for r in judged.requests])
    return replace(judged, requests=tuple(replace(r, box=b) for r, b in zip(judged.requests, boxes, strict=True)))


def _letter_text(ask: Ask) -> str:
    if ask.letter_path is None:
        return ""
    return "\n".join(read_texts(Path(ask.letter_path), ocr=None)[0])


def letter_requests(path: str) -> tuple[str, ...]:
    """Return the items that the letter at ``path`` asks for; scanned pages are read by their pixels."""
    from sportello.forms.scan_memory import ScanMemory  # noqa: PLC0415
    from validators.completeness import find_requests  # noqa: PLC0415

    return find_requests("\n".join(read_texts(Path(path), ocr=ScanMemory())[0]))


def _attached_texts(path: Path) -> Iterator[tuple[str, str]]:
    from extractors.text import embedded_texts  # noqa: PLC0415

    yield from embedded_texts(path)


def read_form_file(path: str, form: str | None = None) -> tuple[Reading | None, str]:
    """Read the form in the file at ``path``, scanned pages included; what the gate refuses is not read.

    The reading is None when the file is no form that we know, or when the text, in Italian, says why it cannot be read.
    """
    from extractors.foreign import FOREIGN  # noqa: PLC0415
    from extractors.forms.read import read_form  # noqa: PLC0415
    from extractors.forms.values.xfa import ONLY_XFA  # noqa: PLC0415
    from extractors.kinds import sniff_file  # noqa: PLC0415
    from extractors.ocr import open_page  # noqa: PLC0415
    from extractors.pdf_gate import inspect_pdf  # noqa: PLC0415

    place = Path(path)
    kind = sniff_file(place, place.name)
    if kind is not FileKind.PDF:
        return None, f"il contenuto è {kind.description}; serve un PDF."
    facts = inspect_pdf(place, PdfPolicy())
    if facts.problem is not None:
        return None, facts.problem.says(facts.detail)
    try:
        reading = read_form(place.read_bytes(), form, open_page)
    except FOREIGN as trouble:
        return None, PdfProblem.DAMAGED.says(type(trouble).__name__)
    return reading, ONLY_XFA if reading is None and facts.xfa else ""
