"""Answers in words that are not listed: what stands beside a tick place holds a known wording, or means one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.forms.wording.describe import Section
from extractors.forms.wording.meanings import Lexicon
from extractors.forms.wording.text import says

#: Letters of a wording that says enough wherever it stands in an answer.
_SAYS = 12
#: Least likeness of an answer to an option, and how much likelier it must be than any other.
_LIKE, _MARGIN = 0.6, 0.12

Option = tuple[int, str]


def meant_options(section: Section, said: Sequence[str], lexicon: Lexicon) -> Iterator[Option]:
    """Yield the entries, by number, and options that the words beside a tick place mean: several where entries ask the same."""
    entries = [e for e in section.entries if e.options]
    held = {
        (e.field, name): max((len("".join(w)) for w in wordings if says(said, w)), default=0)
        for e in entries
        for name, wordings in e.options
    }
    best = max(held.values(), default=0)
    if best >= _SAYS:
        chosen = {key for key, length in held.items() if length == best}
    else:
        chosen = _likeliest(section, said, lexicon)
    if len({name for _, name in chosen}) == 1:
        yield from ((e.index, name) for e in entries for name, _ in e.options if (e.field, name) in chosen)


def _likeliest(section: Section, said: Sequence[str], lexicon: Lexicon) -> set[tuple[str, str]]:
    options = {f"{e.field} {name}": wordings for e in section.entries for name, wordings in e.options}
    fits = lexicon.meanings((section.id, *options), lambda: options).fits(said)
    best = max(fits.values(), default=0.0)
    chosen = {(key.split(" ")[0], key.split(" ")[1]) for key, fit in fits.items() if fit > best - _MARGIN}
    return chosen if best >= _LIKE else set()
