"""Accounting of all that was filled in: what no field claimed is told, and no blank it could belong to stays certain.

A reader that misses a label reads a blank with full certainty while the value stands in plain sight. What people fill
in can be counted: form fields with content, ticked places, words of annotations, words in the type of the other values.
What belongs to no value found is a stray. It takes the certainty from the blanks of its page that it could fill, and
from the value that it touches, which may go on with it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from domain.findings import Finding, Severity, Source
from domain.forms import FieldSpec, FieldValue
from domain.geometry import Box
from extractors.forms.stream.flow import Flow, word_gap
from extractors.forms.stream.tokens import Token
from extractors.forms.trust.doubts import capped
from extractors.forms.trust.holders import Holders
from extractors.forms.trust.page_edges import without_edges
from extractors.forms.values.values import LOOSE, typed
from extractors.forms.wording.units import is_unit

#: Words of one type from which on it may be the type of the values, and share of them that values must have claimed.
_MANY, _CLAIMED = 5, 0.35
#: Least share of the words of values that stand in types of their own, for the others to be in the type of the print.
_OWN = 0.5
#: Where values were put over the page (form fields, annotations), the share of others below which these are print.
_LEFT_OVER = 0.15
#: Texts of a page that a finding shows.
_SHOWN = 6
#: Points above and below a ticked place within which another tick may belong to the same question.
_NEAR = 24.0
_DRAWN = ("presente", "assente")
_SOURCE = Source("Lettura dei moduli", "conteggio di quanto è compilato")


@dataclass(frozen=True)
class Stray:
    """Something filled in that no field claimed: a text, or a tick (empty text)."""

    text: str
    page: int
    box: Box


def strays(flow: Flow, fields: Mapping[str, FieldValue], own: Collection[str], labels: Collection[int]) -> list[Stray]:
    """Return what was filled in and claimed by none of ``fields``.

    ``own`` are names of fields read by name, ``labels`` the tokens of all labels and heads found.
    """
    said = [v for v in fields.values() if v.value is not None or v.written]
    claims = Holders(said)
    words = [t for t in flow.tokens if t.kind == "word" and t.source == "text"]
    # What stands in the zone of a signature is claimed by it only where it surely is no print.
    claimed = {t.index for t in words if any(v.value not in _DRAWN for v in claims.of(t))}
    types = _value_types([t for t in words if _says(t)], claimed) | _of_values_alone(flow, labels, words, claimed)
    printed = _print(flow, labels, claimed)
    found = [
        t
        for t in words
        if t.index not in claimed and t.index not in printed and t.type in types and _says(t)
        and _in_place(flow, t, claimed, printed)
    ]  # fmt: skip
    found = without_edges(found, words)
    found += [
        t
        for t in flow.tokens
        if _entered(t, own)
        and not claims.of(t)
        and not any(v.page == t.page and (_covers(t.box, v) or _signed(v, t)) for v in said)
    ]
    return _joined(sorted(found, key=lambda t: t.index))


def _print(flow: Flow, labels: Collection[int], claimed: Collection[int]) -> set[int]:
    """Return the tokens of the labels and what goes on with them in the same type: the rest of a longer label."""
    found = {i for i in labels if i not in claimed}
    for run in (range(len(flow.tokens)), reversed(range(len(flow.tokens)))):
        before: Token | None = None
        for index in run:
            token = flow.tokens[index]
            if index in found:
                before = token
            elif before is not None and index not in claimed and _goes_on(before, token):
                found.add(index)
                before = token
            else:
                before = None
    return found


def _goes_on(before: Token, token: Token) -> bool:
    """Tell whether two words follow each other (in either order) in one text of one type."""
    if (before.type, before.cell) != (token.type, token.cell):
        return False
    if before.kind != "word" or token.kind != "word" or before.page != token.page:
        return False
    if before.line == token.line:
        first, last = sorted((before, token), key=lambda t: t.box.x0)
        return last.box.x0 - first.box.x1 < word_gap(last)
    return (
        abs(before.line - token.line) == 1 and abs(before.box.centre[1] - token.box.centre[1]) < 1.5 * token.box.height
    )


def _in_place(flow: Flow, token: Token, claimed: Collection[int], printed: Collection[int]) -> bool:
    """Tell whether values stand in such places: cells, and lines on which there is more than this type alone."""
    if token.cell >= 0:
        return True
    line = [flow.tokens[i] for i in flow.lines[token.line]]
    return any(t.index in claimed or t.index in printed or t.kind != "word" or t.font != token.font for t in line)


def _says(token: Token) -> bool:
    return any(c.isalnum() for c in token.text) and not is_unit(token.text)


def _entered(token: Token, own: Collection[str]) -> bool:
    """Tell whether a token is surely of the user: a filled form field, a tick, a word of an annotation."""
    if token.kind == "widget":
        return bool(token.text.strip()) and (token.widget is None or token.widget.name not in own)
    if token.kind == "mark" and token.mark is not None:
        return token.mark.ticked is True and token.source != "ocr" and token.mark.name not in own
    return token.kind == "word" and token.source == "annotation" and _says(token)


def _signed(value: FieldValue, token: Token) -> bool:
    """Tell whether an annotation stands in a row of signatures: a stamp is no value, wherever in the row it was put."""
    if value.value not in _DRAWN or value.box is None or token.kind != "word":
        return False
    return value.box.top <= token.box.centre[1] <= value.box.bottom


def _covers(box: Box, value: FieldValue) -> bool:
    """Tell whether a value was read from within a box: a part of a field's text."""
    return value.box is not None and box.holds(value.box, 1)


def _value_types(words: Sequence[Token], claimed: Collection[int]) -> set[tuple[str, int]]:
    """Return the types (font, size) of which values claimed so much that they are hardly the print's."""
    every = Counter(t.type for t in words if t.font)
    taken = Counter(t.type for t in words if t.index in claimed)
    return {kind for kind, count in every.items() if count >= _MANY and taken[kind] >= _CLAIMED * count}


def _of_values_alone(
    flow: Flow, labels: Collection[int], words: Sequence[Token], claimed: Collection[int]
) -> set[tuple[str, int]]:
    """Return the types (font, size) in which values stand and no label does."""
    of_labels = {flow.tokens[i].type for i in labels}
    taken = Counter(t.type for t in words if t.index in claimed and t.font)
    return {kind for kind, count in taken.items() if count >= _MANY and kind not in of_labels} if of_labels else set()


def _joined(tokens: Iterable[Token]) -> list[Stray]:
    """Join words that follow each other on a line."""
    found: list[Stray] = []
    last: Token | None = None
    for token in tokens:
        text = "" if token.kind == "mark" else token.text
        follows = (
            last is not None and last.kind == token.kind == "word" and last.line == token.line
            and last.index + 1 == token.index and token.box.x0 - last.box.x1 < word_gap(token, 1.0)
        )  # fmt: skip
        if follows:
            before = found.pop()
            found.append(Stray(f"{before.text} {text}", token.page, before.box.union(token.box)))
        else:
            found.append(Stray(text, token.page, token.box))
        last = token
    return found


def printed_values(flow: Flow, fields: Mapping[str, FieldValue]) -> set[str]:
    """Return the values that hold words of the print, where the values have a type of their own or were put over the page."""
    texts = {n: v for n, v in fields.items() if v.source == "text" and v.value is not None and v.value not in _DRAWN}
    by_page: dict[int | None, list[Token]] = defaultdict(list)
    for token in flow.tokens:
        if token.kind == "word" and token.source in ("text", "annotation") and _says(token):
            by_page[token.page].append(token)
    held = _words_of(texts, by_page)
    of_page = {n: any(t.source == "text" for t in tokens) for n, tokens in held.items()}
    put_over = sum(v.source == "acroform" and v.value is not None for v in fields.values())
    put_over += sum(not text for text in of_page.values())
    if put_over >= _MANY and sum(of_page.values()) <= _LEFT_OVER * put_over:
        return {name for name, text in of_page.items() if text}
    return _in_print(by_page, held) | {n for n, tokens in held.items() if len({t.source for t in tokens}) > 1}


def _words_of(
    values: Mapping[str, FieldValue], by_page: Mapping[int | None, Sequence[Token]]
) -> dict[str, list[Token]]:
    """Return the words that each value holds."""
    holders, names = Holders(values.values()), {id(v): n for n, v in values.items()}
    held: dict[str, list[Token]] = {name: [] for name in values}
    for token in chain.from_iterable(by_page.values()):
        for value in holders.of(token):
            held[names[id(value)]].append(token)
    return held


def _in_print(by_page: Mapping[int | None, Sequence[Token]], held: Mapping[str, Sequence[Token]]) -> set[str]:
    """Return the values that hold a word in the type of the print, where values have a type of their own.

    Where most values stand in the type of the print, what is of another one are those in tables of small letters.
    """
    words = [t for tokens in by_page.values() for t in tokens if t.source == "text"]
    claimed = {t.index for tokens in held.values() for t in tokens}
    own = _value_types(words, claimed)
    types = [t.type for t in words if t.index in claimed]
    if not own or sum(kind in own for kind in types) < _OWN * len(types):
        return set()
    every = Counter(t.type for t in words if t.font)
    rare = {kind for kind, count in every.items() if count < _MANY}
    return {
        name
        for name, tokens in held.items()
        if any(t.font and t.source == "text" and t.type not in own | rare for t in tokens)
    }


def unsettled(
    fields: Mapping[str, FieldValue], found: Sequence[Stray], specs: Mapping[str, FieldSpec], own: Collection[str]
) -> dict[str, FieldValue]:
    """Return the fields, with ``LIMIT`` at most for blanks that a stray could fill and values that one touches.

    ``own`` are the fields read by name, of which nothing else can be the value.
    """
    by_page: dict[int | None, list[Stray]] = defaultdict(list)
    for stray in found:
        by_page[stray.page].append(stray)
    doubtful = {
        name
        for name, value in fields.items()
        if name not in own and name in specs and any(_fills(s, value, specs[name]) for s in by_page.get(value.page, ()))
    }
    return capped(fields, doubtful)


def _fills(stray: Stray, value: FieldValue, spec: FieldSpec) -> bool:
    """Tell whether a stray may be the value of a blank, or more of a value."""
    if value.source == "ocr" or spec.kind in ("signature", "presence"):
        return False
    if value.value is not None and spec.options and not stray.text:
        # One more tick beside a question may be one more answer to it.
        return (
            spec.kind == "multichoice" or abs(stray.box.centre[1] - value.box.centre[1]) < _NEAR if value.box else False
        )
    if value.value is not None:
        return bool(stray.text) and not spec.options and _touches(stray.box, value.box)
    if spec.options:
        return not stray.text or typed(stray.text, spec).value is not None
    if not stray.text:
        return False
    return typed(stray.text, spec).confidence >= LOOSE


def _touches(box: Box, other: Box | None) -> bool:
    """Tell whether a text stands right behind or right under another, as its next word or line would."""
    if other is None:
        return False
    high = max(box.height, 6.0)
    level = abs(box.centre[1] - other.centre[1]) < 0.5 * high and -1 < box.x0 - other.x1 < 1.5 * high
    under = -0.3 * high < box.top - other.bottom < 0.6 * high and box.x0 < other.x1 and box.x1 > other.x0
    return level or under


def unclaimed(found: Sequence[Stray]) -> list[Finding]:
    """Return a finding for each page on which something is filled in that no field claimed."""
    by_page: dict[int, list[Stray]] = defaultdict(list)
    for stray in found:
        by_page[stray.page].append(stray)
    return [_finding(page, members) for page, members in sorted(by_page.items())]


def _finding(page: int, members: Sequence[Stray]) -> Finding:
    said = [f"«{s.text}»" for s in members if s.text]
    ticks = sum(not s.text for s in members)
    shown = ", ".join(said[:_SHOWN]) + (f" e altri {len(said) - _SHOWN}" if len(said) > _SHOWN else "")
    ticked = "una casella barrata" if ticks == 1 else f"{ticks} caselle barrate" if ticks else ""
    return Finding(
        "MOD-13",
        Severity.WARNING,
        "Sulla pagina è compilato qualcosa che non è stato attribuito ad alcun campo del modulo.",
        _SOURCE,
        (),
        observed="; ".join(part for part in (shown, ticked) if part),
        cure="Verificare sulla pagina a quale campo appartiene quanto è compilato.",
        page=page,
        box=members[0].box,
        confidence=0.9,
    )
