"""Which values hold a word: there are hundreds of both on a page, so only those of a height are compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from domain.forms import FieldValue
from extractors.forms.stream.tokens import Token

#: Points that a word may stand outside the box of a value that holds it, and height of a band of the page.
_NEAR, _BAND = 1.0, 12.0


class Holders:
    """Values by the bands of their pages in which they stand; those without a box hold nothing."""

    def __init__(self, values: Iterable[FieldValue]) -> None:
        self._bands: dict[tuple[int | None, int], list[FieldValue]] = defaultdict(list)
        for value in values:
            if value.box is not None:
                first, last = (value.box.top - _NEAR) // _BAND, (value.box.bottom + _NEAR) // _BAND
                for band in range(int(first), int(last) + 1):
                    self._bands[value.page, band].append(value)

    def of(self, token: Token) -> list[FieldValue]:
        """Return the values in whose boxes the middle of a token stands."""
        x, y = token.box.centre
        return [
            value
            for value in self._bands.get((token.page, int(y // _BAND)), ())
            if (box := value.box) is not None
            and box.x0 - _NEAR <= x <= box.x1 + _NEAR
            and box.top - _NEAR <= y <= box.bottom + _NEAR
        ]
