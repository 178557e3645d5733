"""Foreign names made fit to be shown: nothing that moves the cursor, turns the text, or is empty."""

from __future__ import annotations

import unicodedata

_SHOWN = 200
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def printable(text: str, empty: str = "(senza nome)") -> str:
    """Return ``text`` with every invisible character as the replacement character, at most 200 characters, ``empty`` for nothing."""
    shown = "".join("\ufffd" if unicodedata.category(char) in _INVISIBLE else char for char in text[: _SHOWN + 1])
    shown = shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"
    return shown if shown.strip() else empty
