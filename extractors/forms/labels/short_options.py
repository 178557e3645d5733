"""Options that are abbreviated or counted: ``a) Resp. tecnico di impresa``, ``a mancanza di tens.``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.forms.stream.tokens import Token
from extractors.forms.wording.describe import Pattern
from extractors.forms.wording.text import means, shortened

#: What counts an option.
_COUNT = re.compile(r"[(\[]?([A-Za-z]|\d{1,2})[)\].]")

#: Pieces, each with whether it is abbreviated.
Bare = list[tuple[str, bool]]


def uncounted(words: Sequence[Token]) -> Bare:
    """Return the pieces of printed words without the letter or number that counts them."""
    start = 1 if len(words) > 1 and _COUNT.fullmatch(words[0].text) else 0
    found: Bare = []
    for token in words[start:]:
        short = shortened(token.text)
        exact = len(short) == len(token.norm) and token.source != "ocr"
        found += zip(token.norm, short if exact else (False,) * len(token.norm), strict=True)
    return found


def begun(said: Bare, wordings: Sequence[Pattern]) -> Pattern | None:
    """Return the first wording that an option begins with, where it is abbreviated."""
    return next(
        (
            w
            for w in wordings
            if len(w) <= len(said) and all(means(p, s, b) for (p, s), b in zip(said, w, strict=False))
        ),
        None,
    )
