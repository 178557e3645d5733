"""Where a printed label ends, and the box of its own that may stand under it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from domain.geometry import Box
from extractors.forms.labels.typed_blanks import left_by
from extractors.forms.stream.flow import DOTS, RULE, Flow, word_gap
from extractors.forms.stream.neighbours import neighbour
from extractors.forms.stream.tokens import Token, alike

#: Words that lead from a label to its value.
_PREPOSITIONS = frozenset({"a", "ad", "in", "n."})
#: Heights of a line below which underscores are the rest of a blank, and letters from which on words are written over it.
_LEFT, _SAYS = 3.0, 3
#: Words before the last of a list of kinds, and words that such a list goes on with at most.
_OR, _KINDS = frozenset({"o", "od", "oppure"}), 10
#: Forms of address, in small letters.
_ADDRESS = re.compile(r"(sig|signor)(\.?(r|or)?a)?\.?(/(sig|signor)?(\.?(r|or)?a)?\.?)?:?")


def label_end(flow: Flow, end: int, stop: int) -> int:
    """Return the token behind the whole label whose known wording ends at ``end``.

    A label may say more than the wordings know: ``Codice POD | del punto di prelievo:``. What follows without a gap in
    the same type belongs to it up to its colon, or up to where the value begins in another type or a blank is drawn.
    """
    last = flow.tokens[end - 1]
    if last.text.endswith(":") or last.source == "ocr":
        return end
    if kinds := _behind_kinds(flow, end, stop):
        return kinds
    at = end
    while at < min(stop, len(flow.tokens)) and _joined(flow.tokens[at - 1], flow.tokens[at], last):
        at += 1
        if flow.tokens[at - 1].text.endswith(":"):
            return end if _holds_value(flow.tokens[end:at]) else at
    if at < min(stop, len(flow.tokens)) and flow.tokens[at].line != last.line:
        below = _end_below(flow, at, stop, last)
        if below:
            words = flow.tokens[end:below]
            over = any(_written_over(b, words) or left_by(flow, b, words) for b in flow.tokens[below : below + 1])
            return end if over or _holds_value(words) else below
    note = _noted(flow, end, at)
    if note:
        return note
    if end < min(stop, len(flow.tokens)) - 1 and _leads(flow.tokens[end], flow.tokens[end + 1], last):
        return end + 1
    if at == end or at >= len(flow.tokens) or at >= stop:
        return end
    after = flow.tokens[at]
    same = after.line == last.line and after.cell == last.cell
    value = after.kind in ("blank", "widget") or (after.kind == "word" and after.font != last.font)
    words = flow.tokens[end:at]
    if after.kind == "blank" and after.font in ("", DOTS):
        at = end + _typed_before(words)
    return at if same and value and not _written_over(after, words) else end


def _behind_kinds(flow: Flow, end: int, stop: int) -> int:
    """Return the token behind the rest of a list of kinds that a label is, ``della società, | impresa, ente o condominio``; 0 for none."""
    last = flow.tokens[end - 1]
    small: list[Token] = []
    for token in flow.tokens[end : min(stop, end + _KINDS)]:
        if token.kind != "word" or not token.text[:1].islower() or not alike(token, last) or token.cell != last.cell:
            break
        small.append(token)
    joins = [n for n, t in enumerate(small) if t.text in _OR]
    listed = bool(joins) and (last.text.endswith(",") or small[0].text in _OR or joins == [1])
    return end + len(small) if listed and joins[-1] + 2 == len(small) < _KINDS and small[-1].page == last.page else 0


def _typed_before(words: list[Token]) -> int:
    """Return how many words before a leader are print, not what was typed there: ``Cognome | Ghigliazza .....``."""
    shown = (n for n, t in enumerate(words) if t.text[:1].isupper() or any(c.isdigit() or c == "@" for c in t.text))
    return next(shown, len(words))


def _holds_value(words: list[Token]) -> bool:
    """Tell whether print up to a colon holds a value: a comma that parts names or figures from what goes on."""
    part = any(t.text.endswith((",", ";")) for t in words[:-1])
    return part and any(t.text[:1].isupper() or any(c.isdigit() for c in t.text) for t in words)


def _written_over(blank: Token, words: list[Token]) -> bool:
    """Tell whether a short blank right behind words is what they left of it: ``denominata | CASTEONS___``."""
    last = words[-1].box if words else blank.box
    named = any(t.text[:1].isupper() or any(c.isdigit() for c in t.text) for t in words)
    left = _LEFT * max(last.height, 6.0) * (2 if named else 1)
    short = bool(words) and blank.kind == "blank" and blank.font in ("", DOTS) and blank.box.width < left
    said = "".join(p for t in words for p in t.norm)
    return short and blank.box.x0 - last.x1 < 1.0 and len(said) > _SAYS


def _noted(flow: Flow, end: int, until: int) -> int:
    """Return the token behind a label that goes on in small letters to a note: ``SPG | installato (marca, modello)``; 0 for none."""
    more = flow.tokens[end:until]
    opened = next((n for n, t in enumerate(more) if t.text[:1] == "("), 0)
    closed = next((n for n, t in enumerate(more) if n >= opened and t.text.endswith((")", "):"))), 0)
    plain = all(t.text.strip("(")[:1].islower() for t in more[: opened + 1])
    return end + closed + 1 if opened and closed and plain and until > end + closed + 1 else 0


def skip_address(flow: Flow, end: int, stop: int) -> int:
    """Step over a form of address that ends a label in its own type: ``Referente: Sig. | ______``."""
    last = flow.tokens[end - 1]
    if end >= min(stop, len(flow.tokens)) or not _ADDRESS.fullmatch(flow.tokens[end].text.casefold()):
        return end
    word, after = flow.tokens[end], flow.tokens[end + 1 : end + 2]
    own = alike(word, last) and word.line == last.line and word.cell == last.cell
    value = after and after[0].line == word.line and after[0].cell == word.cell and alike(after[0], word)
    return end + 1 if own and not (value and after[0].kind == "word") else end


def _leads(word: Token, after: Token, label: Token) -> bool:
    """Tell whether a preposition ends a label before a name: ``con residenza | a Agrigento``."""
    return (
        word.text in _PREPOSITIONS
        and _joined(label, word, label)
        and after.kind == "word"
        and after.line == word.line
        and after.text[:1].isupper()
    )


def cell_label_end(flow: Flow, end: int, stop: int) -> int:
    """Return the token behind a label that fills its cell and says more than is known: ``Indirizzo impianto |``.

    The cell right of it must hold no print in the label's type, unless what the label adds begins in small letters.
    """
    last = flow.tokens[end - 1]
    if last.cell < 0 or last.text.endswith(":"):
        return end
    if last.source == "ocr":
        return _scanned_cell_end(flow, end, stop)
    if not last.font:
        return end
    more = [flow.tokens[i] for i in flow.in_cell[last.cell] if i >= end]
    over = _line_over_value(more, last, flow.cells[last.cell].box)
    if over and over[-1].index < stop:
        return over[-1].index + 1
    if not more or any(t.kind != "word" or t.font != last.font or t.index >= stop for t in more):
        return end
    beside = neighbour(flow, last.cell, "right")
    if beside is None or any(abs(t.size - last.size) > 0.3 for t in more):
        return end
    words = [flow.tokens[i] for i in flow.in_cell.get(beside, ()) if flow.tokens[i].kind == "word"]
    printed = any(alike(t, last) for t in words)
    lead = next((t for t in more if any(t.norm)), more[0]).text[:1]
    return more[-1].index + 1 if not printed or lead.islower() or more[0].text[:1] in "(/" else end


def over_value(flow: Flow, end: int) -> bool:
    """Tell whether the label whose known wording ends at ``end`` says more on its line over the value in its cell."""
    last = flow.tokens[end - 1]
    if last.cell < 0 or last.source == "ocr" or not last.font:
        return False
    more = [flow.tokens[i] for i in flow.in_cell[last.cell] if i >= end]
    return bool(_line_over_value(more, last, flow.cells[last.cell].box))


def _line_over_value(more: list[Token], last: Token, frame: Box) -> list[Token]:
    """Return the rest of a label's line over a value of its own size or type in one cell: ``Via/piazza e n. | civico``."""
    line = [t for t in more if t.line == last.line]
    below = [t for t in more if t.line != last.line]
    joined = all(t.kind == "word" and alike(t, last) for t in line)
    parted = all(t.kind in ("widget", "blank") or not alike(t, last) for t in below)
    top = last.box.top - frame.top < last.box.height < frame.bottom - last.box.bottom
    return line if joined and parted and top else []


def _scanned_cell_end(flow: Flow, end: int, stop: int) -> int:
    """Return the same on a scan, where no type tells print from value: words in small letters right behind, a cell beside."""
    last = flow.tokens[end - 1]
    line = [flow.tokens[i] for i in flow.lines[last.line] if i >= end]
    beside = neighbour(flow, last.cell, "right")
    if not line or beside is None or not line[0].text[:1].islower() or any(t.index >= stop for t in line):
        return end
    follows = all(b.kind == "word" and b.box.x0 - a.box.x1 < 0.6 * b.box.height for a, b in pairwise([last, *line]))
    return line[-1].index + 1 if follows else end


def _end_below(flow: Flow, at: int, stop: int, label: Token) -> int:
    """Return the token behind a label that goes on over the next line up to its colon or its blank, 0 where it does not."""
    first = flow.tokens[at]
    start = flow.tokens[flow.lines[label.line][0]]
    near = -2 < first.box.top - label.box.bottom < 0.8 * max(label.box.height, 6.0)
    margin = abs(first.box.x0 - start.box.x0) <= 24 or abs(first.box.x0 - chunk_start(flow, label).box.x0) < 3
    if first.page != label.page or not near or not margin:
        return 0
    before = replace(label, line=first.line)
    for index in flow.lines[first.line][:8]:
        token = flow.tokens[index]
        if token.kind in ("blank", "widget") and at < index < stop:
            return index
        if index >= stop or (index > at and not _joined(flow.tokens[index - 1], token, before)):
            return 0
        if token.kind != "word" or token.font != label.font or token.cell != label.cell:
            return 0
        if token.text.endswith(":"):
            return index + 1
    return 0


def _joined(before: Token, token: Token, label: Token) -> bool:
    return (
        token.kind == "word"
        and token.line == label.line
        and token.cell == label.cell
        and token.font == label.font
        and token.source == label.source
        and abs(token.size - label.size) < 0.3
        and token.box.x0 - before.box.x1 < word_gap(token, 0.6)
    )


def box_under(flow: Flow, first: Token, label: Token, labelled: set[int]) -> list[int] | None:
    """Return the cells of a box that stands right under a label and holds no label: one, or one for each letter."""
    lead = _heading_rule(flow, first) or chunk_start(flow, first)
    cells = [n for n in flow.page_cells.get(label.page, ()) if _right_under(flow, n, lead, label)]
    if not cells:
        return None
    chosen = min(cells, key=lambda n: (flow.cells[n].box.top, flow.cells[n].box.x0))
    row = _touching(flow, chosen, label.page)
    narrow = all(flow.cells[n].box.width < 1.8 * flow.cells[n].box.height for n in row)
    box = row if len(row) > 2 and narrow else [chosen]
    if len(box) == 1 and len(row) > 1 and _goes_on_below(flow, chosen, label.page):
        return None  # a table that stands under a line of text
    return None if any(i in labelled for n in box for i in flow.in_cell.get(n, ())) else box


def chunk_start(flow: Flow, first: Token) -> Token:
    """Return the first word of what is printed in one go up to ``first``: ``Località dell'intervento: Via``."""
    members = flow.lines[first.line]
    for index in reversed(members[: members.index(first.index)]):
        before = flow.tokens[index]
        if not _joined(before, first, first) or before.kind != "word" or before.font != first.font:
            break
        first = before
    return first


def _touching(flow: Flow, cell: int, page: int) -> list[int]:
    """Return the cells that stand side by side with ``cell``, itself too."""
    here = flow.cells[cell].box
    level = [
        n
        for n in flow.page_cells[page]
        if abs(flow.cells[n].box.top - here.top) < 1.5 and abs(flow.cells[n].box.bottom - here.bottom) < 1.5
    ]
    level.sort(key=lambda n: flow.cells[n].box.x0)
    row, right = [], here.x0
    for number in level:
        box = flow.cells[number].box
        if box.x0 >= here.x0 - 1 and abs(box.x0 - right) < 1.5:
            row.append(number)
            right = box.x1
    return row


def _goes_on_below(flow: Flow, cell: int, page: int) -> bool:
    here = flow.cells[cell].box
    return any(
        abs(flow.cells[n].box.top - here.bottom) < 1.5 and abs(flow.cells[n].box.x0 - here.x0) < 1.5
        for n in flow.page_cells[page]
    )


def _heading_rule(flow: Flow, first: Token) -> Token | None:
    """Return the rule under a heading that begins with it, or left of it where a number stands before: ``O | NOTE``."""
    lead = flow.tokens[flow.lines[first.line][0]]
    bold = "bold" in first.font.lower()
    return lead if bold and lead.kind == "blank" and lead.font == RULE and lead.box.x0 <= first.box.x0 else None


def _right_under(flow: Flow, cell: int, first: Token, label: Token) -> bool:
    box = flow.cells[cell].box
    high = max(label.box.height, 6.0)
    return (
        -0.5 * high < box.top - max(label.box.bottom, first.box.bottom) < 1.1 * high
        and abs(box.x0 - first.box.x0) < 1.2 * high
        and 8 < box.height < 60
    )
