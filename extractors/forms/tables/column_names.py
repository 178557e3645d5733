"""The names of a table's columns, and the words of a head that may be one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from extractors.forms.stream.tokens import Token
from extractors.forms.wording.describe import Pattern, Table
from extractors.forms.wording.meanings import PLAIN, Lexicon
from extractors.forms.wording.text import means, near, pieces, shortened

#: What an abbreviation is worth beside the word itself: ``Tel.`` is rather tel than telefax.
_ABBREVIATED = 0.98

#: Fit from which on no other words are looked for; least likeness of meanings, and what they and bare names are worth.
_SURELY, _LIKE, MEANT, _BARE = 0.8, 0.7, 0.85, 0.97


@dataclass
class Block:
    """Words that stand together in a head: a cell, or stacked words of an unruled head."""

    tokens: list[Token]
    x0: float
    x1: float

    @cached_property
    def said(self) -> tuple[str, ...]:
        """Their pieces, as they are compared."""
        return tuple(p for word in self.words for p in pieces(word))

    @cached_property
    def words(self) -> list[str]:
        """Their texts; one that a line's end parts is one: ``assorbi-`` and ``mento``."""
        found: list[str] = []
        for before, token in zip([None, *self.tokens], self.tokens, strict=False):
            if before is not None and found[-1][-1:] == "-" and before.line != token.line and token.text[:1].islower():
                found[-1] = found[-1][:-1] + token.text
            else:
                found.append(token.text)
        return found

    @cached_property
    def bare(self) -> tuple[str, ...]:
        """Their pieces without notes in brackets: ``Tipo (TA/TO/TV)``, ``Tempo [s]``; all of them where these are all."""
        depth, found = 0, list[str]()
        for word in self.words:
            depth += word.count("(") + word.count("[")
            if not depth:
                found.extend(pieces(word))
            depth = max(0, depth - word.count(")") - word.count("]"))
        return tuple(found) or self.said

    @cached_property
    def short(self) -> tuple[bool, ...]:
        """Which pieces are abbreviations."""
        return tuple(s for word in self.words for s in shortened(word))


class ColumnNames:
    """A table with its columns' names by their first and last words: a thousand blocks are compared with them."""

    def __init__(self, table: Table, lexicon: Lexicon = PLAIN) -> None:
        self.table, self.lexicon = table, lexicon
        #: Columns that a head must name at least.
        self.need = max(2, (len(table.columns) + 1) // 2)
        self.every = [(n, w) for n, c in enumerate(table.columns) for w in c.labels]
        self.wordings = frozenset(w for _, w in self.every)
        self.by_first: dict[str, list[tuple[int, Pattern]]] = defaultdict(list)
        self.by_last: dict[str, list[tuple[int, Pattern]]] = defaultdict(list)
        for number, wording in self.every:
            self.by_first[wording[0]].append((number, wording))
            self.by_last[wording[-1]].append((number, wording))
        names = [c.field for c in table.columns]
        self.place = {name: number for number, name in enumerate(names)}
        self.meanings = lexicon.meanings((table.id, *names), lambda: {c.field: c.labels for c in table.columns})
        self.by_concept: dict[str, set[int]] = defaultdict(set)
        for name, sets in self.meanings.of.items():
            for concept in frozenset[str]().union(*sets):
                self.by_concept[concept].add(self.place[name])

    def may_be_named(self, tokens: Iterable[Token]) -> set[int]:
        """Return the columns that blocks of these words may name at most, by number."""
        found: set[int] = set()
        for token in tokens:
            if token.source == "ocr":
                return set(range(len(self.table.columns)))
            for piece, short in zip(token.norm, shortened(token.text), strict=False):
                found.update(n for n, _ in self.by_first.get(piece, ()))
                found.update(n for n, _ in self.by_last.get(piece, ()))
                if short:
                    found.update(n for n, w in self.every if w[0].startswith(piece))
                for concept in self.lexicon.concepts((piece,)):
                    found |= self.by_concept.get(concept, set())
        return found

    def begun(self, block: Block, fuzzy: bool = False) -> Iterable[tuple[int, Pattern]]:
        """Return the columns, by number, and wordings that may begin as the block does."""
        if not block.said:
            return ()
        return self.every if fuzzy or block.short[0] else self.by_first.get(block.said[0], ())

    def fits(self, block: Block) -> dict[int, float]:
        """Return how well each column's name is what the block says, by the column's number; 0.5 and more."""
        said, short, fuzzy = block.said, block.short, any(t.source == "ocr" for t in block.tokens)
        best: dict[int, float] = {}
        for column, wording in self.begun(block, fuzzy):
            best[column] = max(best.get(column, 0.0), fit_of(said, wording, fuzzy, short))
        for column, wording in () if fuzzy else self.by_last.get(said[-1] if said else "", ()):
            if best.get(column, 0.0) < 0.5 and _ends_with(said, wording):
                best[column] = 0.5
        if not fuzzy and max(best.values(), default=0.0) < _SURELY:
            for column, fit in self._other_words(block).items():
                best[column] = max(best.get(column, 0.0), fit)
        return {column: best[column] for column in sorted(best) if best[column] >= 0.5}

    def _other_words(self, block: Block) -> dict[int, float]:
        """Return how well the block means the columns: without notes in brackets, or in words that are not listed."""
        found: dict[int, float] = {}
        if block.bare != block.said:
            for column, wording in self.by_first.get(block.bare[0], ()):
                found[column] = max(found.get(column, 0.0), _BARE * fit_of(block.bare, wording, False, ()))
        for name, fit in self.meanings.fits(block.bare).items() if self.lexicon.phrases else ():
            if fit >= _LIKE:
                column = self.place[name]
                found[column] = max(found.get(column, 0.0), MEANT * fit)
        return found


def _ends_with(said: tuple[str, ...], wording: tuple[str, ...]) -> bool:
    """Tell whether a head ends with a column's name that speaks for itself: ``Numero di matricola``."""
    return len("".join(wording)) >= 6 and len(said) > len(wording) and said[-len(wording) :] == wording


def fit_of(said: tuple[str, ...], wording: tuple[str, ...], fuzzy: bool, short: tuple[bool, ...]) -> float:
    """Return how well a head's words are the wording: 1 = all of them, more words cost."""
    if not said or len(said) < len(wording):
        return 0.0
    same = said[: len(wording)] == wording or (fuzzy and all(near(a, b) for a, b in zip(said, wording, strict=False)))
    sure = 1.0 if same else _ABBREVIATED
    if not same and any(short):
        same = all(means(a, s, b) for a, s, b in zip(said, short, wording, strict=False))
    if not same:
        return 0.0
    return sure * len("".join(wording)) / max(len("".join(wording)), len("".join(said)))
