"""Cut text into the word pieces that the sentence encoder knows: the likeliest cut by a unigram model (Viterbi)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

SPACE = "\N{LOWER ONE EIGHTH BLOCK}"  # how the vocabulary writes the space before a word
_UNLIKELY = 10.0  # log chance by which an unknown letter is less likely than the rarest piece


@dataclass(frozen=True)
class Pieces:
    """Vocabulary: log chance of each piece, in the order of their numbers; ``unknown``: number of what is none."""

    scores: Mapping[str, float]
    unknown: int
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _numbered(self) -> dict[str, tuple[int, float]]:
        return {piece: (number, score) for number, (piece, score) in enumerate(self.scores.items())}

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.scores))

    @cached_property
    def _worst(self) -> float:
        return min(self.scores.values()) - _UNLIKELY

    def cut(self, text: str) -> list[int]:
        """Give the numbers of the pieces of a text, in order."""
        return [number for word in normal(text).split() for number in self._of_word(SPACE + word)]

    def _of_word(self, word: str) -> tuple[int, ...]:
        if word not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[word] = self._likeliest(word)
        return self._known[word]

    def _likeliest(self, word: str) -> tuple[int, ...]:
        """Find the cut of most chance; a letter that is in no piece counts as unknown."""
        best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]
        for end in range(1, len(word) + 1):
            value, cut = best[end - 1]
            found = (value + self._worst, (*cut, self.unknown))
            for start in range(max(0, end - self._longest), end):
                piece = self._numbered.get(word[start:end])
                if piece is not None and best[start][0] + piece[1] > found[0]:
                    found = (best[start][0] + piece[1], (*best[start][1], piece[0]))
            best.append(found)
        return best[-1][1]


_KEPT = 32768  # words whose cut is remembered


def normal(text: str) -> str:
    """Write compatible characters as one (``№`` as ``No``), as the vocabulary was made; accents and case stay."""
    return unicodedata.normalize("NFKC", text)
