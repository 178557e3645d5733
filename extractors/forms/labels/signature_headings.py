"""Headings of a block to sign that name the signature too: the caption in the block is its label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.forms.labels.choose import Item
from extractors.forms.labels.numbering import counts_part
from extractors.forms.stream.flow import Flow
from extractors.forms.wording.describe import Section
from extractors.forms.wording.text import NUMBERING

#: Lines between the heading of a block and the caption of the place to sign in it.
_LINES = 6


def without_headings(flow: Flow, items: Sequence[Item], section: Section, kinds: Mapping[str, str]) -> list[Item]:
    """Return the labels without the numbered headings over a caption of the same signature: ``H.5 Firma`` over ``Firma``, ``Quadro D Firma`` over ``D.3 Firma``."""
    signed = [i for i in items if kinds.get(section.entries[i.entry].field) == "signature"]
    over = {
        one
        for one in signed
        if _numbered(flow, one) or _of_part(flow, one)
        if any(
            two.entry == one.entry and 0 < two.line - one.line <= _LINES and _same_page(flow, one, two)
            for two in signed
            if not (_of_part(flow, two) if _of_part(flow, one) else _numbered(flow, two))
        )
    }
    return [i for i in items if i not in over]


def _numbered(flow: Flow, item: Item) -> bool:
    """Tell whether a number and nothing else stands before a label on its line."""
    line = flow.lines[item.line]
    return item.start == line[0] + 1 and bool(NUMBERING.match(flow.tokens[line[0]].text))


def _of_part(flow: Flow, item: Item) -> bool:
    """Tell whether the name of a part and nothing else stands before a label on its line: ``Quadro D``."""
    line = flow.lines[item.line]
    return item.start == line[0] + 2 and counts_part([flow.tokens[i] for i in line])


def _same_page(flow: Flow, one: Item, two: Item) -> bool:
    return flow.tokens[one.start].page == flow.tokens[two.start].page
