"""What was written in the rest of a ticked question's row: without units, names of quantities and the end of the label."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from extractors.forms.places.print_ends import led
from extractors.forms.stream.flow import DOTS, Flow, word_gap
from extractors.forms.stream.tokens import Token, alike
from extractors.forms.wording.units import after_quantity, is_unit

#: Words of what leads to an answer at most.
_LEAD = 3


def written_words(flow: Flow, row: list[Token], label: Token) -> list[Token]:
    """Return the words of a row that are no print."""
    return _without_print(_without_brackets(_on_blanks(flow, row, label)))


def typed_over(flow: Flow, row: Sequence[Token], label: Token, leads: Collection[tuple[str, ...]] = ()) -> list[Token]:
    """Return the words in the label's type between a colon and the dots that are left of the blank they were typed over.

    ``ordine e kVAr: 7° ordine, 25 kVAr ......``; print that goes on to its blank begins in small letters or a bracket,
    but where the words before the colon are the same in other rows, one of ``leads``.
    """
    blank = next((n for n, t in enumerate(row) if t.kind == "blank" and t.font == DOTS), 0)
    start = max((n + 1 for n, t in enumerate(row[:blank]) if t.text.endswith(":")), default=0)
    words = list(row[start:blank])
    if not words or not flow.tokens[words[0].index - 1].text.endswith(":"):
        return []
    if any(t.kind != "word" or not alike(t, label) or t.line != row[blank].line for t in words):
        return []
    near = all(b.box.x0 - a.box.x1 < word_gap(b) for a, b in pairwise([*words, row[blank]]))
    first = words[0].text[:1]
    before = tuple(p for t in flow.tokens[max(0, words[0].index - _LEAD) : words[0].index] for p in t.norm)
    led_on = any(before[-len(lead) :] == lead for lead in leads)
    return words if near and (led_on or first.isupper() or first.isdigit()) else []


def _without_brackets(words: list[Token]) -> list[Token]:
    """Drop a printed unit in square brackets: ``[ordine e kVar]``."""
    kept, inside = [], False
    for token in words:
        inside = inside or (token.kind == "word" and token.text.startswith("["))
        if not inside:
            kept.append(token)
        if inside and token.text.endswith("]"):
            inside = False
    return kept


def _without_print(row: list[Token]) -> list[Token]:
    """Drop the name of a quantity before the value, and units and strokes behind it in another type or a cell of their own."""
    words = [t for t in row if t.kind == "word"]
    lead = words[: after_quantity([t.norm for t in words])]
    row = [t for t in row if t not in lead]
    while row and row[-1].kind == "word":
        last = row[-1]
        own = [t for t in row if t.cell == last.cell and (last.cell >= 0 or t is last)]
        behind = own if last.cell >= 0 and all(_is_strokes(t) for t in own) else [last]
        before = next((t for t in reversed(row) if t not in behind), None)
        same = before is not None and (before.cell, before.font, before.kind) == (last.cell, last.font, "word")
        if not all(_is_strokes(t) for t in behind) or same or (before is None and last.cell < 0):
            break
        row = [t for t in row if t not in behind]
    return row


def _is_strokes(token: Token) -> bool:
    return token.kind == "word" and (is_unit(token.text) or not any(token.norm))


def _on_blanks(flow: Flow, row: list[Token], label: Token) -> list[Token]:
    """Drop words in the label's own type that stand beside the blanks of a row: the end of the label, a unit, a heading.

    What a leader leads to stays.
    """
    lead = next((words for n in range(len(row)) if (words := led(flow, row[n:], label))), [])
    drawn = [t.box for t in row if t.kind in ("blank", "widget")]
    if not drawn or not label.font:
        return row
    return [
        t
        for t in row
        if t.kind != "word"
        or (t.font, t.source) != (label.font, label.source)
        or t in lead
        or any(b.x0 - 3 <= t.box.centre[0] <= b.x1 + 3 for b in drawn)
    ]
