"""The comparison operators of the rule book (cross_checks, section 3), one function each.

``Match.NEAR`` is the outcome «possibile errore di lettura»: a single differing character, which is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from itertools import pairwise, permutations

from domain import codes, places
from domain.places import plain

#: Titles before or after a name, as they stand once dots are blanks («Dott.ssa», «Per. Ind.»).
_TITLES = re.compile(
    r"\b(?:SIG(?: ?RA|NOR|NORA)?|DOTT(?: ?SSA|ORE|ORESSA)?|DR(?: ?SSA)?|ING(?:EGNERE)?(?: (?:JR|IUNIOR|JUNIOR))?|ARCH(?:ITETTO)?|"
    r"GEOM(?:ETRA)?|AVV(?:OCATO)?|RAG|PROF(?: ?SSA)?|PER(?:ITO)? IND(?:USTRIALE|LE)?|ARCHITETTO)\b|^P I (?=\w)"
)
#: A house number is a number with or without the word for it.
_NUMBER_WORDS = frozenset({"N", "NR", "NUM", "NUMERO", "CIV", "CIVICO"})
#: Words between a make and its model that are part of neither, and forms of companies.
_FILLERS = frozenset({"MARCA", "MOD", "MODELLO", "TIPO", "SRL", "SPA", "SNC", "SAS"})
STREETS = {"V": "VIA", "VLE": "VIALE", "PZZA": "PIAZZA", "PZA": "PIAZZA", "CDA": "CONTRADA", "LGO": "LARGO"}


class Match(Enum):
    """Outcome of a comparison of names or makes."""

    SAME = 1
    NEAR = 2
    OTHER = 3


def eq_code(one: str, other: str) -> bool:
    """EQ-CODE."""
    return codes.compact(one) == codes.compact(other)


def eq_tax_code(one: str, other: str) -> bool:
    """EQ-CODE for a codice fiscale, a label before it left out; no allowance for omocodia."""
    return codes.codice_fiscale(one).value == codes.codice_fiscale(other).value


def untitled(text: str) -> str:
    """Return a plain name without titles, its words in their order."""
    return " ".join(_TITLES.sub(" ", plain(text)).split())


@lru_cache(maxsize=8192)
def name_words(text: str) -> frozenset[str]:
    """Return the words of a name without titles (EQ-NAME)."""
    return frozenset(untitled(text).split())


def eq_name(one: str, other: str) -> Match:
    """EQ-NAME: the sets of words are equal; one word of 5 or more letters with one other character is NEAR."""
    here, there = name_words(one), name_words(other)
    if here == there:
        return Match.SAME
    mine, theirs = here - there, there - here
    if len(mine) == len(theirs) == 1:
        a, b = next(iter(mine)), next(iter(theirs))
        if max(len(a), len(b)) >= 5 and one_apart(a, b):
            return Match.NEAR
    return Match.OTHER


def one_apart(a: str, b: str) -> bool:
    """Tell whether one character replaced, added or dropped turns ``a`` into ``b``."""
    if abs(len(a) - len(b)) > 1 or a == b:
        return False
    n = 0
    while n < min(len(a), len(b)) and a[n] == b[n]:
        n += 1
    return a[n + 1 :] == b[n + 1 :] or a[n:] == b[n + 1 :] or a[n + 1 :] == b[n:]


@lru_cache(maxsize=8192)
def street(text: str) -> str:
    """Return a text for EQ-TEXT: plain, street words spelled out."""
    words = plain(re.sub(r"(?<=[A-Za-z])\.(?=[A-Za-z])", "", re.sub(r"(?<=[nN])[°º]", " ", text))).split()
    kept = [w for w, after in pairwise([*words, ""]) if w not in _NUMBER_WORDS or not after[:1].isdigit()]
    return " ".join(STREETS.get(w, w) if n == 0 else w for n, w in enumerate(kept))


def eq_text(one: str, other: str) -> bool:
    """EQ-TEXT."""
    return street(one) == street(other)


def eq_town(one: str, other: str) -> bool:
    """EQ-TEXT for municipalities, which are also the same under a short or differently joined name."""
    if eq_text(one, other):
        return True
    here, there = ({p.code for p in places.municipalities(name)} for name in (one, other))
    return bool(here & there)


def sim_text(one: str, other: str, share: float) -> bool:
    """SIM-TEXT: common words are at least ``share`` of the words of the longer text."""
    here, there = set(street(one).split()), set(street(other).split())
    longer = max(len(here), len(there))
    return longer == 0 or len(here & there) / longer >= share - 1e-9


def eq_province(one: str, other: str) -> bool:
    """EQ-PROV."""
    a, b = places.province_code(one, abolished=True), places.province_code(other, abolished=True)
    return a == b if a and b else plain(one) == plain(other)


@lru_cache(maxsize=8192)
def brand_words(text: str) -> tuple[str, ...]:
    """Return the words of a make and model, letters and digits only, without «mod.», «S.r.l.» and the like."""
    words = [w for w in (re.sub(r"[^A-Z0-9]", "", plain(part)) for part in text.split()) if w]
    return tuple(w for w in words if w not in _FILLERS) or tuple(words)


def eq_brand(one: str, other: str) -> Match:
    """EQ-BRAND: same letters and digits, also with the words in another order; one character of 6 or more is NEAR."""
    here, there = brand_words(one), brand_words(other)
    a, b = "".join(here), "".join(there)
    if a == b or sorted(here) == sorted(there):
        return Match.SAME
    if 1 < len(here) <= 4 and any("".join(p) == b for p in permutations(here)):
        return Match.SAME
    return Match.NEAR if min(len(a), len(b)) >= 6 and one_apart(a, b) else Match.OTHER


_COUNTS = re.compile(r"\bn\s?[.°º]?\s?\d+\b|\b\d+\s?[x×](?=\s)|\b\d+\s?(?:pz|pezzi)\b\.?|\b[x×]\s?\d+\b", re.IGNORECASE)


def lists_brand(text: str, known: Sequence[str]) -> bool:
    """Tell whether a text is a list of known makes and models and nothing else (``n. 1 Elios EL-31 e Elios EL-40``)."""
    words = [w for w in brand_words(_COUNTS.sub(" ", text)) if w not in {"E", "ED"}]
    names = [brand_words(name) for name in known]
    left = {w for name in names for w in name}
    whole = any(tuple(words[n : n + len(name)]) == name for name in names for n in range(len(words)))
    return whole and set(words) <= left


def eq_kw(one: float, other: float, slack: float) -> bool:
    """EQ-KW."""
    return abs(one - other) <= slack + 1e-9
