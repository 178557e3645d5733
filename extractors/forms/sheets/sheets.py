"""The sheets of a scanned form as they were written: put in order, without blank ones, two pages on one sheet parted.

What is read keeps the file's own page numbers: ``Sheets.told`` gives them back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from types import MappingProxyType
from typing import TypeVar

from domain.findings import Finding, Severity, Source
from domain.forms import FieldValue, Reading
from domain.geometry import Box
from domain.pages import Page
from extractors.forms.sheets.page_numbers import completed, gaps, printed_numbers
from extractors.forms.sheets.two_up import gutters, halves

_SOURCE = Source("Lettura dei moduli", "ordine e completezza dei fogli")
#: Share of ink below which a scanned sheet without words is blank: grain and specks, but no drawing.
_BLANK = 0.0003
#: Share of the sheets from which on a file is a scan.
_SCANNED = 0.5
#: Headings that must be met before their order can tell how a stack of sheets was turned.
_HEADINGS = 4

#: By page: the places in the form of its headings and how low they stand.
Headings = Mapping[int, Sequence[tuple[int, float]]]
_Told = TypeVar("_Told", FieldValue, Finding)


@dataclass(frozen=True)
class Origin:
    """Where a page comes from: page ``number`` of the file, ``left`` points from its left edge."""

    number: int
    left: float = 0.0


@dataclass(frozen=True)
class Sheets:
    """Pages numbered from 1 in reading order, and where each comes from; ``numbered`` when printed numbers told the order."""

    pages: tuple[Page, ...]
    origins: tuple[Origin, ...]
    findings: tuple[Finding, ...] = ()
    numbered: bool = False

    @property
    def unnumbered(self) -> bool:
        """Tell whether these are scanned sheets whose order only their headings can tell."""
        return not self.numbered and mostly_scanned(self.pages)

    @property
    def moved(self) -> bool:
        """Tell whether any page is not where the file has it."""
        return any(origin != Origin(n) for n, origin in enumerate(self.origins, 1))

    def told(self, reading: Reading, pages: int) -> Reading:
        """Return what was read of a file of ``pages`` with its own page numbers and places, and what there is to say of them."""
        fields, findings = reading.fields, reading.findings
        if self.moved:
            fields = MappingProxyType({name: self._back(value) for name, value in fields.items()})
            findings = tuple(self._back(finding) for finding in findings)
        return replace(reading, pages=pages, fields=fields, findings=(*findings, *self.findings))

    def _back(self, thing: _Told) -> _Told:
        if thing.page is None:
            return thing
        origin, box = self.origins[thing.page - 1], thing.box
        moved = None if box is None else box._replace(x0=box.x0 + origin.left, x1=box.x1 + origin.left)
        return replace(thing, page=origin.number, box=moved)


def mostly_scanned(pages: Sequence[Page]) -> bool:
    """Tell whether most pages are scans: files of a text processor are in order."""
    return sum(page.source == "ocr" for page in pages) >= max(1.0, _SCANNED * len(pages))


def arranged(pages: Sequence[Page], ink: Callable[[int, Box], float | None]) -> Sheets:
    """Return the pages in the order of their printed numbers, sheets of two pages parted, blank sheets left out.

    ``ink`` tells the share of a zone of a scanned page that is ink (None: not known). Files that are mostly text stay as they are.
    """
    as_filed = Sheets(tuple(pages), tuple(Origin(page.number) for page in pages))
    if not mostly_scanned(pages):
        return as_filed
    kept = [page for page in pages if not _blank(page, ink)]
    parts = [part for page, at in zip(kept, gutters(kept), strict=True) for part in _parted(page, at)]
    findings = [_left_out(page) for page in pages if page not in kept]
    numbers = printed_numbers([page for page, _ in parts])
    full = completed(numbers)
    order = list(range(len(parts))) if full is None else sorted(range(len(parts)), key=lambda n: full[n])
    if order != sorted(order):
        findings.append(_reordered("dei numeri di pagina stampati"))
    missing = gaps(numbers) if full is not None else []
    findings += [_absent(missing)] if missing else []
    return _in_order([parts[n] for n in order], tuple(findings), numbered=full is not None)


def by_headings(sheets: Sheets, headings: Headings) -> Sheets:
    """Return sheets without printed numbers in the order in which their headings ascend, if turning the stack does that.

    A stack may have been scanned from its end, or its fronts before its backs.
    """
    pages = [page.number for page in sheets.pages]
    if not _falls(pages, headings) or sum(map(len, headings.values())) < _HEADINGS:
        return sheets
    turned = next((order for order in _turns(pages) if not _falls(order, headings)), None)
    if turned is None:
        return sheets
    parts = [(sheets.pages[n - 1], sheets.origins[n - 1]) for n in turned]
    return _in_order(parts, (*sheets.findings, _reordered("dei titoli delle sezioni")))


def beginnings(sheets: Sheets, headings: Headings, fields: Mapping[str, FieldValue]) -> set[str]:
    """Return the fields that stand above the first heading of their page, in a stack whose headings do not ascend.

    They go on from another page, and nothing tells that it is the one before.
    """
    if not _falls([page.number for page in sheets.pages], headings):
        return set()
    tops = {page: places[0][1] for page, places in headings.items()}
    return {
        name
        for name, value in fields.items()
        if value.page is not None
        and value.source in ("ocr", "mark")
        and (value.box is None or value.box.top < tops.get(value.page, float("inf")))
    }


def _turns(pages: Sequence[int]) -> list[list[int]]:
    """Return the orders that a stack of sheets takes in a scanner: from its end, or fronts first and backs behind them."""
    half = (len(pages) + 1) // 2
    fronts, backs = pages[:half], pages[half:]
    return [list(reversed(pages)), _merged(fronts, backs), _merged(fronts, list(reversed(backs)))]


def _merged(fronts: Sequence[int], backs: Sequence[int]) -> list[int]:
    return [page for pair in zip_longest(fronts, backs) for page in pair if page is not None]


def _falls(pages: Sequence[int], headings: Headings) -> int:
    """Count where a heading comes after a later one."""
    return sum(b < a for a, b in pairwise(place for page in pages for place, _ in headings.get(page, ())))


def _in_order(parts: Sequence[tuple[Page, Origin]], findings: tuple[Finding, ...], *, numbered: bool = False) -> Sheets:
    pages = tuple(page if page.number == n else replace(page, number=n) for n, (page, _) in enumerate(parts, 1))
    return Sheets(pages, tuple(origin for _, origin in parts), findings, numbered)


def _parted(page: Page, at: float | None) -> list[tuple[Page, Origin]]:
    if at is None:
        return [(page, Origin(page.number))]
    left, right = halves(page, at)
    return [(left, Origin(page.number)), (right, Origin(page.number, at))]


def _blank(page: Page, ink: Callable[[int, Box], float | None]) -> bool:
    """Tell whether nothing is on a sheet: no words, tick places or drawings."""
    if any(any(c.isalnum() for c in w.text) for w in page.words) or page.marks or page.widgets:
        return False
    if page.source != "ocr":
        return page.source == "text" and not (page.lines or page.pictures)
    share = ink(page.number, Box(0, 0, page.width, page.height))
    return not page.lines and (share < _BLANK if share is not None else "pagina vuota" in page.notes)


def _left_out(page: Page) -> Finding:
    return Finding(
        "MOD-09",
        Severity.WARNING,
        "Un foglio del documento è bianco: non è stato considerato.",
        _SOURCE,
        page=page.number,
    )


def _reordered(by: str) -> Finding:
    return Finding(
        "MOD-07",
        Severity.WARNING,
        f"I fogli del documento non sono in ordine: sono stati letti nell'ordine {by}.",
        _SOURCE,
        cure="Verificare che non manchino fogli.",
    )


def _absent(numbers: Sequence[int]) -> Finding:
    said = ", ".join(map(str, numbers))
    return Finding(
        "MOD-08",
        Severity.WARNING,
        "Mancano delle pagine: i numeri stampati sui fogli non sono consecutivi.",
        _SOURCE,
        observed=f"pagine assenti: {said}",
        cure="Presentare anche le pagine mancanti.",
    )
