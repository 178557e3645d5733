"""Characters that are tick boxes, circles or ticks, in Unicode and in the old symbol fonts."""

from __future__ import annotations

from functools import cache

#: Empty boxes and circles.
EMPTY = frozenset("☐□▢❏❐❑❒◻◽⬜○◯◌❍⚪⭘")
#: Boxes and circles with a mark inside.
FULL = frozenset("☑☒▣■◼◾⬛●◉◎⦿⚫⬤🗹🗷🗵🅇🞅⊠⊗⮽🗸")
#: Ticks and crosses that stand alone, drawn over or beside a box.
TICK = frozenset("✓✔✗✘✕✖❌×╳")

_SYMBOL_FONTS = ("dingbat", "wingding", "symbol", "webding")

#: ZapfDingbats and Wingdings codes (also in the private area U+F0xx) of ticks, crosses and bullets.
_CODES = {
    "dingbat": {"3": "✓", "4": "✔", "5": "✕", "6": "✖", "7": "✗", "8": "✘", "l": "●", "n": "■", "o": "☐", "m": "○", "q": "☐"},
    "wingding": {
        "l": "●", "n": "■", "o": "☐", "q": "☐", "r": "☐", "x": "☒", "þ": "☑", "ý": "☒", "¨": "☐", "û": "✗", "ü": "✔",
        "¡": "○", "¤": "◉",
    },
}  # fmt: skip


@cache
def is_symbol_font(name: str) -> bool:
    """Tell whether a font holds pictures in the place of letters."""
    low = name.lower()
    return any(part in low for part in _SYMBOL_FONTS)


def translate(text: str, font: str) -> str:
    """Return ``text`` with the codes of symbol fonts (and of the private area) as Unicode marks."""
    low = font.lower()
    table = _CODES["wingding"] if "wingding" in low else _CODES["dingbat"] if "dingbat" in low else None
    if table is None and not any("\uf020" <= c <= "\uf0ff" for c in text):
        return text
    table = table or _CODES["wingding"]
    return "".join(table.get(chr(ord(c) - 0xF000) if "\uf020" <= c <= "\uf0ff" else c, c) for c in text)
