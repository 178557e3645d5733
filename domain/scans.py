"""What was read of scanned pages, kept so that the same bytes are never read by their pixels twice."""

from __future__ import annotations

from dataclasses import dataclass

from domain.geometry import Box
from domain.pages import Page


@dataclass(frozen=True, slots=True)
class Answer:
    """What the pixels said when they were asked again: ``question`` (ink, written or zone), about ``box``.

    ``kind``: of a zone, what its blank holds. ``amount``: ink, or the confidence of ``text``, which is that of a zone.
    """

    question: str
    box: Box
    amount: float
    kind: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ScanRead:
    """One page as read by its pixels, ``index`` from 0, with every second look at it."""

    index: int
    page: Page
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class ScansRead:
    """All scanned pages of one file. ``key`` says of which bytes, read by what: any other key makes it worthless."""

    key: str
    pages: tuple[ScanRead, ...] = ()
