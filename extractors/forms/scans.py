"""Second looks at scanned pages: ink in a zone, one field read again on its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from domain.forms import FieldSpec, FieldValue
from domain.geometry import Box
from domain.pages import Page
from extractors.forms.sheets.sheets import Sheets
from extractors.forms.sheets.two_up import Half
from extractors.forms.values.repair import same_series
from extractors.forms.values.values import CHECKED, typed
from extractors.pages.read import OcrReader

#: Pages whose pixels are kept for second looks: about 1 MB each, packed.
_KEPT = 200
#: Ink (square points) in a blank from which on something is written there that was not read: a digit has three.
_WRITTEN = 1.0
#: Highest confidence of a blank on a scan at whose pixels nobody looked, and of one with ink that nobody could read.
_UNSEEN, _UNREAD = 0.75, 0.4


class Scan(Protocol):
    """A scanned page with its pixels at hand."""

    @property
    def page(self) -> Page:
        """The page as read."""

    def ink(self, box: Box) -> float:
        """Share of ``box`` that is ink beside print, rules and tick places."""

    def written(self, box: Box) -> float:
        """Ink (square points) in ``box`` that could be writing and was not read."""

    def zone(self, box: Box, kind: str = "text") -> tuple[str, float]:
        """Text and confidence of one blank read on its own."""


class ScanReader(Protocol):
    """Reads page ``index`` (from 0) of a PDF; may hand over its pixels as well."""

    def __call__(self, pdf: bytes, index: int) -> Page | Scan:
        """Return the page, or the page with its pixels."""


@dataclass
class Scans:
    """The scanned pages of one document; give ``reader()`` to ``read_pages``."""

    ocr: ScanReader | None
    kept: dict[int, Scan] = field(default_factory=dict)

    def reader(self) -> OcrReader | None:
        """Return the page reader, None where there is no OCR."""
        return self._read if self.ocr is not None else None

    def _read(self, pdf: bytes, index: int) -> Page:
        assert self.ocr is not None
        seen = self.ocr(pdf, index)
        if isinstance(seen, Page):
            return seen
        if len(self.kept) < _KEPT:
            self.kept[index + 1] = seen
        return seen.page

    def moved(self, sheets: Sheets) -> Scans:
        """Return the same scans under the numbers that their pages have among ``sheets``."""
        kept: dict[int, Scan] = {}
        for page, origin in zip(sheets.pages, sheets.origins, strict=True):
            scan = self.kept.get(origin.number)
            if scan is not None:
                kept[page.number] = Half(page, scan, origin.left) if page.width < scan.page.width else scan
        return Scans(self.ocr, kept)

    def ink(self, page: int, box: Box) -> float | None:
        """Return the share of ink in a zone, None where the pixels are not at hand."""
        scan = self.kept.get(page)
        return None if scan is None else scan.ink(box)

    def look_again(self, fields: Mapping[str, FieldValue], specs: Mapping[str, FieldSpec]) -> dict[str, FieldValue]:
        """Return the fields with doubtful ones read a second time, each on its own."""
        seen = {name: self._second(value, _spec_of(name, specs)) for name, value in fields.items()}
        return seen | _of_one_series(seen)

    def _second(self, value: FieldValue, spec: FieldSpec | None) -> FieldValue:
        scan = self.kept.get(value.page or 0)
        if spec is None or spec.kind in ("signature", "presence"):
            return value
        if spec.options:
            return _unticked(scan, value)
        if value.value is None and value.source == "ocr" and (scan is None or value.box is None):
            return replace(value, confidence=min(value.confidence, _UNSEEN))
        if scan is None or value.box is None:
            return value
        if value.value is None:
            return _blank_again(scan, value, spec)
        sure = value if value.confidence >= 0.93 else _agreed(scan, value, spec)
        return replace(sure, confidence=min(sure.confidence, 0.79)) if _risky(sure.value, spec) else sure


def _unticked(scan: Scan | None, value: FieldValue) -> FieldValue:
    """Look for ink where nothing was ticked: a hook that was read as no letter leaves its cell empty."""
    if value.value is not None or value.box is None or scan is None or value.source != "ocr":
        return value
    seen = scan.written(value.box) >= _WRITTEN
    return replace(value, confidence=min(value.confidence, _UNREAD)) if seen else value


def _risky(value: object, spec: FieldSpec) -> bool:
    """Tell whether one misread letter gives another sound value: short names and codes that nothing checks."""
    text = str(value)
    bare = re.sub(r"[\W_]", "", text)
    mixed = any(any(c.isdigit() for c in part) and any(c.isalpha() for c in part) for part in text.split())
    code = _CODED.search(spec.id) is not None and any(p.isupper() and _ROUND.search(p) for p in text.split())
    ratio = spec.id.endswith("cosphi") and _RATIO.fullmatch(text) is None
    odd = _DOTTED.search(text) is not None or text.count("(") != text.count(")")
    return spec.kind == "text" and (len(bare) <= 3 or mixed or code or ratio or odd or text[:1] in "+-±")


#: Fields that hold codes of devices, in which an I or O in capitals may be a figure; and what a range of cos φ is made of.
_CODED = re.compile(r"modello|matricola|riferimento|rif_schema|software|firmware|serie")
_ROUND = re.compile(r"[IO]")
#: A dot of the leader that a value stands on, read within it.
_DOTTED = re.compile(r"[^\W\d_]\.[^\W\d_]{3}|[^\W\d_]{5}\. [A-Z]")
_RATIO = re.compile(r"[±+\-]?\s*[01](?:[.,]\d{1,3})?(?:\s*[-–÷]\s*[±+\-]?[01](?:[.,]\d{1,3})?)?")
_SERIES = re.compile(r"(.+)\.(\d+)\.riferimento")


def _of_one_series(fields: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
    """Return the devices' marks put right by those of the other rows of their table (``GENI`` beside GEN2)."""
    tables: dict[str, list[str]] = {}
    for name, value in fields.items():
        if (found := _SERIES.fullmatch(name)) and isinstance(value.value, str):
            tables.setdefault(found.group(1), []).append(name)
    better = {}
    for names in tables.values():
        said = [str(fields[name].value) for name in names]
        for name in names:
            value = fields[name]
            text, alone = str(value.value), len(names) == 1 and name.endswith(".1.riferimento")
            others = [text[:-1] + "2"] if alone else said  # the only device is the first
            made = same_series(text, others) if value.source == "ocr" else None
            if made is not None and made not in said:
                told = f"{value.value} -> {made}"
                better[name] = replace(value, value=made, confidence=min(value.confidence, 0.75), repair=told)
    return better


def _spec_of(name: str, specs: Mapping[str, FieldSpec]) -> FieldSpec | None:
    return specs.get(name) or specs.get(re.sub(r"\.\d+\.", ".1.", name))


def _blank_again(scan: Scan, value: FieldValue, spec: FieldSpec) -> FieldValue:
    """Look for ink in a place where no word was read."""
    assert value.box is not None
    ink = scan.written(value.box)
    if not ink:
        return replace(value, confidence=max(value.confidence, 0.95), source="ocr")
    if ink < _WRITTEN:
        return replace(value, confidence=min(value.confidence, _UNSEEN), source="ocr")
    text, sure = scan.zone(value.box, spec.kind)
    again = typed(text, spec, ocr=True)
    if again.value is None or sure < 0.3:
        return replace(value, confidence=_UNREAD, source="ocr")
    return replace(
        value, value=again.value, confidence=min(0.7, sure * again.confidence), source="ocr", repair=again.repair
    )


def _agreed(scan: Scan, value: FieldValue, spec: FieldSpec) -> FieldValue:
    """Weigh a second reading: two that agree are believed, two that differ go to review, check characters decide."""
    assert value.box is not None
    wide = Box(value.box.x0 - 2, value.box.top - 2, value.box.x1 + 4, value.box.bottom + 2)
    text, sure = scan.zone(wide, spec.kind)
    again = typed(text, spec, ocr=True)
    if again.value is None:
        return replace(value, confidence=min(value.confidence, 0.75))
    if _bare(again.value) == _bare(value.value):
        both = 1 - (1 - value.confidence) * (1 - 0.8 * sure)
        same = str(again.value) == str(value.value)
        fuller = max(again.value, value.value, key=lambda v: len(str(v)))  # a comma is lost more often than found
        return replace(
            value, value=value.value if same else fuller, confidence=round(min(0.96, both if same else 0.75), 3)
        )
    if (
        again.confidence >= CHECKED - 0.06
        and again.repair is None
        and value.confidence < 0.8
        and spec.kind in ("codice_fiscale", "partita_iva", "pod", "date")
    ):
        return replace(value, value=again.value, confidence=0.85 if again.confidence >= CHECKED else 0.7, written=text)
    return replace(value, confidence=min(value.confidence, 0.7))


def _bare(value: object) -> str:
    return re.sub(r"[\W_]", "", str(value)).casefold()
