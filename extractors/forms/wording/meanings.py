"""What labels mean beyond their words: synonyms are one concept, little words none, and the order does not count.

Two offices ask for one thing in different words: ``Modalità di inserzione``, ``Tipo di inserimento``. A label is compared
by its set of concepts; a concept that many labels of a section share says less than one of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from extractors.forms.wording.describe import Pattern, describe
from extractors.forms.wording.units import is_unit

Concepts = frozenset[str]
#: Letters that tell a word's root; shorter words lose their ending alone.
_ROOT = 7
_ENDINGS = "aeio"
#: What a word that no label of the section has weighs: it may narrow the meaning or just be said besides.
_STRANGE = 0.5
#: Weights that differ by less say as much.
_EQUAL = 1e-6


@dataclass(frozen=True)
class Lexicon:
    """Words that mean one thing: ``phrases`` leads from pieces to a concept, ``""`` for what means nothing here."""

    phrases: Mapping[Pattern, str] = field(default_factory=dict)

    @cached_property
    def _known(self) -> dict[Hashable, Meanings]:
        return {}

    def meanings(self, key: Hashable, wordings: Callable[[], Mapping[str, Iterable[Pattern]]]) -> Meanings:
        """Return the meanings of the names that ``key`` stands for; ``wordings`` gives them the first time."""
        if key not in self._known:
            self._known[key] = Meanings(self, wordings())
        return self._known[key]

    @cached_property
    def _by_first(self) -> dict[str, list[Pattern]]:
        found: dict[str, list[Pattern]] = defaultdict(list)
        for phrase in sorted(self.phrases, key=len, reverse=True):
            found[phrase[0]].append(phrase)
        return found

    def concepts(self, said: Sequence[str]) -> Concepts:
        """Return what the pieces of a label mean."""
        key = tuple(said)
        if key not in self._memo:
            self._memo[key] = self._concepts(key)
        return self._memo[key]

    @cached_property
    def _memo(self) -> dict[Pattern, Concepts]:
        return {}

    def _concepts(self, said: Pattern) -> Concepts:
        found: set[str] = set()
        at = 0
        while at < len(said):
            phrase = next((p for p in self._by_first.get(said[at], ()) if said[at : at + len(p)] == p), None)
            if phrase is not None:
                found.update(self.phrases[phrase].split())
                at += len(phrase)
                continue
            if not is_unit(said[at]):
                found.add(_root(said[at]))
            at += 1
        return frozenset(found)


#: Knows no synonyms: words are compared by their roots.
PLAIN = Lexicon()


@cache
def lexicon_of(form: str) -> Lexicon:
    """Return the lexicon of the form ``form``."""
    return Lexicon(describe(form).meanings)


def _root(word: str) -> str:
    return word.rstrip(_ENDINGS)[:_ROOT] if len(word) > 3 else word


def _says(wording: Pattern, concepts: Concepts) -> bool:
    """Tell whether a wording means something without its unit: ``potenza va`` without it is any power."""
    return len(concepts) > 1 or (bool(concepts) and not any(is_unit(piece) for piece in wording))


class Meanings:
    """The concepts of the wordings of some names (entries, columns, rows) that stand beside each other."""

    def __init__(self, lexicon: Lexicon, wordings: Mapping[str, Iterable[Pattern]]) -> None:
        self.lexicon = lexicon
        self.of = {key: frozenset(c for w in ws if _says(w, c := lexicon.concepts(w))) for key, ws in wordings.items()}
        seen = Counter(concept for sets in self.of.values() for concept in frozenset().union(*sets))
        self.weight = {concept: count**-0.5 for concept, count in seen.items()}

    def fits(self, said: Sequence[str], *, known: bool = False) -> dict[str, float]:
        """Return how well each name means what is said: 1 = the same concepts, 0 = none in common.

        With ``known`` only what names say counts: the rest of a sentence is set aside.
        """
        concepts = self.lexicon.concepts(said)
        if known:
            concepts &= self.weight.keys()
        if not concepts:
            return {}
        return {
            key: best
            for key, sets in self.of.items()
            if (best := max((self._fit(concepts, s) for s in sets), default=0.0))
        }

    def held(self, said: Sequence[str]) -> str:
        """Return the name all of whose concepts, two at least, are said; that with most to say, empty where several say as much."""
        concepts = self.lexicon.concepts(said)
        rated = {
            key: best
            for key, sets in self.of.items()
            if (best := max((self._sum(s) for s in sets if len(s) > 1 and s <= concepts), default=0.0))
        }
        most = max(rated.values(), default=0.0)
        found = [key for key, weight in rated.items() if weight > most - _EQUAL]
        return found[0] if len(found) == 1 else ""

    def narrows(self, said: Sequence[str], name: str, other: str) -> bool:
        """Tell whether what is said of ``name`` is all that is said of ``other`` and more: ``... per sblocco voltmetrico``."""
        concepts = self.lexicon.concepts(said)
        whole = max((s for s in self.of.get(name, ()) if s <= concepts), key=self._sum, default=Concepts())
        least = max((s for s in self.of.get(other, ()) if s <= concepts), key=self._sum, default=Concepts())
        return bool(least) and least < whole

    def _fit(self, said: Concepts, known: Concepts) -> float:
        shared = self._sum(said & known)
        return 2 * shared / (self._sum(said) + self._sum(known)) if shared else 0.0

    def _sum(self, concepts: Concepts) -> float:
        return float(sum(self.weight.get(concept, _STRANGE) for concept in concepts))
