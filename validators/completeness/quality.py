"""Whether a text can be judged at all: length, and how many of its words are Italian (OCR)."""

from __future__ import annotations

import re

import simplemma

from validators.completeness.policy import CompletenessPolicy

_TOKEN = re.compile(r"[^\W\d_]{2,}")
_SAMPLE = 400  # words: enough for a share, and quick


def too_poor(text: str, policy: CompletenessPolicy) -> str:
    """Reason (Italian) why a text cannot be judged, "" when it can."""
    length = len("".join(text.split()))
    if length == 0:
        return "La risposta non contiene testo leggibile."
    if length < policy.min_characters:
        return f"Il testo della risposta è troppo breve per essere valutato ({length} caratteri)."
    share = known_words(text)
    if share < policy.min_known_words:
        return f"Il testo letto è troppo povero per essere valutato: solo il {share:.0%} delle parole è italiano."
    return ""


def known_words(text: str) -> float:
    """Share (0..1) of the lower-case words that the Italian dictionary knows; names and codes are left out."""
    tokens = [t for t in _TOKEN.findall(text) if t.islower()][:_SAMPLE]
    if not tokens:
        return 0.0
    return sum(simplemma.is_known(t, lang="it") for t in tokens) / len(tokens)
