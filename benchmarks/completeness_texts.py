"""Italian sentences from which the small encoder learns, and the pieces of the vocabulary that Italian uses.

Sentences: letters, items and replies of the project's own pairs, a mixture of their clauses with other figures (so that
there is more than what they say), and, where given, a file of further sentences, one a line.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from benchmarks.completeness_data import files
from validators.completeness.pieces import SPACE, Pieces
from validators.completeness.segment import units

#: Files of pairs whose sentences the encoder does not see: on them it is measured.
KEPT_BACK = frozenset({"letters8", "letters10", "letters11", "letters13", "letters14"})
_MIXED = 5000
_CLAUSE = re.compile(r"(?<=[,;:])\s+|\s+(?=che\b|e\b|ma\b|per\b)")
_LONGEST = 260
_MARK = re.compile(rf"{SPACE}?[\d\W_]{{1,3}}")


def sentences(*, kept_back: bool, further: Path | None = None) -> list[str]:
    """Sentences to learn from, or those of the files that are kept back."""
    pairs = [p for name, each in files().items() if (name in KEPT_BACK) == kept_back for p in each]
    found = {u.text for p in pairs for text in (p.reply, p.letter) for u in units(text)}
    found |= {r for p in pairs for r in p.requests}
    if kept_back:
        return sorted(found)
    more = further.read_text(encoding="utf-8").splitlines() if further else []
    return sorted(found | set(mixed(sorted(found), _MIXED)) | {line for line in more if line.strip()})


def mixed(texts: Sequence[str], count: int) -> list[str]:
    """Join clauses of different sentences, half of their digits thrown anew; always the same ones."""
    draw = random.Random(1)  # a choice of sentences, no secret
    clauses = [c.strip() for text in texts for c in _CLAUSE.split(text) if len(c.strip()) > 12]
    joined = (" ".join(draw.choice(clauses) for _ in range(draw.choice((1, 2, 2, 3)))) for _ in range(count))
    other = lambda digit: str(draw.randint(0, 9)) if draw.random() < 0.5 else digit.group()  # noqa: E731  # a name for it
    return [re.sub(r"\d", other, text)[:_LONGEST] for text in joined]


def italian_pieces(pieces: Pieces, texts: Iterable[str]) -> list[int]:
    """Numbers of the pieces that Italian words, these texts, figures and signs need; the first four are marks."""
    words = [w.decode() if isinstance(w, bytes) else w for w in DefaultDictionaryFactory().get_dictionary("it")]
    kept = {n for w in words for form in (w, w.capitalize()) for n in pieces.cut(form)}
    kept |= {n for text in texts for n in pieces.cut(text)}
    kept |= {n for n, p in enumerate(pieces.scores) if _MARK.fullmatch(p) and all(_western(c) for c in p)}
    kept |= {n for n, p in enumerate(pieces.scores) if len(p) == 1 and ord(p) < 0x250}
    return [0, 1, 2, 3, *sorted(kept - {0, 1, 2, 3})]


def _western(sign: str) -> bool:
    return ord(sign) < 0x250 or sign in SPACE + "€–’‘“”…•№"
