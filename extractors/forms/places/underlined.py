"""Values that are underlined within a sentence: what reaches over the end of the rule is the sentence's."""

from __future__ import annotations

from dataclasses import replace

from extractors.forms.stream.tokens import Token

#: Points and share of its height by which a word reaches over its rule with a full stop, and not with a letter.
_OVER, _STOP = 1.2, 0.45


def before_stop(value: list[Token]) -> list[Token]:
    """Return a value without the full stop behind its underline: ``a [quadro QMT utente].``; one on the rule is its own."""
    last = value[-1] if value else None
    if last is None or last.kind != "word" or not last.text.endswith(".") or len(last.text) < 2:
        return value
    ends = [t.box.x1 for t in value if t.kind == "blank" and t.line == last.line and t.box.x0 < last.box.x0 + 1]
    if not ends or not _OVER < last.box.x1 - max(ends) < _STOP * last.box.height:
        return value
    return [*value[:-1], replace(last, text=last.text[:-1])]
