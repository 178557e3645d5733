"""Scanned pages read once: a worker is given what an earlier run has read, and hands back what it read itself.

What is kept are the page and the answers of its pixels (ink in a zone, a blank read again), not the pixels: some
twenty kilobytes a page. A run that asks what was asked before, as every rerun with other rules does, opens no image. A
question that is new opens the page again. What is kept comes from a process that ate foreign bytes: it is decoded as
data only, and what is broken, or of other bytes or of another reader, is as good as nothing.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from domain.geometry import Box
from domain.pages import Page
from domain.scans import Answer, ScanRead, ScansRead
from extractors.forms.scans import Scan
from extractors.isolation.codec import CodecError, decode, encode
from extractors.ocr import OCR_VERSION, OcrPolicy, open_page

#: Largest content that is unpacked, in bytes: a form of a hundred scanned sheets has some ten million.
LARGEST = 256 << 20


def key_of(pdf: bytes, policy: OcrPolicy) -> str:
    """Name the bytes and everything on which the reading of their pixels depends."""
    return f"{hashlib.sha256(pdf).hexdigest()} {OCR_VERSION} {policy}"


@dataclass
class ScanMemory:
    """Reads the scanned pages of one file; ``read`` counts the pages whose pixels were opened in this run."""

    kept: Path | None = None
    policy: OcrPolicy = field(default_factory=OcrPolicy)
    read: int = 0
    _pages: dict[int, RememberedScan] = field(default_factory=dict)
    _key: str = ""
    _asked: int = 0

    def __call__(self, pdf: bytes, index: int) -> RememberedScan:
        """Return page ``index`` (from 0) with second looks."""
        if not self._key:
            self._recall(pdf)
        if index not in self._pages:
            scan = self.open(pdf, index)
            self._pages[index] = RememberedScan(scan.page, self, pdf, index, scan=scan)
        return self._pages[index]

    def open(self, pdf: bytes, index: int) -> Scan:
        """Read a page by its pixels."""
        self.read += 1
        return open_page(pdf, index, self.policy)

    def seen(self, index: int) -> Page | None:
        """Return a page that was asked for, None when nobody did."""
        found = self._pages.get(index)
        return found.page if found is not None and found.used else None

    def content(self) -> bytes:
        """Return what should be kept now; empty when this run has read nothing new."""
        if not self.read and not any(p.fresh for p in self._pages.values()):
            return b""
        pages = tuple(ScanRead(i, p.page, tuple(p.answers.values())) for i, p in sorted(self._pages.items()))
        return zlib.compress(encode(ScansRead(self._key, pages)), 6)

    def _recall(self, pdf: bytes) -> None:
        self._key = key_of(pdf, self.policy)
        for known in _kept(self.kept, self._key):
            self._pages[known.index] = RememberedScan(known.page, self, pdf, known.index, known.answers)


def _kept(place: Path | None, key: str) -> tuple[ScanRead, ...]:
    """Return the pages that an earlier run has read, none when they are of other bytes, of another reader, or broken."""
    if place is None:
        return ()
    try:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(place.read_bytes(), LARGEST)
        found = decode(data) if unpacker.eof else None
    except (FileNotFoundError, zlib.error, CodecError):
        return ()
    if not isinstance(found, ScansRead) or found.key != key:
        return ()
    return found.pages if all(isinstance(p, ScanRead) and isinstance(p.page, Page) for p in found.pages) else ()


class RememberedScan:
    """A scanned page whose pixels are opened only for a question that was never asked before."""

    def __init__(
        self,
        page: Page,
        memory: ScanMemory,
        pdf: bytes,
        index: int,
        answers: tuple[Answer, ...] = (),
        scan: Scan | None = None,
    ) -> None:
        """``scan``: the page with its pixels, where they were opened just now."""
        self._page, self._memory, self._pdf, self._index, self._scan = page, memory, pdf, index, scan
        self.answers = {(a.question, a.box, a.kind): a for a in answers}
        self.fresh = self.used = False

    @property
    def page(self) -> Page:
        """The page as read."""
        self.used = True
        return self._page

    def ink(self, box: Box) -> float:
        """Share of ``box`` that is ink beside print, rules and tick places."""
        return self._answer("ink", box).amount

    def written(self, box: Box) -> float:
        """Ink (square points) in ``box`` that could be writing and was not read."""
        return self._answer("written", box).amount

    def zone(self, box: Box, kind: str = "text") -> tuple[str, float]:
        """Text and confidence of one blank read on its own."""
        found = self._answer("zone", box, kind)
        return found.text, found.amount

    def _answer(self, question: str, box: Box, kind: str = "") -> Answer:
        where = Box(*(float(edge) for edge in box))
        known = self.answers.get((question, where, kind))
        if known is None:
            known = self.answers[question, where, kind] = self._ask(question, where, kind)
            self.fresh = True
        return known

    def _ask(self, question: str, box: Box, kind: str) -> Answer:
        if self._scan is None:
            self._scan = self._memory.open(self._pdf, self._index)
        if question == "zone":
            text, sure = self._scan.zone(box, kind)
            return Answer(question, box, float(sure), kind, text)
        amount = self._scan.ink(box) if question == "ink" else self._scan.written(box)
        return Answer(question, box, float(amount))
