"""The first gate, top to bottom: outside, qpdf's structure, PDFium's pages, then the verdict on the bytes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf

from domain.file_kinds import FileKind
from domain.pdf_facts import Embedded, PdfFacts, PdfPolicy
from domain.problems import PdfProblem
from extractors.pdf_gate.attachments import list_attachments
from extractors.pdf_gate.outside import Outside, look
from extractors.pdf_gate.pages import Count, count_pages, judge_sizes
from extractors.pdf_gate.trouble import TROUBLE
from extractors.pdf_gate.walk import number_of, walk

_MAX_REPAIRS = 20
#: qpdf could not (wholly) read it; whether viewers can is then PDFium's to say.
_UNREAD = frozenset({PdfProblem.DAMAGED, PdfProblem.NO_PAGES, PdfProblem.PASSWORD, PdfProblem.ENCRYPTION_UNKNOWN})


@dataclass(frozen=True, slots=True)
class _Structure:
    """What qpdf says: facts, or the problem that kept it from saying anything."""

    facts: PdfFacts
    missing: str = ""


def inspect_pdf(path: Path, policy: PdfPolicy | None = None) -> PdfFacts:
    """Return what the file is and whether it may go on; raises ``OSError`` only for the world outside.

    Run it in a worker (``extractors.isolation``): the libraries below may crash, hang or eat memory on hostile bytes.
    """
    policy = policy or PdfPolicy()
    outside = look(path)
    if outside.size == 0:
        return PdfFacts(PdfProblem.EMPTY_FILE)
    if outside.kind is not FileKind.PDF:
        return PdfFacts(PdfProblem.NOT_A_PDF, f"il file è {outside.kind.description}")
    structure = _structure(path, policy, cut=not outside.has_end)
    facts = replace(
        structure.facts,
        header_offset=outside.header,
        trailing_bytes=max(0, outside.trailing),
        polyglot=outside.polyglot,
        version=outside.version,
    )
    return _judge(facts, structure.missing, count_pages(path, policy), outside, policy)


def _judge(facts: PdfFacts, missing: str, count: Count, outside: Outside, policy: PdfPolicy) -> PdfFacts:
    """Bring both libraries' views together."""
    if count.password or (facts.problem is PdfProblem.PASSWORD and not count.pages):
        return replace(facts, problem=PdfProblem.PASSWORD, detail="")
    if not facts.pages and not count.pages:
        return _no_pages(facts, outside)
    if missing:
        return replace(facts, problem=PdfProblem.TRUNCATED, detail=missing)
    if not count.pages and facts.problem is None:
        # qpdf rebuilds what no viewer and none of our readers opens: to a person the file is broken (UPL-08).
        broken = PdfProblem.DAMAGED if outside.has_end else PdfProblem.TRUNCATED
        return replace(facts, problem=broken, detail="", pages=0)
    repairs = facts.repairs
    if count.pages and facts.pages and count.pages != facts.pages:
        repairs = (*repairs, f"pagine: {facts.pages} secondo qpdf, {count.pages} secondo PDFium")
    facts = replace(facts, pages=count.pages or facts.pages, sizes_mm=count.sizes_mm, repairs=repairs)
    if facts.problem in _UNREAD:
        facts = _as_viewers_see(facts, count)
    if facts.problem is None:
        problem, detail = judge_sizes(facts.pages, count, policy)
        facts = replace(facts, problem=problem, detail=detail)
    return facts


def _as_viewers_see(facts: PdfFacts, count: Count) -> PdfFacts:
    """Accept what PDFium opens, and say what stays unknown.

    A password asked by qpdf but not by viewers protects the attachments only (7.6.6, ``/EFF``): their names are known.
    """
    locked = facts.problem is PdfProblem.PASSWORD
    why = "gli allegati sono protetti da password" if locked else facts.detail
    unread = "protetto da password" if locked else "non letto"
    embedded = facts.embedded or tuple(Embedded(name, 0, None, None, detail=unread) for name in count.attachments)
    repairs = (*facts.repairs, f"aperto solo da PDFium: {why}")
    return replace(facts, problem=None, detail="", repairs=repairs, embedded=embedded)


def _no_pages(facts: PdfFacts, outside: Outside) -> PdfFacts:
    if not outside.has_end and facts.problem is not PdfProblem.ENCRYPTION_UNKNOWN:
        return replace(facts, problem=PdfProblem.TRUNCATED)
    return facts if facts.problem is not None else replace(facts, problem=PdfProblem.NO_PAGES)


def _structure(path: Path, policy: PdfPolicy, *, cut: bool) -> _Structure:
    """Open with qpdf and walk; whatever it raises over broken bytes becomes a problem here, and only here."""
    try:
        with pikepdf.open(path, suppress_warnings=True, inherit_page_attributes=False) as pdf:
            return _examine(pdf, path, policy, cut=cut)
    except pikepdf.PasswordError:
        return _Structure(PdfFacts(PdfProblem.PASSWORD))
    except TROUBLE as error:
        told = _plain(error, path)
        unknown = "encrypt" in told.lower() or "/Filter" in told
        return _Structure(PdfFacts(PdfProblem.ENCRYPTION_UNKNOWN if unknown else PdfProblem.DAMAGED, told))


def _examine(pdf: pikepdf.Pdf, path: Path, policy: PdfPolicy, *, cut: bool) -> _Structure:
    pages, problem, detail = _count_pages(pdf, path)
    found = walk(pdf)
    attachments = list_attachments(found, policy)
    form = pdf.Root.get("/AcroForm")
    warnings = tuple(dict.fromkeys(_plain(w, path) for w in pdf.get_warnings()))
    if not found.complete:
        warnings = ("alcuni oggetti non sono stati analizzati", *warnings)
    facts = PdfFacts(
        problem=attachments.problem or problem,
        detail="" if attachments.problem else detail,
        pages=pages,
        owner_encrypted=pdf.is_encrypted,
        active=tuple(sorted(found.active)),
        embedded=tuple(attachments.files),
        embedded_bytes=sum(f.size for f in attachments.files if f.depth == 1),
        signatures=found.signatures,
        acroform_fields=_count_fields(form.get("/Fields")) if isinstance(form, pikepdf.Dictionary) else 0,
        xfa="xfa" in found.active,
        repairs=warnings[:_MAX_REPAIRS],
    )
    return _Structure(facts, _missing(pdf, pages) if cut and pages else "")


def _count_pages(pdf: pikepdf.Pdf, path: Path) -> tuple[int, PdfProblem | None, str]:
    """Count by qpdf; a page tree that it cannot follow leaves the rest of the structure worth a look."""
    try:
        return len(pdf.pages), None, ""
    except TROUBLE as error:
        return 0, PdfProblem.DAMAGED, _plain(error, path)


def _plain(told: object, path: Path) -> str:
    """Drop the path from what qpdf says: work folders are nobody's business."""
    return str(told).replace(f"{path}: ", "").replace(f"{path} ", "").replace(str(path), "")[:200]


def _missing(pdf: pikepdf.Pdf, pages: int) -> str:
    """Say what a cut file lost: pages that its tree promises, or contents that its pages refer to."""
    tree = pdf.Root.get("/Pages")
    promised = tree.get("/Count") if isinstance(tree, pikepdf.Dictionary) else None
    if isinstance(promised, int) and promised > pages:
        return f"{pages} pagine di {promised}"
    for number, page in enumerate(pdf.pages, 1):
        if "/Contents" in page.obj and page.obj["/Contents"] is None:
            return f"manca il contenuto di pagina {number}"
    return ""


def _count_fields(fields: pikepdf.Object | None) -> int:
    """Count the end fields of an AcroForm (a kid with a name of its own is a field, one without a mere widget)."""
    seen: set[tuple[int, int]] = set()
    waiting, count = list(fields) if isinstance(fields, pikepdf.Array) else [], 0
    while waiting and count < 100_000:
        field = waiting.pop()
        if not isinstance(field, pikepdf.Dictionary) or (field.is_indirect and number_of(field) in seen):
            continue
        seen.add(number_of(field))
        kids = field.get("/Kids")
        named = (
            [k for k in kids if isinstance(k, pikepdf.Dictionary) and "/T" in k]
            if isinstance(kids, pikepdf.Array)
            else []
        )
        waiting += named
        count += not named
    return count
