"""What a TIRV rejection has to contain, as data that the desk edits (rule book TIR-04; facts F-09).

Artt. 7.5 (domestic clients) and 11.2 (others) of All. A to del. 228/2017/R/com were not at hand when
``tirv_checklist.json`` was written: its items are ours (status A) and only ever warn. ``cues`` are regular
expressions over the text in lower case without accents and punctuation; one match is enough.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

DOMESTIC, OTHERS = "7.5", "11.2"


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One thing to look for; ``articles`` that want it."""

    id: str
    caption: str
    articles: tuple[str, ...]
    cues: tuple[str, ...]

    def wanted(self, *, domestic: bool | None) -> bool:
        """Tell whether the item is due for this kind of client; an unknown kind is asked the common items only."""
        due = {True: {DOMESTIC}, False: {OTHERS}, None: {DOMESTIC, OTHERS}}[domestic]
        return due <= set(self.articles)

    def found_in(self, flat: str) -> bool:
        """Tell whether any cue stands in the flattened text."""
        return any(re.search(rf"\b(?:{cue})\b", flat) for cue in self.cues)


def parse_checklist(text: str) -> tuple[ChecklistItem, ...]:
    """Read a checklist from JSON; ValueError says which item is wrong."""
    items = []
    for number, raw in enumerate(json.loads(text), start=1):
        try:
            item = ChecklistItem(raw["id"], raw["caption"], tuple(raw["articles"]), tuple(raw["cues"]))
            for cue in item.cues:
                re.compile(cue)
        except (KeyError, TypeError, re.error) as wrong:
            raise ValueError(f"checklist TIRV, voce {number}: {wrong}") from wrong
        items.append(item)
    return tuple(items)


@cache
def default_checklist() -> tuple[ChecklistItem, ...]:
    """Return the checklist that comes with the package."""
    return parse_checklist(resources.files(__package__).joinpath("tirv_checklist.json").read_text("utf-8"))
