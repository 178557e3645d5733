"""Rules that are no blanks: what stands on them is a heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.forms.stream.tokens import Token

#: Points by which a heading's type is larger than that of the page.
_LARGER = 0.5
#: Room between a heading's foot and the rule under it (points).
_UNDER = 6.0


def without_underlines(rules: Sequence[Token], tokens: Sequence[Token]) -> list[Token]:
    """Return the rules of a page without those under a heading: bold words in larger type, alone on the rule."""
    words = [t for t in tokens if t.kind == "word" and t.source == "text"]
    usual = Counter(round(t.size, 1) for t in words).most_common(1)
    if not rules or not usual:
        return list(rules)
    headings = [t for t in words if t.size > usual[0][0] + _LARGER and _is_bold(t.font)]
    return [r for r in rules if not _underlines(r, headings, tokens)] if headings else list(rules)


def _underlines(rule: Token, headings: Sequence[Token], tokens: Sequence[Token]) -> bool:
    on_it = [t for t in headings if _stands_on(t, rule)]
    if not on_it or abs(min(t.box.x0 for t in on_it) - rule.box.x0) > 4:
        return False
    capital = min(on_it, key=lambda t: t.box.x0).text[:1]
    beside = [t for t in tokens if _stands_on(t, rule) and t.kind in ("word", "widget", "mark")]
    return (capital.isupper() or capital.isdigit()) and len(beside) == len(on_it)


def _stands_on(token: Token, rule: Token) -> bool:
    x, _ = token.box.centre
    foot = rule.box.bottom - 1  # the rule itself: its blank is the room over it
    return rule.box.x0 - 3 <= x <= rule.box.x1 + 3 and -2 <= foot - token.box.bottom <= _UNDER


def _is_bold(font: str) -> bool:
    return any(part in font.lower() for part in ("bold", "black", "heavy", "semibold"))
