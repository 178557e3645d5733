"""Finding letters, case numbers and clients in running text, as people and PDF readers write them.

Line breaks inside a name, dashes of every kind, accents, dots in ``S.r.l.``, and ``Mario Rossi`` for
``Rossi Mario`` are all read; another suffix or a longer number is another letter.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import permutations

from domain.names import LetterName, NameKind

_NAME = re.compile(
    r"(?<![0-9A-Z])([LRS])\s*-\s*P\s*-\s*(\d{2})\s*-\s*(\d{7})(?:\s*_\s*([0-9A-Z]{2,3}))?(?![0-9A-Z_])", re.ASCII
)
_DASHES = str.maketrans("‐‑‒–—−", "------", "\u00ad\u200b\u2060\ufeff")
_NOT_WORD = re.compile(r"[\W_]+")
#: Orders of a person's names are tried up to this many words.
_PERMUTED = 4


@dataclass(frozen=True, slots=True)
class Quotations:
    """What a text quotes. ``letters``: stems of quoted letters; ``tails``: also through the names of replies."""

    letters: frozenset[str]
    tails: frozenset[str]
    words: frozenset[str]
    flat: str

    def has_words(self, phrase: str) -> bool:
        """Tell whether the text has these words one after the other; two to four of them in any order."""
        wanted = _flat(phrase).split()
        if not wanted or not self.words.issuperset(wanted):
            return False
        orders = permutations(wanted) if 1 < len(wanted) <= _PERMUTED else (tuple(wanted),)
        return any(f" {' '.join(order)} " in self.flat for order in orders)


def quotations(text: str) -> Quotations:
    """Read a text once, so that any number of letters can be looked for in it."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).upper()
    names = [LetterName(NameKind(k), yy, prog, suffix or "") for k, yy, prog, suffix in _NAME.findall(plain)]
    flat = _flat(plain)
    return Quotations(
        letters=frozenset(name.stem for name in names if name.kind is NameKind.LETTERA),
        tails=frozenset(name.tail for name in names),
        words=frozenset(flat.split()),
        flat=f" {flat} ",
    )


def _flat(text: str) -> str:
    """Lower case, no accents, no dots or apostrophes inside words, one blank between words."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    for inner in (".", "'", "’"):
        bare = bare.replace(inner, "")
    return _NOT_WORD.sub(" ", bare).strip()
