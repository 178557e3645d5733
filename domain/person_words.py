"""What a person is known by, found in texts and blotted out of them (GDPR, art. 17)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

GONE = "[cancellato]"
#: Between the words of a name: spaces, and what file names have in their place.
_BETWEEN = r"[\s_.,-]+"
#: A letter or digit; an underscore ends a word, for file names hold codes between underscores.
_INSIDE = r"[^\W_]"
#: Shorter words, found across line ends, would be found everywhere.
_LONG = 8


class Words:
    """The words of one person; found whatever the case and the spaces, as whole words."""

    def __init__(self, terms: Iterable[str]) -> None:
        self.terms = tuple(term for term in terms if term.strip())
        parts = [_BETWEEN.join(map(re.escape, term.split())) for term in self.terms]
        self._pattern = re.compile(rf"(?<!{_INSIDE})(?:{'|'.join(parts)})(?!{_INSIDE})", re.IGNORECASE)
        self._packed = [p for p in ("".join(term.split()).casefold() for term in self.terms) if len(p) >= _LONG]

    def in_(self, value: Any) -> bool:
        """Tell whether the person occurs anywhere in a JSON value."""
        if isinstance(value, str):
            return self._pattern.search(value) is not None
        if isinstance(value, dict):
            return any(self.in_(key) or self.in_(each) for key, each in value.items())
        return isinstance(value, list) and any(map(self.in_, value))

    def on_paper(self, text: str) -> bool:
        """Tell whether the person occurs in a laid out text, where a line may end inside a word."""
        packed = "".join(text.split()).casefold()
        return self.in_(text) or any(term in packed for term in self._packed)

    def out_of(self, value: Any) -> Any:
        """Return a JSON value with the person's words blotted out."""
        if isinstance(value, str):
            return self._pattern.sub(GONE, value)
        if isinstance(value, dict):
            return {self.out_of(key): self.out_of(each) for key, each in value.items()}
        return [self.out_of(each) for each in value] if isinstance(value, list) else value
