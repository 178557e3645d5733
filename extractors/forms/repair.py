"""Repairs of OCR where the class of each position is fixed and a check decides: never a guess."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product

from stdnum.it import codicefiscale, iva

_TO_DIGIT = {
    "O": "0",
    "Q": "0",
    "D": "0",
    "I": "1",
    "L": "1",
    "|": "1",
    "Z": "2",
    "S": "5",
    "B": "8",
    "G": "6",
    "T": "7",
    "A": "4",
}
_TO_LETTER = {"0": "O", "1": "I", "2": "Z", "5": "S", "8": "B", "6": "G", "4": "A", "7": "T", "|": "I"}
#: Letter (L) or digit (D) at each position of a codice fiscale (omocodia apart) and of a POD's head.
_FISCAL = "LLLLLLDDLDDLDDDL"
_POD = "LLDDDL"
_MOST = 64


def repaired(text: str, kind: str) -> str | None:
    """Return the only valid code that look-alike letters and digits allow, or None."""
    if kind == "codice_fiscale" and len(text) == 16:
        return _only(text, _FISCAL, codicefiscale.is_valid)
    if kind in ("partita_iva", "codice_fiscale") and len(text) == 11:
        return _only(text, "D" * 11, iva.is_valid)
    if kind == "cap" and len(text) == 5:
        return _only(text, "DDDDD", str.isdigit)
    if kind == "pod" and len(text) in (14, 15):
        head = _only(text[:6], _POD, lambda code: re.fullmatch(r"IT\d{3}E", code) is not None)
        tail = _only(text[6:14], "D" * 8, str.isdigit)
        return head + tail + text[14:] if head and tail else None
    return None


def _only(text: str, classes: str, valid: Callable[[str], object]) -> str | None:
    choices = [_candidates(c, k) for c, k in zip(text, classes, strict=False)]
    if not all(choices):
        return None
    total = 1
    for c in choices:
        total *= len(c)
    if total > _MOST:
        return None
    found = {code for letters in product(*choices) if valid(code := "".join(letters))}
    return found.pop() if len(found) == 1 else None


def _candidates(letter: str, kind: str) -> tuple[str, ...]:
    if kind == "D":
        return (letter,) if letter.isdigit() else tuple(filter(None, (_TO_DIGIT.get(letter),)))
    if letter.isalpha():
        return (letter, *({"O": ("Q", "D"), "Q": ("O",), "D": ("O",), "I": ("L",), "L": ("I",)}.get(letter, ())))
    return tuple(filter(None, (_TO_LETTER.get(letter),)))
