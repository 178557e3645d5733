"""The grammar of cues (deferral, competence, pointers, reasons ...), read from ``data/cues.json``."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def grammar() -> dict[str, re.Pattern[str]]:
    """Every cue with its pattern; patterns match folded text (``text.fold``)."""
    raw = json.loads((resources.files(__package__) / "data" / "cues.json").read_text(encoding="utf-8"))
    return {name: re.compile("|".join(f"(?:{p})" for p in cue["patterns"])) for name, cue in raw.items()}


@lru_cache(maxsize=32768)
def find(cue: str, folded: str) -> str:
    """Give the words that show ``cue`` in a folded text, "" when there are none."""
    match = grammar()[cue].search(folded)
    return match.group() if match else ""


def has(cue: str, folded: str) -> bool:
    """Tell whether a folded text shows ``cue``."""
    return bool(find(cue, folded))
