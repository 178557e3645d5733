"""Words of OCR brought to the height of their line: their boxes are as tall as their own letters."""

from __future__ import annotations

from statistics import median

from domain.pages import Word

_DEEP = frozenset("gjpqyQç,;()[]{}/|_§")
_TALL = frozenset("bdfhklt()[]{}/|!?\"'’“”&%€@#$ìíòóàáèéùú")
#: Share of the type size: capitals and tall letters, small letters, descenders.
_CAPITAL, _SMALL, _DESCENT = 0.70, 0.48, 0.21


def levelled(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the words with boxes from a common rise to a common fall about their baseline.

    Lines of text are found by equal heights; ``a`` and ``compreso`` on one line differ by half a line as OCR boxes
    them. Type sizes are kept near the page's own, so that one misread box does not move a word.
    """
    ocr = [w for w in words if w.source == "ocr"]
    if not ocr:
        return words
    usual = median(_size(w) for w in ocr)
    return tuple(_level(w, usual) if w.source == "ocr" else w for w in words)


def _parts(text: str) -> tuple[float, float]:
    tall = any(c.isupper() or c.isdigit() or c in _TALL for c in text)
    deep = any(c in _DEEP for c in text)
    return (_CAPITAL if tall else _SMALL), (_DESCENT if deep else 0.0)


def type_size(text: str, height: float) -> float:
    """Return the type size of a word whose own letters are ``height`` high."""
    rise, fall = _parts(text)
    return height / (rise + fall)


def _size(word: Word) -> float:
    return type_size(word.text, word.box.height)


def _level(word: Word, usual: float) -> Word:
    size = _size(word)
    if size > 2.2 * usual or not any(c.isalnum() for c in word.text):
        return word
    _, fall = _parts(word.text)
    size = min(max(size, 0.75 * usual), 1.6 * usual)
    baseline = word.box.bottom - fall * size
    return word._replace(box=word.box._replace(top=baseline - 0.76 * size, bottom=baseline + 0.24 * size))
