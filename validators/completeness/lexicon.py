"""Which words say the same thing: lemmas cut to stems, domain concepts, and how telling a stem is (idf)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources

import simplemma

from validators.completeness.text import STOP, fold, words

_STEM = 6  # letters: enough to join "installazione" and "installare", few enough to keep "contatore" from "contratto"


Shaped = tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]


def is_phrase(entry: str) -> bool:
    """Tell whether an entry (inner space, digit, sign) is looked for anywhere; others begin a word, or are it whole."""
    return not entry.rstrip().isalpha()


def by_shape(lists: Mapping[str, Sequence[str]]) -> Shaped:
    """Sort the entries of concepts into beginnings of words and phrases, each with the concepts that it names."""
    prefixes: dict[str, tuple[str, ...]] = {}
    phrases: dict[str, tuple[str, ...]] = {}
    for concept, entries in lists.items():
        for entry in entries:
            kind = phrases if is_phrase(entry) else prefixes
            kind[entry] = (*kind.get(entry, ()), concept)
    return prefixes, phrases


@lru_cache(maxsize=1)
def _concepts() -> Shaped:
    raw = json.loads((resources.files(__package__) / "data" / "concepts.json").read_text(encoding="utf-8"))["concepts"]
    return by_shape(raw)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Stem of a folded word: its Italian lemma without accents, cut to six letters."""
    lemma = fold(str(simplemma.lemmatize(word, lang="it")))
    return lemma[:_STEM]


@lru_cache(maxsize=65536)
def concepts_of(word: str) -> frozenset[str]:
    """Concepts that a folded word names by its beginning, or by the whole of it (entries that end in a space)."""
    prefixes, _ = _concepts()
    whole = word + " "
    return frozenset(c for cut in range(2, len(whole) + 1) for c in prefixes.get(whole[:cut], ()))


@lru_cache(maxsize=16384)
def phrase_concepts(folded: str) -> frozenset[str]:
    """Concepts named by phrases of more than one word."""
    _, phrases = _concepts()
    flat = re.sub(r"\s+", " ", folded)
    return frozenset(c for phrase, names in phrases.items() if phrase in flat for c in names)


@lru_cache(maxsize=16384)
def content(folded: str) -> tuple[str, ...]:
    """Content words (folded, in order, once each) of a folded text."""
    return tuple(dict.fromkeys(w for w in words(folded) if w not in STOP and len(w) > 2))


@lru_cache(maxsize=16384)
def signature(folded: str) -> tuple[frozenset[str], frozenset[str]]:
    """Stems and concepts of a folded text."""
    tokens = content(folded)
    named = frozenset(c for token in tokens for c in concepts_of(token)) | phrase_concepts(folded)
    return frozenset(map(stem, tokens)), named


_NAME = re.compile(r"(?<=[\w,.] )(?:[A-Z][a-zà-ù']+)(?:\s[A-Z][a-zà-ù']+)*")


@lru_cache(maxsize=4096)
def nameless(text: str) -> str:
    """Drop the names of persons and places from an item: rare words that tell nothing of what is asked."""

    def keep(match: re.Match[str]) -> str:
        return " ".join(w for w in match.group().split() if concepts_of(fold(w)) or w.lower() in _POLITE)

    return _NAME.sub(keep, text)


_POLITE = frozenset({"vostra", "vostro", "vostri", "vostre"})


@lru_cache(maxsize=1)
def _idf() -> dict[str, float]:
    raw = json.loads((resources.files(__package__) / "data" / "idf.json").read_text(encoding="utf-8"))
    return {str(k): float(v) for k, v in raw.items()}


def weight(stemmed: str) -> float:
    """How telling a stem is, 0..1: rare ones 1, words that every letter uses near 0.2."""
    return _idf().get(stemmed, 1.0)


@lru_cache(maxsize=65536)
def coverage(asked: str, said: str, *, concept_share: float = 0.8) -> float:
    """Share (0..1, idf-weighted) of the asked content words that ``said`` holds, by stem or by concept."""
    stems, named = signature(said)
    total = held = 0.0
    for token in content(asked):
        mass = weight(stem(token))
        total += mass
        if stem(token) in stems:
            held += mass
        elif concepts_of(token) & named:
            held += concept_share * mass
    return held / total if total else 0.0
