"""Settings of the judge (the "A" items of the rule book, area QUA) and what accompanies a reply."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Attachment(NamedTuple):
    """A file that really came with the reply: its name and its text ("" when it has none, for instance audio)."""

    name: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class CompletenessPolicy:
    """Thresholds of the proposal; the desk decides (QUA-06).

    ``threshold``: confidence (0..1) under which an analyst decides on a proposal of "incomplete"; ``complete_threshold``:
    the same for "complete", higher because a wrong "complete" does the user harm. Measured at these two: 0.72 of the
    replies covered with 0.018 wrongly "complete" by topic (1134 pairs), 0.71 with 0.047 on rounds at first sight (210 pairs),
    0.72 with 0.011 on letters never read (130 pairs); docs/completeness.md.
    ``item_threshold``: chance (0..1) of being answered from which an item counts as answered.
    ``min_characters``: shorter replies are not judged. ``min_known_words``: share (0..1) of words that must be
    Italian, else the text is too poor (OCR) to judge.
    """

    threshold: float = 0.5
    complete_threshold: float = 0.88
    item_threshold: float = 0.5
    min_characters: int = 60
    min_known_words: float = 0.55
