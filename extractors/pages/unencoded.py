"""Letters that the font of an annotation's appearance does not have and shows as question marks: its text knows them."""

from __future__ import annotations

from collections.abc import Sequence

from domain.pages import Word
from extractors.pages.annotations import Annotation
from extractors.pages.frame import Frame

_LOST = "?"


def with_lost_letters(words: list[Word], annotations: Sequence[Annotation], frame: Frame) -> list[Word]:
    """Return the words that annotations draw, those with question marks as the annotation's own text says them.

    A word of the text counts where it is the same but for the question marks, and has no letter of Latin-1 there.
    """
    lost = [n for n, w in enumerate(words) if w.source == "annotation" and _LOST in w.text]
    if not lost:
        return words
    told = [(frame.box(*a.rect), a) for a in annotations if a.subtype == "FreeText" and a.rect is not None]
    found = list(words)
    for number in lost:
        word = words[number]
        texts = (a.entries.text("/Contents") or "" for b, a in told if b.holds(word.box))
        meant = {t for text in texts for t in text.split() if _same(word.text, t)}
        if len(meant) == 1:
            found[number] = word._replace(text=meant.pop())
    return found


def _same(drawn: str, told: str) -> bool:
    if len(drawn) != len(told):
        return False
    return all(a == b or (a == _LOST and ord(b) > 0xFF) for a, b in zip(drawn, told, strict=True))
