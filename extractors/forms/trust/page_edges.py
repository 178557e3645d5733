"""What an office prints at one place of several pages, in types and heights that no other sign tells from values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extractors.forms.stream.tokens import Token

#: Pages on which a word at one place is print.
_PAGES = 3


def without_edges(found: Sequence[Token], words: Sequence[Token]) -> list[Token]:
    """Leave out of ``found`` what returns at one place of several pages; ``words`` are those of all pages."""
    texts = {t.text for t in found}
    places: dict[tuple[str, int, int], set[int]] = defaultdict(set)
    for token in (t for t in words if t.text in texts):
        places[token.text, round(token.box.x0), round(token.box.top)].add(token.page)
    return [t for t in found if len(places[t.text, round(t.box.x0), round(t.box.top)]) < _PAGES]
