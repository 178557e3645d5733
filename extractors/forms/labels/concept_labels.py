"""Labels in words that the form's description does not know, by what they mean (see ``meanings``)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from extractors.forms.labels.choose import Item
from extractors.forms.stream.flow import Flow, word_gap
from extractors.forms.stream.tokens import Token
from extractors.forms.wording.describe import Section
from extractors.forms.wording.meanings import Lexicon
from extractors.forms.wording.text import NUMBERING

#: Least likeness of a label to what a field is called, and how much less than the best another field may have.
_LIKE, _BESIDE = 0.7, 0.1
#: Words beyond which a text is no label.
_LONG = 12
#: What a label is worth at most that is known by its meaning alone.
_GAIN = 2.4
#: How well it means a field at most: the words themselves are not known.
_MEANT = 0.99


def concept_items(
    flow: Flow, section: Section, span: Sequence[int], known: Collection[Item], lexicon: Lexicon
) -> Iterator[Item]:
    """Yield items for the texts of ``span`` that look like labels and are none of the ``known`` ones."""
    sure = [i for i in known if i.gain >= 2.0 and not i.option]
    types = {flow.tokens[i.start].style for i in sure}
    ends = {i.end for i in sure}
    valued = {flow.tokens[i.start].cell for i in sure} - {-1}
    entries = {
        e.field: e for e in section.entries if e.labels and e.field and not e.anchor and not e.head and not e.again
    }
    meanings = lexicon.meanings(
        (section.id, tuple(entries)), lambda: {field: entry.labels for field, entry in entries.items()}
    )
    for chunk in _chunks(flow, span):
        first, last = chunk[0], chunk[-1]
        strange = bool(types) and first.source != "ocr" and first.style not in types
        if last.index + 1 in ends or strange or _is_value(flow, first, valued):
            continue
        fits = meanings.fits([p for t in chunk for p in t.norm])
        best = max(fits.values(), default=0.0)
        for name, fit in fits.items():
            if fit >= max(_LIKE, best - _BESIDE):
                yield Item(
                    first.index, last.index + 1, entries[name].index, _GAIN * fit, line=first.line, font=first.font, row=first.row, meant=min(fit, _MEANT)
                )  # fmt: skip


def _is_value(flow: Flow, first: Token, valued: Collection[int]) -> bool:
    """Tell whether a text stands in the cell right behind a known label."""
    if first.cell < 0:
        return False
    row = flow.rows[first.row]
    before = [flow.tokens[i].cell for i in row if flow.tokens[i].box.x1 < flow.cells[first.cell].box.x0]
    return bool(before) and before[-1] in valued


def _chunks(flow: Flow, span: Sequence[int]) -> Iterator[list[Token]]:
    """Yield the texts that may be labels: in a cell, or on a line up to a colon, a blank or a tick place."""
    inside = set(span)
    done: set[int] = set()
    for index in span:
        token = flow.tokens[index]
        if index in done or token.kind != "word":
            continue
        chunk, leads = (_in_cell(flow, token), True) if token.cell >= 0 else _on_line(flow, token)
        done.update(t.index for t in chunk)
        said = "".join(p for t in chunk for p in t.norm)
        whole = len(chunk) <= _LONG and all(t.index in inside for t in chunk)
        if leads and whole and any(c.isalpha() for c in said):
            yield chunk


def _in_cell(flow: Flow, first: Token) -> list[Token]:
    """Return the words of a cell up to its colon, another type or something to fill in."""
    return _run([flow.tokens[i] for i in flow.in_cell[first.cell] if i >= first.index], first)


def _on_line(flow: Flow, first: Token) -> tuple[list[Token], bool]:
    """Return the words of a line up to a gap, and whether they lead to a value; a line more where it breaks before that."""
    if NUMBERING.match(first.text) or not any(first.norm):
        return [first], False
    line = [flow.tokens[i] for i in flow.lines[first.line] if i >= first.index]
    chunk = _run(line, first)
    if _leads(chunk, line) or len(chunk) < len(line) or first.line + 1 >= len(flow.lines):
        return chunk, _leads(chunk, line)
    below = [flow.tokens[i] for i in flow.lines[first.line + 1]]
    near = below[0].box.top - first.box.bottom < 0.8 * first.box.height and abs(below[0].box.x0 - first.box.x0) < 3
    rest = _run(below, first) if near and below[0].cell < 0 and below[0].page == first.page else []
    return (chunk + rest, True) if _leads(rest, below) else (chunk, False)


def _leads(chunk: list[Token], line: list[Token]) -> bool:
    if not chunk:
        return False
    after = line[len(chunk)] if len(line) > len(chunk) else None
    return chunk[-1].text.endswith(":") or (after is not None and after.kind in ("blank", "widget", "mark"))


def _run(tokens: list[Token], first: Token) -> list[Token]:
    """Return the words of one type without a gap, to the colon."""
    found: list[Token] = []
    for token in tokens:
        gap = bool(found) and token.line == found[-1].line and token.box.x0 - found[-1].box.x1 > word_gap(token, 1.2)
        if token.kind != "word" or not _of_one_type(token, first) or gap:
            break
        found.append(token)
        if token.text.endswith(":"):
            break
    return found


def _of_one_type(token: Token, first: Token) -> bool:
    """Tell whether two words are in one type; of a scan it is not known, so that a colon or a gap ends a label."""
    return token.source == first.source and (token.source == "ocr" or token.style == first.style)
