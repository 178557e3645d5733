"""The judge as it would be without the words that were learnt from the very pairs it judges.

Concepts, cues and events grow by reading errors: a pair whose own words are in the lists is no longer a pair never
read. Each file of pairs is therefore examined with lists from which the entries are taken that match in no other file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from unittest.mock import patch

from benchmarks.completeness_data import ROOT, Pair
from validators.completeness import cues, events, lexicon
from validators.completeness.text import fold

DATA = ROOT / "validators" / "completeness" / "data"
_MODULES = (
    "align", "cues", "events", "clauses", "expectations", "focus", "lexicon", "text",
)  # fmt: skip
Lists = dict[str, list[str]]


def _raw(name: str) -> dict:
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def concepts() -> Lists:
    return _raw("concepts")["concepts"]


def cue_patterns() -> Lists:
    return {name: cue["patterns"] for name, cue in _raw("cues").items()}


def event_patterns() -> Lists:
    return _raw("events")["events"]


def _texts(pairs: Sequence[Pair]) -> str:
    return "\n".join(" ".join(fold(t).split()) for p in pairs for t in (p.reply, *p.requests))


@cache
def _matches(pattern: str, text: str) -> bool:
    return re.search(pattern, text) is not None


def _as_pattern(entry: str) -> str:
    if lexicon.is_phrase(entry):
        return re.escape(entry)
    return rf"\b{re.escape(entry.rstrip())}" + (r"\b" if entry.endswith(" ") else "")


def only_in(lists: Lists, texts: Mapping[str, str], pattern: Callable[[str], str]) -> dict[str, set[tuple[str, str]]]:
    """Entries (list, entry) that match in one file and in no other, by that file."""
    found: dict[str, set[tuple[str, str]]] = {name: set() for name in texts}
    for key, entries in lists.items():
        for entry in entries:
            where = [name for name, text in texts.items() if _matches(pattern(entry), text)]
            if len(where) == 1:
                found[where[0]].add((key, entry))
    return found


def _without(lists: Lists, dropped: set[tuple[str, str]]) -> Lists:
    return {key: [e for e in entries if (key, e) not in dropped] for key, entries in lists.items()}


def _compiled(lists: Lists) -> dict[str, re.Pattern[str]]:
    return {n: re.compile("|".join(f"(?:{p})" for p in ps) or r"(?!)") for n, ps in lists.items()}


def forget() -> None:
    """Empty the caches of everything that depends on the lists."""
    for name in _MODULES:
        for value in vars(import_module(f"validators.completeness.{name}")).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


class Unseen:
    """Lists of words as they would be without each file of pairs."""

    def __init__(self, files: Mapping[str, Sequence[Pair]]) -> None:
        texts = {name: _texts(pairs) for name, pairs in files.items()}
        self.concepts = only_in(concepts(), texts, _as_pattern)
        self.cues = only_in(cue_patterns(), texts, str)
        self.events = only_in(event_patterns(), texts, str)

    @contextmanager
    def without(self, name: str) -> Iterator[None]:
        """Judge with the lists that lack what only the file ``name`` taught."""
        shaped = lexicon.by_shape(_without(concepts(), self.concepts[name]))
        grammar = _compiled(_without(cue_patterns(), self.cues[name]))
        facts = _compiled(_without(event_patterns(), self.events[name]))
        forget()
        with (
            patch.object(lexicon, "_concepts", lambda: shaped),
            patch.object(cues, "grammar", lambda: grammar),
            patch.object(events, "_grammar", lambda: facts),
        ):
            yield
        forget()
