"""Answers in words that are not listed: what stands beside a tick place holds a known wording, or means one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.forms.labels.beside_cells import SAYS
from extractors.forms.wording.describe import Pattern, Section
from extractors.forms.wording.meanings import Lexicon

#: Least likeness of an answer to an option, and how much likelier it must be than any other.
_LIKE, _MARGIN = 0.6, 0.12

#: What an answer is worth in words that are not listed, and each word of a listed wording in it besides.
_MEANT, _LISTED = 2.0, 0.35

Option = tuple[int, str, float]


def meant_options(section: Section, said: Sequence[str], lexicon: Lexicon) -> Iterator[Option]:
    """Yield the entries, by number, and options that the words beside a tick place mean, and what that is worth.

    Several where entries ask the same.
    """
    entries = [e for e in section.entries if e.options]
    held = {(e.field, name): _stands(said, wordings) for e in entries for name, wordings in e.options}
    first = min((place for place in held.values() if place), default=None)
    if first is not None:
        chosen = {key for key, place in held.items() if place == first}
    else:
        chosen = _likeliest(section, said, lexicon)
    worth = _MEANT + _LISTED * (first[2] if first is not None else 0)
    if len({name for _, name in chosen}) == 1:
        yield from ((e.index, name, worth) for e in entries for name, _ in e.options if (e.field, name) in chosen)


def _stands(said: Sequence[str], wordings: Sequence[Pattern]) -> tuple[int, int, int] | None:
    """Return where the first wording that says enough stands, minus its length, and its words; None where none does.

    What an answer is comes first, what belongs to it behind: ``disponibile sul sistema SCADA delle protezioni generali``.
    """
    places = [
        (at, -len("".join(w)), len(w))
        for w in wordings
        if len("".join(w)) >= SAYS
        for at in range(len(said) - len(w) + 1)
        if tuple(said[at : at + len(w)]) == w
    ]
    return min(places, default=None)


def _likeliest(section: Section, said: Sequence[str], lexicon: Lexicon) -> set[tuple[str, str]]:
    options = {f"{e.field} {name}": wordings for e in section.entries for name, wordings in e.options}
    fits = lexicon.meanings((section.id, *options), lambda: options).fits(said)
    best = max(fits.values(), default=0.0)
    chosen = {(key.split(" ")[0], key.split(" ")[1]) for key, fit in fits.items() if fit > best - _MARGIN}
    return chosen if best >= _LIKE else set()
