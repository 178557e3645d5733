"""Foreign names made fit to be shown: nothing that moves the cursor, turns the text, or is empty."""

from __future__ import annotations

import unicodedata

_SHOWN = 200
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def printable(text: str, empty: str = "(senza nome)") -> str:
    """Return ``text`` fit to be shown, at most 200 characters, ``empty`` for nothing.

    Invisible characters become the replacement character; spaces of other widths, which nobody can tell apart, spaces.
    """
    shown = "".join(map(_shown, text[: _SHOWN + 1]))
    shown = shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"
    return shown if shown.strip() else empty


def _shown(char: str) -> str:
    category = unicodedata.category(char)
    return "\ufffd" if category in _INVISIBLE else " " if category == "Zs" else char
