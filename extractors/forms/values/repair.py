"""Repairs of OCR where the class of each position is fixed and a check decides: never a guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
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
    if kind == "codice_fiscale" and len(text) == 17:
        return _without_one(text)
    if kind in ("partita_iva", "codice_fiscale") and len(text) == 11:
        return _only(text, "D" * 11, iva.is_valid)
    if kind == "cap" and len(text) == 5:
        return _only(text, "DDDDD", str.isdigit)
    if kind == "pod" and len(text) in (14, 15):
        head = _only(text[:6], _POD, lambda code: re.fullmatch(r"IT\d{3}E", code) is not None)
        tail = _only(text[6:14], "D" * 8, str.isdigit)
        return head + tail + text[14:] if head and tail else None
    return None


def _without_one(text: str) -> str | None:
    """Return the only valid codice fiscale that is left when one sign, read twice, is taken out."""
    shorter = {text[:at] + text[at + 1 :] for at in range(len(text))}
    found = {code for one in shorter if (code := _only(one, _FISCAL, codicefiscale.is_valid))}
    return found.pop() if len(found) == 1 else None


_LIKE_DIGIT = str.maketrans({"O": "0", "o": "0", "I": "1", "i": "1", "l": "1", "|": "1", "S": "5", "B": "8", "Z": "2"})
_NUMBER_LIKE = re.compile(r"[-+±]?[\dOoIil|SBZ]{1,6}(?:[.,][\dOoIil|SBZ]{1,3})?")
_COMPANY = re.compile(r"\bS\.\s?r\.\s?[1Il|]\.?(?=$|[\s,;])")
_DIRT_BEFORE = re.compile(r"^[‘’“”\"'`´|°*©~^=«»¡!\\.,;:\s]+(?=\w)")
_DIRT_AFTER = re.compile(r"(?<=[\w.)])(?:[\s,]*[“”\"`´|°*©~^=«»¡\\‘]+|,?\s+[.,;'’]+)+$")


def number_like(text: str) -> str | None:
    """Return the figure that a number's place must hold when it was read as letters: ``I`` -> 1, ``l0`` -> 10."""
    plain = text.replace(" ", "")
    if plain.isdigit() or _NUMBER_LIKE.fullmatch(plain) is None:
        return None
    return plain.translate(_LIKE_DIGIT)


def cleaned(text: str) -> str:
    """Return a text without the quotes, strokes and dots that OCR makes of dirt and rule ends around it."""
    return _DIRT_AFTER.sub("", _DIRT_BEFORE.sub("", text))


def worded(text: str) -> str:
    """Return a text with the company's form as it can only be: ``S.r.1.`` -> S.r.l."""
    return _COMPANY.sub("S.r.l.", text)


_MARK_OF = re.compile(r"([A-Z]{1,4}[-_ ]?)(\d{1,2})")


def same_series(text: str, others: Iterable[str]) -> str | None:
    """Return the mark of a device as the other rows of its table write theirs: ``GENI`` beside GEN2 -> GEN1.

    None when it is sound, when no other row shows the series, or when the number is not one that letters look like.
    """
    if _MARK_OF.fullmatch(text):
        return None
    stems = {found.group(1) for other in others if (found := _MARK_OF.fullmatch(other))}
    made = {
        stem + tail.translate(_LIKE_DIGIT)
        for stem in stems
        if _looks(text[: len(stem)], stem)
        and (tail := text[len(stem) :])
        and len(tail) <= 2
        and tail.translate(_LIKE_DIGIT).isdigit()
    }
    return made.pop() if len(made) == 1 else None


def _looks(seen: str, stem: str) -> bool:
    """Tell whether letters were read as a series' own, or as digits that look like them (``63`` for G3)."""
    return len(seen) == len(stem) and all(a == b or _TO_LETTER.get(a) == b for a, b in zip(seen, stem, strict=True))


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
