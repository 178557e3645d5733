"""Labels that fields bring along: tooltips first, names last, where the page itself prints none beside them.

A field of a foreign form has a name of its own (``Text12``, ``Codice Fiscale_3``). Its tooltip says what screen readers
say, so it counts before print; its name counts only where nothing is printed near. Either is put into the page as a word
in front of the field, and the labels are then read as if it stood there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from domain.forms import FieldSpec
from domain.geometry import Box
from domain.pages import Page, Widget, Word
from extractors.forms.values.own_fields import id_of
from extractors.forms.wording.describe import Form
from extractors.forms.wording.text import pieces, says

#: ``Word.source`` of such a label: it is never part of a value.
HINT = "hint"
_TAIL = re.compile(r"[_\s.\-]*\d*$")
#: Fields side by side from which on they are the cells of a table, whose heads name them.
_TABLE = 4
_BESIDE, _OVER = 160.0, 14.0
#: A tooltip on more fields than this says nothing about any of them.
_SAME = 12
_EMPTY_STATES = frozenset(["", "yes", "on", "off", "1", "0", "x", "true", "scelta"])

Wordings = frozenset[tuple[str, ...]]


def with_hints(pages: Sequence[Page], form: Form, specs: Mapping[str, FieldSpec]) -> Sequence[Page]:
    """Return the pages with a label in front of each foreign field that brings one; the same pages where none does."""
    widgets = [w for page in pages for w in page.widgets if not id_of(w.name, specs)[0]]
    if not widgets:
        return pages
    wordings = frozenset(w for s in form.sections for e in s.entries for w in e.labels if len("".join(w)) > 2)
    options = frozenset(w for s in form.sections for e in s.entries for _, ws in e.options for w in ws)
    said = Counter(pieces(w.tooltip) for w in widgets)
    ours = {id(w) for w in widgets}
    changed = [_hinted(page, ours, wordings, options, said) for page in pages]
    return pages if all(a is b for a, b in zip(pages, changed, strict=True)) else changed


def _hinted(page: Page, ours: set[int], wordings: Wordings, options: Wordings, said: Counter[tuple[str, ...]]) -> Page:
    found: list[Word] = []
    levels = [w.box.centre[1] for w in page.widgets]
    for widget, level in zip(page.widgets, levels, strict=True):
        if id(widget) not in ours or _in_table(level, levels):
            continue
        if widget.kind in ("text", "choice"):
            found += _label(widget, page, wordings, said)
        elif widget.kind in ("check", "radio"):
            found += _option(widget, page, options)
    return replace(page, words=(*page.words, *found)) if found else page


def _in_table(level: float, levels: Sequence[float]) -> bool:
    return sum(abs(other - level) < 4 for other in levels) >= _TABLE


def _label(widget: Widget, page: Page, wordings: Wordings, said: Counter[tuple[str, ...]]) -> list[Word]:
    """Return the label that the tooltip says, or the name where nothing is printed near."""
    near = _printed_near(widget, page)
    tooltip = pieces(widget.tooltip)
    for text in ((tooltip,) if said[tooltip] <= _SAME else ()) + (() if near else (_named(widget.name),)):
        wording = _known(text, wordings)
        if wording and not says(near, wording):
            return [_word(" ".join(wording) + ":", widget.box.x0 - 1.0, widget.box)]
    return []


def _named(name: str) -> tuple[str, ...]:
    """Return what a field's own name says: ``Codice Fiscale_3`` -> codice, fiscale."""
    last = re.sub(r"\[\d+\]", "", name).rpartition(".")[2]
    return pieces(_TAIL.sub("", last).replace("_", " "))


def _known(text: tuple[str, ...], wordings: Wordings) -> tuple[str, ...]:
    """Return the longest wording that ends the text (``Utente Attivo - Codice fiscale``), else one that begins it."""
    for start in range(len(text)):
        if text[start:] in wordings:
            return text[start:]
    return next((text[:end] for end in range(len(text), 0, -1) if text[:end] in wordings), ())


def _printed_near(widget: Widget, page: Page) -> tuple[str, ...]:
    """Return what is printed left of the field up to the next one, and close over or under it."""
    box = widget.box
    y = box.centre[1]
    left = max((w.box.x1 for w in page.widgets if abs(w.box.centre[1] - y) < 4 and w.box.x1 <= box.x0 + 1), default=0.0)
    begin, end = max(left, box.x0 - _BESIDE), box.x0 + 2
    placed = [(w, *w.box) for w in page.words]
    beside = [
        w
        for w, x0, top, x1, bottom in placed
        if begin <= (x0 + x1) / 2 < end and abs((top + bottom) / 2 - y) < 0.7 * max(bottom - top, 8.0)
    ]
    over = [
        w
        for w, x0, top, x1, bottom in placed
        if x0 < box.x1 and x1 > box.x0 - 4
        and (0 <= box.top - bottom + 3 < _OVER or 0 <= top - box.bottom + 3 < _OVER)
    ]  # fmt: skip
    return tuple(p for w in (*beside, *over) for p in pieces(w.text))


def _option(widget: Widget, page: Page, options: Wordings) -> list[Word]:
    """Return the wording of a tick place that has no print on either side: its export value, or its tooltip's end."""
    box = widget.box
    if any(
        abs(w.box.centre[1] - box.centre[1]) < 6
        and (0 <= w.box.x0 - box.x1 + 2 < 25 or 0 <= box.x0 - w.box.x1 + 2 < 25)
        for w in page.words
    ):
        return []
    state = (widget.on_state or "").strip()
    short = pieces(state) in (("si",), ("no",), ("np",), ("n", "p"))
    if state.casefold() not in _EMPTY_STATES and (short or _known(pieces(state), options)):
        return [_word(state, box.x1 + 1.0, box)]
    wording = _known(pieces(widget.tooltip), options)
    return [_word(" ".join(wording), box.x1 + 1.0, box)] if wording else []


def _word(text: str, x: float, box: Box) -> Word:
    middle = box.top + 8 if box.height > 30 else box.centre[1]
    return Word(text, Box(x - 0.5, middle - 5, x + 0.5, middle + 5), 1.0, HINT, 10.0, HINT)
